package io.ispmonitor.snmp;

import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Columns walked one after the other and joined by index. The session's thread. */
final class TableWalk {
  private final Session session;
  private final TimeSource time;
  private final SnmpTarget target;
  private final List<Oid> columns;
  private final WalkLimits limits;
  private final Consumer<? super SnmpTable> whoAsks;
  private final SortedMap<Oid, List<SnmpValue>> rows = new TreeMap<>();
  private int column;
  private int found;

  private TableWalk(
      Session session,
      TimeSource time,
      SnmpTarget target,
      List<Oid> columns,
      WalkLimits limits,
      Consumer<? super SnmpTable> whoAsks) {
    this.session = session;
    this.time = time;
    this.target = target;
    this.columns = List.copyOf(columns);
    this.limits = limits;
    this.whoAsks = whoAsks;
  }

  /** Begins to read a table; the consumer is called once. */
  static void begin(
      Session session,
      TimeSource time,
      SnmpTarget target,
      List<Oid> columns,
      WalkLimits limits,
      Consumer<? super SnmpTable> table) {
    new TableWalk(session, time, target, columns, limits, table).next();
  }

  private void next() {
    if (column == columns.size()) {
      end(null);
    } else {
      int left = limits.bindings() - found;
      Oid next = columns.get(column);
      if (left > 0) {
        Walk.begin(session, time, target, next, next, limits.bindings(left), this::walked);
      } else {
        String why =
            "the limit of %d objects was reached before column %s"
                .formatted(limits.bindings(), next);
        end(new SnmpReply.Partial(List.of(), SnmpReply.Cut.TOO_MANY, why));
      }
    }
  }

  private void walked(SnmpReply reply) {
    if (reply instanceof SnmpReply.Values values) {
      take(values.bindings());
      column++;
      next();
    } else {
      if (reply instanceof SnmpReply.Partial partial) {
        take(partial.bindings());
      }
      end(reply);
    }
  }

  private void take(List<VarBind> bindings) {
    found += bindings.size();
    for (VarBind binding : bindings) {
      if (binding.oid().size() > columns.get(column).size()) {
        rows.computeIfAbsent(binding.oid().after(columns.get(column)), any -> empty())
            .set(column, binding.value());
      }
    }
  }

  private List<SnmpValue> empty() {
    return new ArrayList<>(
        Collections.nCopies(columns.size(), (SnmpValue) SnmpValue.Absent.NO_SUCH_INSTANCE));
  }

  private void end(@Nullable SnmpReply trouble) {
    List<SnmpTable.Row> made = new ArrayList<>(rows.size());
    rows.forEach((index, values) -> made.add(new SnmpTable.Row(index, values)));
    whoAsks.accept(new SnmpTable(columns, made, trouble));
  }
}
