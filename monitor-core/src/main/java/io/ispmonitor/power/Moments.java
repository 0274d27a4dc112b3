package io.ispmonitor.power;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one clock by which readings are kept, and what it says on the wall at present. */
final class Moments {
  private static final Duration LATEST = Duration.ofMinutes(5);
  private static final double SECONDS_PER_HOUR = 3_600;

  private final TimeSource time;

  Moments(TimeSource time) {
    this.time = time;
  }

  long now() {
    return time.nanoTime();
  }

  /** The wall clock's time of a moment, as the clock goes now. */
  Instant onTheWall(long nanos) {
    return time.instant().plusNanos(nanos - time.nanoTime());
  }

  /** Whether what is said to be of this time comes too late to be news. */
  boolean isTooLate(Instant said) {
    return said.isBefore(time.instant().minus(LATEST));
  }

  /** The moment of something said to be of this time; now, where that lies ahead. */
  long of(Instant said) {
    Instant wall = time.instant();
    return time.nanoTime() - (said.isBefore(wall) ? Duration.between(said, wall).toNanos() : 0);
  }

  /** The wall clock's time now. */
  Instant wall() {
    return time.instant();
  }

  /** What an estimate forecasts, on the wall; null where it forecasts nothing. */
  @Nullable EmptyForecast forecast(Estimate estimate) {
    Estimate.Range range = estimate.hours();
    if (range == null) {
      return null;
    }
    Instant made = onTheWall(estimate.madeAt());
    return new EmptyForecast(
        after(made, range.likely()), after(made, range.earliest()), after(made, range.latest()));
  }

  private static Instant after(Instant from, double hours) {
    return from.plusSeconds(Math.round(hours * SECONDS_PER_HOUR));
  }
}
