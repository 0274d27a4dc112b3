package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.snmp.profile.Item;
import io.ispmonitor.snmp.profile.Profile;
import io.ispmonitor.snmp.profile.RowCondition;
import io.ispmonitor.snmp.profile.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a device's tables, as far as they are known yet. What does not fit into the time of
 * one turn goes on in the next. Not for use by several threads.
 */
final class Learning {
  /** More rows than the largest chassis has. */
  static final int MOST_ROWS = 20_000;

  private static final int MOST_FAILURES = 3;
  private static final int UNIT_PREFIX = 9;
  private static final double PREFIX_STEP = 1_000;

  private final Profile profile;
  private final List<Column> columns = new ArrayList<>();
  private final List<Found> found = new ArrayList<>();
  private int column;
  private @Nullable Oid last;
  private int failures;

  /** What is known of a table: by the index of each row what it has in which column. */
  private record Found(Table table, Map<Oid, Map<Oid, SnmpValue>> rows) {

    /** A table may borrow names from another one that has more rows. */
    void dropForeignRows() {
      rows.values().removeIf(cells -> cells.keySet().stream().allMatch(table::isForeign));
    }
  }

  /** A column that is to be walked. */
  private record Column(Found found, Oid oid) {}

  Learning(Profile profile) {
    this.profile = profile;
    for (Table table : profile.tables()) {
      if (!table.comesAndGoes()) {
        Found empty = new Found(table, new TreeMap<>());
        found.add(empty);
        columns(table).forEach(oid -> columns.add(new Column(empty, oid)));
      }
    }
  }

  Profile profile() {
    return profile;
  }

  /** The columns that have to be known of every row of a table. */
  static Set<Oid> columns(Table table) {
    Set<Oid> columns = new LinkedHashSet<>(RowNames.columns(table));
    if (RowNames.areInterfaces(table)) {
      columns.add(SystemGroup.INTERFACE_ALIAS);
    }
    for (Item item : table.items()) {
      item.where().forEach(condition -> columns.add(condition.column()));
      Oid decimals = item.decimals();
      Oid prefix = item.prefix();
      if (decimals != null) {
        columns.add(decimals);
      }
      if (prefix != null) {
        columns.add(prefix);
      }
    }
    if (columns.stream().allMatch(table::isForeign) && !table.items().isEmpty()) {
      columns.add(table.items().get(0).oid());
    }
    Oid discontinuity = table.discontinuity();
    if (discontinuity != null) {
      columns.add(discontinuity);
    }
    return columns;
  }

  /** Whether all columns were walked. */
  boolean isDone() {
    return column == columns.size();
  }

  /** The column to walk next. */
  Oid root() {
    return columns.get(column).oid();
  }

  /** Behind which object to go on. */
  Oid after() {
    Oid known = last;
    return known == null ? root() : known;
  }

  /** What was found below the column. */
  void take(List<VarBind> bindings) {
    Map<Oid, Map<Oid, SnmpValue>> rows = columns.get(column).found().rows();
    for (VarBind binding : bindings) {
      if (binding.oid().size() > root().size()) {
        Oid index = binding.oid().after(root());
        if (rows.containsKey(index) || rows.size() < MOST_ROWS) {
          rows.computeIfAbsent(index, any -> new TreeMap<>()).put(root(), binding.value());
        }
      }
      last = binding.oid();
      failures = 0;
    }
  }

  /** The column is known as far as it can be. */
  void columnEnds() {
    column++;
    last = null;
    failures = 0;
  }

  /** The walk broke off; after several times without getting on, the column is left as it is. */
  void columnFails() {
    failures++;
    if (failures >= MOST_FAILURES) {
      columnEnds();
    }
  }

  /** How many rows there are yet. */
  int rows() {
    return found.stream().mapToInt(is -> is.rows().size()).sum();
  }

  /** The tables with their rows. */
  List<TableRows> tables() {
    found.forEach(Found::dropForeignRows);
    return found.stream().map(is -> rows(is.table(), is.rows())).toList();
  }

  /** What the rows of a table have in a column, in their order; null where there is nothing. */
  List<@Nullable SnmpValue> cells(int table, Oid ofColumn) {
    List<@Nullable SnmpValue> cells = new ArrayList<>();
    for (Map<Oid, SnmpValue> row : found.get(table).rows().values()) {
      cells.add(row.get(ofColumn));
    }
    return cells;
  }

  private static TableRows rows(Table table, Map<Oid, Map<Oid, SnmpValue>> rows) {
    List<RowOfTable.Cell> usual =
        table.items().stream().map(item -> new RowOfTable.Cell(item, 1)).toList();
    List<String> names = RowNames.of(table, rows);
    List<RowOfTable> made = new ArrayList<>(rows.size());
    rows.forEach(
        (index, cells) ->
            made.add(new RowOfTable(index, names.get(made.size()), cells(table, cells, usual))));
    return new TableRows(table, made);
  }

  private static List<RowOfTable.Cell> cells(
      Table table, Map<Oid, SnmpValue> row, List<RowOfTable.Cell> usual) {
    List<RowOfTable.Cell> cells = new ArrayList<>();
    for (Item item : table.items()) {
      if (item.where().stream().allMatch(condition -> holds(condition, row))) {
        cells.add(new RowOfTable.Cell(item, scale(item, row)));
      }
    }
    return cells.equals(usual) ? usual : List.copyOf(cells);
  }

  private static boolean holds(RowCondition condition, Map<Oid, SnmpValue> row) {
    double number = number(row, condition.column());
    return number == Math.rint(number) && condition.values().contains((long) number);
  }

  /** By decimals and power of ten that the row says. */
  private static double scale(Item item, Map<Oid, SnmpValue> row) {
    double decimals = number(row, item.decimals());
    double prefix = number(row, item.prefix());
    double scale = Double.isNaN(decimals) ? 1 : Math.pow(10, -decimals);
    return Double.isNaN(prefix) ? scale : scale * Math.pow(PREFIX_STEP, prefix - UNIT_PREFIX);
  }

  private static double number(Map<Oid, SnmpValue> row, @Nullable Oid column) {
    SnmpValue value = column == null ? null : row.get(column);
    return value == null ? Double.NaN : Numbers.of(value);
  }
}
