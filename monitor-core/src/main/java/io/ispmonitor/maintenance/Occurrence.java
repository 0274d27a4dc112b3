package io.ispmonitor.maintenance;

import java.time.Instant;

/**
 * One time that a window is in force: the whole of it for most, one night of many for a recurring
 * one.
 *
 * @param start the first moment that belongs to it
 * @param end the first moment that does not any more; after the start
 */
public record Occurrence(Instant start, Instant end) {

  /** Checks that it is not empty. */
  public Occurrence {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "an occurrence must end after it starts, was from %s to %s".formatted(start, end));
    }
  }

  /** Whether this moment belongs to it. */
  public boolean contains(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }
}
