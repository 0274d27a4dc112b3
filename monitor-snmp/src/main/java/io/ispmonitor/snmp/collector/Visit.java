package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.snmp.profile.Item;
import io.ispmonitor.snmp.profile.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the tables whose rows come and go, such as the clients of a radio, column by column. */
final class Visit {
  private static final int MOST_ROWS = 2_000;
  private static final int REPETITIONS = 25;

  private final Conversation with;
  private final Memory memory;
  private final BiConsumer<List<Readings>, String> then;
  private final List<Readings> readings = new ArrayList<>();
  private final Map<Oid, Map<Oid, SnmpValue>> rows = new TreeMap<>();
  private List<Oid> columns = List.of();
  private int table = -1;
  private int column;
  private String trouble = "";

  /**
   * A visit.
   *
   * @param then takes the rows and what is missing, in words; empty for nothing
   */
  Visit(Conversation with, Memory memory, BiConsumer<List<Readings>, String> then) {
    this.with = with;
    this.memory = memory;
    this.then = then;
  }

  void begin() {
    nextTable();
  }

  private void nextTable() {
    table++;
    List<Plan.Walked> all = memory.plan.walked();
    while (table < all.size() && !isDue(all.get(table))) {
      table++;
    }
    if (table == all.size()) {
      then.accept(readings, trouble);
      return;
    }
    rows.clear();
    column = 0;
    columns = List.copyOf(columns(all.get(table).table()));
    nextColumn();
  }

  private boolean isDue(Plan.Walked walked) {
    return memory.isDue(place(), walked.everyNanos(), with.now());
  }

  private int place() {
    return memory.plan.parts().size() + table;
  }

  private static Set<Oid> columns(Table table) {
    Set<Oid> columns = new LinkedHashSet<>();
    table.items().forEach(item -> columns.add(item.oid()));
    columns.addAll(RowNames.columns(table));
    table.items().forEach(item -> item.where().forEach(is -> columns.add(is.column())));
    return columns;
  }

  private void nextColumn() {
    if (column == columns.size()) {
      tableEnds();
      return;
    }
    Oid root = columns.get(column);
    int repetitions = with.subject.takesBulk() ? REPETITIONS : 1;
    if (!with.walk(root, root, MOST_ROWS, repetitions, this::walked)) {
      trouble = "the time was over before " + walkedTable().table().name() + " was read";
      then.accept(readings, trouble);
    }
  }

  private Plan.Walked walkedTable() {
    return memory.plan.walked().get(table);
  }

  private void walked(SnmpReply reply) {
    if (reply instanceof SnmpReply.Values values) {
      take(values.bindings());
      column++;
      nextColumn();
    } else if (reply instanceof SnmpReply.Partial partial) {
      take(partial.bindings());
      trouble = walkedTable().table().name() + ": " + partial.reason();
      column++;
      nextColumn();
    } else {
      trouble = walkedTable().table().name() + " could not be read: " + reply;
      then.accept(readings, trouble);
    }
  }

  private void take(List<VarBind> bindings) {
    Oid root = columns.get(column);
    for (VarBind binding : bindings) {
      if (binding.oid().size() > root.size()) {
        rows.computeIfAbsent(binding.oid().after(root), any -> new TreeMap<>())
            .put(root, binding.value());
      }
    }
    if (column == 0 && rows.isEmpty()) {
      column = columns.size() - 1; // nobody is there
    }
  }

  private void tableEnds() {
    Plan.Walked walked = walkedTable();
    rows.values().removeIf(cells -> cells.keySet().stream().allMatch(walked.table()::isForeign));
    List<String> names = RowNames.of(walked.table(), rows);
    int row = 0;
    for (Map<Oid, SnmpValue> cells : rows.values()) {
      readings.add(readings(walked.table(), names.get(row), cells));
      row++;
    }
    if (walked.countColumn() != Slot.NONE) {
      memory.rowCounts.put(walked.countColumn(), rows.size());
    }
    memory.asked(place(), with.now());
    nextTable();
  }

  private Readings readings(Table of, String name, Map<Oid, SnmpValue> cells) {
    Memory.Visitor visitor =
        memory.visitors.computeIfAbsent(
            of.name() + " " + name,
            any -> new Memory.Visitor(layout(of, name), new Counters(of.items().size())));
    Readings.Builder made = Readings.in(visitor.layout());
    for (int i = 0; i < visitor.layout().size(); i++) {
      Item item = of.items().get(i);
      SnmpValue value = cells.get(item.oid());
      if (value != null && value.isPresent()) {
        Counters.Rate result = value(item, i, value, cells, visitor.counters());
        if (result.gap() == Gap.NONE) {
          made.set(i, result.value());
        } else {
          made.gap(i, result.gap());
        }
      }
    }
    return made.build();
  }

  private Counters.Rate value(
      Item item, int at, SnmpValue value, Map<Oid, SnmpValue> cells, Counters counters) {
    if (item.form() == Item.Form.COUNTER) {
      int stamp = (int) (with.now() / 10_000_000);
      return counters.read(at, value, stamp, item.factor(), Double.NaN, false);
    }
    Oid over = item.over();
    @Nullable SnmpValue divisor = over == null ? null : cells.get(over);
    return Evaluation.level(item, value, 1, divisor);
  }

  private static Layout layout(Table of, String name) {
    return Layout.of(
        of.items().stream().map(item -> new Layout.Column(item.metric(), name)).toList());
  }
}
