package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.SnmpValue.Absent;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.testkit.snmp.internal.Pdu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers one question from what it may see (RFC 3416, 4.2; RFC 1157, 4.1). Version 1 has no
 * exceptions and no {@code Counter64}: what it can not say is {@code noSuchName}, or left out (RFC
 * 3584, 4.2.2).
 */
final class Responder {
  /** A view that leads back must not keep us here. */
  private static final int MOST_SKIPPED = 10_000;

  private final ObjectView view;
  private final boolean isVersion1;
  private final int maxBytes;

  /**
   * For one question.
   *
   * @param maxBytes what a message holds: there is no use in finding more for it
   */
  Responder(ObjectView view, boolean isVersion1, int maxBytes) {
    this.view = view;
    this.isVersion1 = isVersion1;
    this.maxBytes = maxBytes;
  }

  /** The answer; null when there is none to such a question. A set is not its business. */
  @Nullable Pdu answer(Pdu question) {
    return switch (question.type()) {
      case Pdu.GET, Pdu.GET_NEXT -> each(question);
      case Pdu.GET_BULK -> isVersion1 ? null : bulk(question);
      default -> null;
    };
  }

  private Pdu each(Pdu question) {
    List<VarBind> found = new ArrayList<>(question.bindings().size());
    for (VarBind asked : question.bindings()) {
      VarBind one = question.type() == Pdu.GET ? get(asked.oid()) : next(asked.oid());
      if (isVersion1 && !one.value().isPresent()) {
        return question.error(ErrorStatuses.NO_SUCH_NAME, found.size() + 1);
      }
      found.add(one);
    }
    return question.answer(found);
  }

  private VarBind get(Oid oid) {
    SnmpValue value = view.get(oid);
    return value == null || isUnknown(value)
        ? new VarBind(oid, isObject(oid) ? Absent.NO_SUCH_INSTANCE : Absent.NO_SUCH_OBJECT)
        : new VarBind(oid, value);
  }

  private boolean isUnknown(SnmpValue value) {
    return isVersion1 && value instanceof SnmpValue.Counter64;
  }

  /** An object is known here when there is an instance of it that differs in the last part. */
  private boolean isObject(Oid instance) {
    if (instance.size() == 1) {
      return false;
    }
    Oid object = Oid.ofParts(Arrays.copyOf(instance.parts(), instance.size() - 1));
    VarBind neighbour = view.next(object);
    return neighbour != null
        && neighbour.oid().startsWith(object)
        && neighbour.oid().size() == instance.size();
  }

  private VarBind next(Oid oid) {
    VarBind next = view.next(oid);
    for (int i = 0; next != null && isUnknown(next.value()); i++) {
      next = i < MOST_SKIPPED ? view.next(next.oid()) : null;
    }
    return next == null ? new VarBind(oid, Absent.END_OF_MIB_VIEW) : next;
  }

  private Pdu bulk(Pdu question) {
    List<VarBind> asked = question.bindings();
    int once = Math.min(Math.max(question.status(), 0), asked.size());
    List<VarBind> found = new ArrayList<>();
    for (VarBind single : asked.subList(0, once)) {
      found.add(next(single.oid()));
    }
    List<VarBind> last = asked.subList(once, asked.size());
    int bytes = 0;
    for (int round = 0; round < question.index() && bytes < maxBytes && !last.isEmpty(); round++) {
      List<VarBind> row = new ArrayList<>(last.size());
      for (VarBind before : last) {
        VarBind next = next(before.oid());
        row.add(next);
        bytes += Pdu.leastBytes(next);
      }
      found.addAll(row);
      if (row.stream().allMatch(next -> next.value() == Absent.END_OF_MIB_VIEW)) {
        break;
      }
      last = row;
    }
    return question.answer(found);
  }
}
