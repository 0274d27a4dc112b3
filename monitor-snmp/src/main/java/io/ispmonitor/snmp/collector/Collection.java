package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.snmp.profile.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values of one turn: asked for message by message, and made readings of at the end. */
final class Collection {
  private static final int DISCONTINUITIES_AT_ONCE = 20;

  private final Turn turn;
  private final Conversation with;
  private final Subject subject;
  private Memory memory;
  private Taken taken;
  private List<Part> due = List.of();
  private final Deque<Ask> asks = new ArrayDeque<>();
  private final Set<Oid> missing = new HashSet<>();
  private final Set<Integer> discontinued = new HashSet<>();
  private List<Readings> visitors = List.of();
  private boolean hasAnswered;
  private boolean mustLearn;
  private int answered;
  private String trouble = "";

  Collection(Turn turn, Memory memory) {
    this.turn = turn;
    this.with = turn.conversation();
    this.subject = with.subject;
    this.memory = memory;
    this.taken = new Taken(memory.plan);
    this.hasAnswered = turn.hasHeard();
  }

  void begin() {
    due = dueParts();
    for (Part part : due) {
      List<Ask> packed = part.asks(subject.answerBytes());
      boolean isMain = part == memory.plan.main();
      int first = isMain && subject.firstAsk < packed.size() ? subject.firstAsk : 0;
      asks.addAll(packed.subList(first, packed.size()));
      asks.addAll(packed.subList(0, first));
    }
    next();
  }

