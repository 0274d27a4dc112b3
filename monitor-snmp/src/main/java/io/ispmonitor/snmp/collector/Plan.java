package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Profile;
import io.ispmonitor.snmp.profile.Table;
import java.util.List;
import java.util.Set;

/**
 * What is asked of a device at which times, and which columns it fills. Devices that are alike
 * share one. Immutable; any thread.
 *
 * @param key what it was made of
 * @param parts the first is asked for each time
 * @param walked tables that are read as a whole each time
 * @param counts columns of the first part that say how many rows a learnt table has
 * @param columns how many columns all parts have
 * @param slots how many slots all parts have
 */
record Plan(
    Key key, List<Part> parts, List<Walked> walked, List<Count> counts, int columns, int slots) {

  /**
   * What a plan is made of.
   *
   * @param profile what sort of device it is
   * @param tables the rows that were learnt
   * @param absent objects that the device does not have
   * @param narrow whether 32-bit counters are asked for from the first, since version 1 has no
   *     others
   */
  record Key(Profile profile, List<TableRows> tables, Set<Oid> absent, boolean narrow) {
    Key {
      tables = List.copyOf(tables);
      absent = Set.copyOf(absent);
    }
  }

  /**
   * A table that is read as a whole.
   *
   * @param table which
   * @param everyNanos how often at most; 0 for each time
   * @param countColumn which column says how many rows it has; {@link Slot#NONE} for none
   */
  record Walked(Table table, long everyNanos, int countColumn) {}

  /**
   * How many rows a learnt table has.
   *
   * @param column which column says so
   * @param rows how many
   */
  record Count(int column, int rows) {}

  Plan {
    parts = List.copyOf(parts);
    walked = List.copyOf(walked);
    counts = List.copyOf(counts);
  }

  Part main() {
    return parts.get(0);
  }

  /** The part of the device that a slot is about; empty for the device as a whole. */
  String nameOf(Slot slot) {
    for (Part part : parts) {
      int column = slot.column() - part.firstColumn();
      if (column >= 0 && column < part.layout().size()) {
        return part.layout().column(column).instance();
      }
    }
    return "";
  }

  /** The columns that are filled each time. */
  Layout layout() {
    return main().layout();
  }
}
