package io.ispmonitor.power;

import java.time.Instant;

/**
 * When a battery will be empty, if it goes on like this.
 *
 * @param at most likely
 * @param earliest not before, as far as the noise of the readings goes and no load is added
 * @param latest not after, likewise
 */
public record EmptyForecast(Instant at, Instant earliest, Instant latest) {

  /** Checks the order. */
  public EmptyForecast {
    if (earliest.isAfter(at) || latest.isBefore(at)) {
      throw new IllegalArgumentException(
          "forecast: %s must lie between %s and %s".formatted(at, earliest, latest));
    }
  }
}
