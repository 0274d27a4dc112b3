package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Item;
import org.jspecify.annotations.Nullable;

/**
 * An object that is asked for, and what becomes of its value.
 *
 * @param oid the object with its index
 * @param item what it is good for
 * @param column which column its value fills, counted over all parts of the plan; {@link #NONE} for
 *     one that only divides another or is only watched for changes
 * @param row which row it belongs to, counted over all tables of the plan; {@link #NONE} for none
 * @param scale by what its value is multiplied, before the item's factor
 * @param divisor the slot in the same part by whose value it is divided; {@link #NONE} for none
 * @param ceiling the column that a rate cannot exceed; {@link #NONE} for none
 * @param isNarrow whether it is the 32-bit stand-in of the item
 */
record Slot(
    Oid oid,
    @Nullable Item item,
    int column,
    int row,
    double scale,
    int divisor,
    int ceiling,
    boolean isNarrow) {
  static final int NONE = -1;

  /** One that only divides another, or is watched. */
  static Slot helper(Oid oid) {
    return new Slot(oid, null, NONE, NONE, 1, NONE, NONE, false);
  }

  /** How its value is read. */
  Item.Form form() {
    return item == null ? Item.Form.GAUGE : item.form();
  }

  /** The most that it takes in an answer. */
  int bytes() {
    return Encoded.bytes(oid, form(), isNarrow);
  }
}
