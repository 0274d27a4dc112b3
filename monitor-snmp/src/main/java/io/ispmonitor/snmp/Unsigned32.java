package io.ispmonitor.snmp;

/** Numbers of 32 bits without sign. */
final class Unsigned32 {
  private static final long MOST = 0xffff_ffffL;

  private Unsigned32() {}

  static void check(String what, long value) {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException(
          "%s: must be from 0 to %d, was %d".formatted(what, MOST, value));
    }
  }
}
