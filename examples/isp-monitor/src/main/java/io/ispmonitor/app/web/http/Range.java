package io.ispmonitor.app.web.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time that is asked for, in steps.
 *
 * @param from the first moment
 * @param to the first moment after it
 * @param step how long a step is; at least a second
 */
public record Range(Instant from, Instant to, Duration step) {
  /** No range may have more steps. */
  public static final int MOST_STEPS = 2_000;

  /** No range may be longer: a year and a month. */
  public static final Duration LONGEST = Duration.ofDays(400);

  private static final int USUAL_STEPS = 300;
  private static final Duration SHORTENED = Duration.ofMinutes(1);
  private static final long[] EVEN = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400
  };

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }

  /**
   * The part that begins at a time or later, in steps that are not longer, and no shorter than a
   * minute for that; empty when there is none before now.
   */
  public Optional<Range> from(Instant first, Instant now) {
    Instant begin = first.isAfter(from) ? first : from;
    if (!begin.isBefore(to) || !begin.isBefore(now)) {
      return Optional.empty();
    }
    Duration even = usualStep(Duration.between(begin, to));
    Duration shorter = even.compareTo(SHORTENED) < 0 ? SHORTENED : even;
    return Optional.of(new Range(begin, to, shorter.compareTo(step) < 0 ? shorter : step));
  }

  /** An even step with which there are about three hundred. */
  static Duration usualStep(Duration length) {
    long wanted = Math.max(1, length.toSeconds() / USUAL_STEPS);
    for (long even : EVEN) {
      if (even >= wanted) {
        return Duration.ofSeconds(even);
      }
    }
    return Duration.ofSeconds(wanted);
  }
}
