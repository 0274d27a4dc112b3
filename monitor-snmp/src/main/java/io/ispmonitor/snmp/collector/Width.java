package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.SnmpValue;

/** How many bits a counter has before it begins again at 0. */
enum Width {
  /** Not known: there is no reading. */
  NONE(0),
  /** {@code Counter32}, and whatever else agents count in. */
  BITS_32(0x1p32),
  /** {@code Counter64}. */
  BITS_64(0x1p64);

  private final double turn;

  Width(double turn) {
    this.turn = turn;
  }

  /** After how much it is at 0 again. */
  double turn() {
    return turn;
  }

  static Width of(SnmpValue value) {
    if (value instanceof SnmpValue.Counter64) {
      return BITS_64;
    }
    boolean counts =
        value instanceof SnmpValue.Counter32
            || value instanceof SnmpValue.Gauge32
            || (value instanceof SnmpValue.Int number && number.value() >= 0);
    return counts ? BITS_32 : NONE;
  }

  /** The reading of a counter as a number without sign. */
  static long reading(SnmpValue value) {
    if (value instanceof SnmpValue.Counter64 counter) {
      return counter.value();
    } else if (value instanceof SnmpValue.Counter32 counter) {
      return counter.value();
    } else if (value instanceof SnmpValue.Gauge32 gauge) {
      return gauge.value();
    }
    return value instanceof SnmpValue.Int number ? number.value() : 0;
  }

  /** By how much a counter has grown, if it has gone round once at most. */
  double growth(long from, long to) {
    if (this == BITS_64) {
      long difference = to - from;
      return difference >= 0 ? difference : difference + BITS_64.turn;
    }
    return (to - from) & 0xffff_ffffL;
  }

  /** Whether a reading is below the one before: it went round, or began anew. */
  static boolean isBelow(long now, long before) {
    return Long.compareUnsigned(now, before) < 0;
  }
}
