package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.metric.EpochNanos;
import java.time.Duration;
import java.time.Instant;

/**
 * Times as samples are stored: whole milliseconds, rounded down, as nanoseconds since
 * 1970-01-01T00:00Z. A row never reaches from one hour into the next, and is no longer than {@link
 * #LONGEST}.
 */
final class SampleTimes {
  static final long LONGEST = Duration.ofMinutes(15).toNanos();

  static final long MICROS_AN_HOUR = 3_600_000_000L;
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final int HOURS_A_DAY = 24;
  private static final long FIRST_MILLI = -(Long.MAX_VALUE / MILLI);

  private SampleTimes() {}

  /** The whole millisecond at or before a time; the first there is for those before it. */
  static long stored(long nanos) {
    return millis(nanos) * MILLI;
  }

  static long millis(long nanos) {
    return Math.max(FIRST_MILLI, Math.floorDiv(nanos, MILLI));
  }

  static long micros(long nanos) {
    return Math.floorDiv(nanos, MICRO);
  }

  /** The number of the hour, from 1970 on. */
  static long hour(long nanos) {
    return Math.floorDiv(nanos, HOUR);
  }

  static long hour(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), Duration.ofHours(1).toSeconds());
  }

  static long day(long hour) {
    return Math.floorDiv(hour, HOURS_A_DAY);
  }

  static long firstHour(long day) {
    return day * HOURS_A_DAY;
  }

  /** When an hour begins, or the first time there is, when it begins before that. */
  static long startNanos(long hour) {
    return EpochNanos.of(start(hour));
  }

  static Instant start(long hour) {
    return Instant.EPOCH.plus(Duration.ofHours(hour));
  }

  /** No row that has something from this time on begins before what is returned. */
  static long earliestRow(long fromNanos) {
    long byLength = Math.max(Long.MIN_VALUE + LONGEST, fromNanos) - LONGEST;
    long hour = hour(fromNanos);
    return hour <= Long.MIN_VALUE / HOUR ? byLength : Math.max(byLength, hour * HOUR);
  }
}
