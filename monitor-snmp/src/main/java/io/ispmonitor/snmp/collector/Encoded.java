package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Item;

/** How many bytes objects take in an answer (X.690, Basic Encoding Rules). */
final class Encoded {
  /** What a message has beside its objects: version 3 with the longest names takes most. */
  static final int MESSAGE = 160;

  /** Headers of the binding, of the identifier and of the value. */
  private static final int HEADERS = 6;

  private static final int COUNTER_64 = 9;
  private static final int NUMBER = 5;

  private Encoded() {}

  /** The most that an object takes. */
  static int bytes(Oid oid, Item.Form form, boolean isNarrow) {
    int value = form == Item.Form.COUNTER && !isNarrow ? COUNTER_64 : NUMBER;
    return HEADERS + identifier(oid) + value;
  }

  private static int identifier(Oid oid) {
    int bytes = 1; // the first two parts share one
    for (int i = 2; i < oid.size(); i++) {
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(oid.part(i) | 1);
      bytes += (bits + 6) / 7;
    }
    return bytes;
  }
}
