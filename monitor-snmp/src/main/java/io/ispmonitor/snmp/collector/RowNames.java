package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.profile.Naming;
import io.ispmonitor.snmp.profile.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the rows of a table their names, each its own. What devices say is made printable. */
final class RowNames {
  private static final int LONGEST = 100;
  private static final int MAC_PARTS = 6;

  private RowNames() {}

  /** The columns that give names. */
  static List<Oid> columns(Table table) {
    return table.naming().stream()
        .filter(Naming.ByColumn.class::isInstance)
        .map(naming -> ((Naming.ByColumn) naming).column())
        .toList();
  }

  /** Whether its rows are the interfaces of a device, and not only named after them. */
  static boolean areInterfaces(Table table) {
    return columns(table).contains(SystemGroup.INTERFACE_NAME)
        && !table.isForeign(SystemGroup.INTERFACE_NAME);
  }

  /**
   * The names of rows, in their order. Rows that would have the same name all get their index
   * behind it, so that none takes the place of another when their order changes.
   *
   * @param rows the index of each row, and what it has in which column
   */
  static List<String> of(Table table, Map<Oid, Map<Oid, SnmpValue>> rows) {
    Map<String, Integer> uses = new HashMap<>();
    List<String> names = new ArrayList<>(rows.size());
    rows.forEach(
        (index, cells) -> {
          String name = first(table, index, cells);
          uses.merge(name, 1, Integer::sum);
          names.add(name);
        });
    int row = 0;
    for (Oid index : rows.keySet()) {
      String name = names.get(row);
      if (uses.getOrDefault(name, 0) > 1) {
        names.set(row, name + " #" + index);
      }
      row++;
    }
    return names;
  }

  private static String first(Table table, Oid index, Map<Oid, SnmpValue> cells) {
    for (Naming naming : table.naming()) {
      String name = "";
      if (naming instanceof Naming.ByColumn by) {
        name = text(cells.get(by.column()));
      } else if (naming instanceof Naming.ByMac by && index.size() >= by.from() + MAC_PARTS) {
        name = mac(index, by.from());
      }
      if (!name.isEmpty()) {
        return name;
      }
    }
    return index.toString();
  }

  /** Text that can be shown; empty where there is none. */
  static String text(@Nullable SnmpValue value) {
    if (value instanceof SnmpValue.Text text) {
      String shown = text.octets().text().strip();
      return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST);
    }
    return value instanceof SnmpValue.Int number ? Integer.toString(number.value()) : "";
  }

  private static String mac(Oid index, int from) {
    StringBuilder mac = new StringBuilder();
    for (int i = from; i < from + MAC_PARTS; i++) {
      mac.append(mac.isEmpty() ? "" : ":").append("%02x".formatted(index.part(i) & 0xff));
    }
    return mac.toString();
  }
}