  /** Those that limit others come first; the main part comes last. */
  private List<Part> dueParts() {
    long now = with.now();
    List<Part> parts = new ArrayList<>();
    List<Part> all = memory.plan.parts();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (memory.isDue(i, all.get(i).everyNanos(), now)) {
        parts.add(all.get(i));
      }
    }
    return parts;
  }

  private void next() {
    Ask ask = asks.poll();
    if (ask == null) {
      allAsked();
    } else if (!with.get(ask.oids(), reply -> replied(ask, reply))) {
      asks.push(ask);
      outOfTime();
    }
  }

  /** What was not asked comes first the next time. */
  private void outOfTime() {
    trouble = "the time was over; %d messages were answered".formatted(answered);
    subject.firstAsk += answered;
    evaluate();
  }

  private void replied(Ask ask, SnmpReply reply) {
    if (reply instanceof SnmpReply.Values values) {
      take(ask, values.bindings());
    } else if (reply instanceof SnmpReply.Partial partial) {
      take(ask, filled(ask, partial.bindings()));
    } else if (reply instanceof SnmpReply.Failed failed) {
      failed(ask, failed);
    } else if (hasAnswered) {
      brokeOff(reply);
    } else {
      turn.unanswered(reply);
    }
  }

  /** In the order of the question, with nothing where the answer has nothing. */
  private static List<@Nullable VarBind> filled(Ask ask, List<VarBind> bindings) {
    Map<Oid, VarBind> byOid = new HashMap<>();
    bindings.forEach(binding -> byOid.put(binding.oid(), binding));
    List<@Nullable VarBind> filled = new ArrayList<>(ask.oids().size());
    ask.oids().forEach(oid -> filled.add(byOid.get(oid)));
    return filled;
  }

  /** Takes an answer, which is in the order of the question. */
  private void take(Ask ask, List<? extends @Nullable VarBind> bindings) {
    hasAnswered = true;
    answered++;
    long ticks = ticks(bindings.get(0));
    if (turn.hasRestarted(ticks)) {
      turn.learnAgain(); // what was asked for may be something else now
      return;
    }
    int stamp = subject.clock.stamp(ticks, with.now());
    List<Integer> leftOut = new ArrayList<>(0);
    for (int i = 0; i < ask.slots().size(); i++) {
      VarBind binding = bindings.get(i + 1);
      if (binding == null) {
        leftOut.add(ask.slots().get(i));
      } else {
        put(ask.part(), ask.slots().get(i), binding.value(), stamp);
      }
    }
    if (!leftOut.isEmpty()) {
      again(ask, leftOut);
    }
    if (mustLearn) {
      turn.learnAgain();
    } else {
      next();
    }
  }

  /** What {@code sysUpTime} says; negative when it says nothing. */
  private static long ticks(@Nullable VarBind upTime) {
    SnmpValue said = upTime == null ? SnmpValue.Absent.NULL : upTime.value();
    return said instanceof SnmpValue.TimeTicks time ? time.hundredths() : -1;
  }

  private void put(Part part, int number, SnmpValue value, int stamp) {
    Slot slot = part.slot(number);
    int overall = part.overall(number);
    taken.put(overall, value, stamp);
    if (!value.isPresent()) {
      missing.add(slot.oid());
    } else if (slot.item() == null) {
      double before = memory.helpers[overall];
      memory.helpers[overall] = Numbers.of(value);
      boolean hasChanged = !Double.isNaN(before) && before != memory.helpers[overall];
      if (hasChanged && isWatched(slot.oid())) {
        subject.learnSoon(with.now());
        mustLearn = with.now() - subject.learnAgainNanos >= 0;
      }
    }
  }

  private static boolean isWatched(Oid oid) {
    return oid.equals(SystemGroup.INTERFACE_COUNT) || oid.equals(SystemGroup.INTERFACES_CHANGED);
  }

  /** Objects that an answer left out are asked for once more, by themselves. */
  private void again(Ask ask, List<Integer> leftOut) {
    if (leftOut.size() < ask.slots().size()) {
      asks.push(Ask.of(ask.part(), leftOut));
    } else {
      trouble =
          "the agent leaves objects out, such as " + ask.part().slot(leftOut.get(0)).oid();
    }
  }

  private void failed(Ask ask, SnmpReply.Failed failed) {
    hasAnswered = true;
    Oid blamed = failed.oid();
    List<Ask> smaller =
        blamed == null || failed.status() == ErrorStatus.TOO_BIG ? List.of() : ask.without(blamed);
    if (failed.status() == ErrorStatus.TOO_BIG && ask.bytes() <= subject.answerBytes()) {
      subject.asksLess(); // an older one may have been packed for more
    }
    if (!smaller.isEmpty() && blamed != null) {
      missing.add(blamed);
      smaller.forEach(asks::push);
      next();
    } else if (ask.slots().size() > 1) {
      ask.halves().forEach(asks::push);
      next();
    } else {
      ask.slots().forEach(number -> missing.add(ask.part().slot(number).oid()));
      next();
    }
  }

  /** It answered a question of this turn, but not the next. */
  private void brokeOff(SnmpReply reply) {
    if (reply instanceof SnmpReply.Silent) {
      subject.fellSilent();
      trouble = "it fell silent after %d answers".formatted(answered);
    } else {
      trouble = "it broke off after %d answers: %s".formatted(answered, reply);
    }
    evaluate();
  }

  private void allAsked() {
    subject.answeredAll();
    if (!missing.isEmpty() && subject.isOnTrial) {
      replan();
    } else if (!missing.isEmpty()) {
      subject.learnSoon(with.now()); // something it had is gone
      subject.isOnTrial = true;
      trouble =
          "it has %d of the objects no more, such as %s".formatted(missing.size(), first());
      askDiscontinuities();
    } else {
      subject.isOnTrial = false;
      askDiscontinuities();
    }
  }

  private Oid first() {
    return new TreeSet<>(missing).first();
  }

  /** What the device does not have is not asked for again, and its stand-in is, if it has one. */
  private void replan() {
    boolean isNew = subject.absent.addAll(missing);
    missing.clear();
    Plan.Key key = memory.plan.key();
    Plan plan =
        with.ground
            .plans()
            .plan(new Plan.Key(key.profile(), key.tables(), subject.absent, key.narrow()));
    Memory before = memory;
    memory = new Memory(plan).carry(before);
    System.arraycopy(
        before.discontinuities, 0, memory.discontinuities, 0, before.discontinuities.length);
    subject.memory = memory;
    taken = taken.by(plan);
    due = dueParts();
    if (isNew) {
      askForTheRest();
    } else {
      subject.isOnTrial = false;
      askDiscontinuities();
    }
  }

  private void askForTheRest() {
    for (Part part : due) {
      for (Ask ask : part.asks(subject.answerBytes())) {
        List<Integer> open =
            ask.slots().stream().filter(is -> taken.value(part.overall(is)) == null).toList();
        if (!open.isEmpty()) {
          asks.add(Ask.of(part, open));
        }
      }
    }
    if (asks.isEmpty()) {
      subject.isOnTrial = false;
    }
    next();
  }

  /** Counters that are below what they were: did they go round, or begin anew? */
  private void askDiscontinuities() {
    Map<Oid, Integer> rows = new HashMap<>();
    for (Part part : due) {
      for (int i = 0; i < part.size(); i++) {
        Slot slot = part.slot(i);
        SnmpValue value = taken.value(part.overall(i));
        boolean isBelow =
            value != null
                && slot.form() == Item.Form.COUNTER
                && memory.counters.isBelow(part.overall(i), value);
        Oid oid = isBelow && slot.row() != Slot.NONE ? discontinuityOf(slot.row()) : null;
        if (oid != null) {
          rows.put(oid, slot.row());
        }
      }
    }
    List<Oid> oids = rows.keySet().stream().sorted().limit(DISCONTINUITIES_AT_ONCE).toList();
    if (oids.isEmpty() || !with.get(oids, reply -> discontinuities(rows, reply))) {
      visit();
    }
  }

  private @Nullable Oid discontinuityOf(int row) {
    int first = 0;
    for (TableRows rows : memory.plan.key().tables()) {
      Oid column = rows.table().discontinuity();
      if (row < first + rows.rows().size()) {
        return column == null ? null : column.append(rows.rows().get(row - first).index());
      }
      first += rows.rows().size();
    }
    return null;
  }

  private void discontinuities(Map<Oid, Integer> rows, SnmpReply reply) {
    List<VarBind> bindings =
        reply instanceof SnmpReply.Values values ? values.bindings() : List.of();
    for (VarBind binding : bindings) {
      Integer row = rows.get(binding.oid());
      if (row != null && binding.value().isPresent()) {
        SnmpValue before = memory.discontinuities[row];
        memory.discontinuities[row] = binding.value();
        if (before != null && !before.equals(binding.value())) {
          discontinued.add(row);
        }
      }
    }
    visit();
  }

  private void visit() {
    new Visit(with, memory, this::visited).begin();
  }

  private void visited(List<Readings> rows, String itsTrouble) {
    visitors = rows;
    trouble = trouble.isEmpty() ? itsTrouble : trouble;
    evaluate();
  }

  private void evaluate() {
    Evaluation evaluation = new Evaluation(memory, taken, discontinued, turn::changed);
    List<Readings> readings = evaluation.of(due);
    Readings main = readings.get(readings.size() - 1);
    List<Readings> more = new ArrayList<>(readings.subList(0, readings.size() - 1));
    more.addAll(visitors);
    due.forEach(part -> memory.asked(memory.plan.parts().indexOf(part), with.now()));
    if (trouble.isEmpty()) {
      subject.saying.fine();
      turn.end(new ProbeOutcome.Answered(main, more));
    } else {
      turn.end(new ProbeOutcome.Partial(main, more, trouble));
    }
  }
}
