package io.ispmonitor.anomaly;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hour of the day and day of the week in a time zone, with its daylight saving, without allocating.
 * The offsets from 1970 to the end of 2100 are read once; outside of it the nearest holds.
 * Immutable, for any number of detectors.
 */
final class LocalHours {
  static final double HOURS_A_DAY = 24;

  private static final double NANOS_PER_HOUR = 3_600e9;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final Instant LAST = Instant.parse("2101-01-01T00:00:00Z");

  /** 1970-01-01 was a Thursday. */
  private static final int FIRST_DAY = 3;

  private final String zone;
  private final long[] transitions;
  private final long[] offsets;

  LocalHours(ZoneId zone) {
    this.zone = zone.getId();
    ZoneRules rules = zone.getRules();
    List<ZoneOffsetTransition> all = transitions(rules);
    transitions = all.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
    offsets = new long[all.size() + 1];
    offsets[0] = rules.getOffset(Instant.EPOCH).getTotalSeconds();
    for (int i = 0; i < all.size(); i++) {
      ZoneOffset after = all.get(i).getOffsetAfter();
      offsets[i + 1] = after.getTotalSeconds();
    }
  }

  private static List<ZoneOffsetTransition> transitions(ZoneRules rules) {
    List<ZoneOffsetTransition> all = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(Instant.EPOCH);
    while (next != null && next.getInstant().isBefore(LAST)) {
      all.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return all;
  }

  String zone() {
    return zone;
  }

  /** The hour of the local day, from 0 to below 24. */
  double hourOfDay(long epochNanos) {
    return Math.floorMod(localNanos(epochNanos), SECONDS_PER_DAY * NANOS_PER_SECOND)
        / NANOS_PER_HOUR;
  }

  /** The day of the local week, 0 for Monday. */
  int dayOfWeek(long epochNanos) {
    long day = Math.floorDiv(localNanos(epochNanos), SECONDS_PER_DAY * NANOS_PER_SECOND);
    return (int) Math.floorMod(day + FIRST_DAY, 7L);
  }

  private long localNanos(long epochNanos) {
    long nanos = offset(epochNanos) * NANOS_PER_SECOND;
    long local = epochNanos + nanos;
    boolean overflows = ((epochNanos ^ local) & (nanos ^ local)) < 0;
    return overflows ? epochNanos : local;
  }

  private long offset(long epochNanos) {
    long second = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
    int found = Arrays.binarySearch(transitions, second);
    return offsets[found >= 0 ? found + 1 : -found - 1];
  }
}
