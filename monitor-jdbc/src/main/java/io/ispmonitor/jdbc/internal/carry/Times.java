package io.ispmonitor.jdbc.internal.carry;

import java.time.Instant;

/** Times that every database knows. */
final class Times {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Times() {}

  /** The time, or the nearest that can be stored. */
  static Instant within(Instant at) {
    if (at.isBefore(FIRST)) {
      return FIRST;
    }
    return at.isAfter(LAST) ? LAST : at;
  }
}
