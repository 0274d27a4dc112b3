package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Item;
import java.util.List;

/**
 * A row that was learnt.
 *
 * @param index what follows the columns in the identifiers of its objects
 * @param name under which its values are kept
 * @param cells what it has of the table's columns
 */
record RowOfTable(Oid index, String name, List<Cell> cells) {

  /**
   * A column that the row has.
   *
   * @param item the column
   * @param scale by what its values are multiplied beforehand
   */
  record Cell(Item item, double scale) {}
}
