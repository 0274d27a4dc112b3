package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.profile.Table;
import java.util.List;

/**
 * A table with the rows that were learnt.
 *
 * @param table which
 * @param rows in the order of their indexes
 */
record TableRows(Table table, List<RowOfTable> rows) {
  TableRows {
    rows = List.copyOf(rows);
  }
}
