package io.ispmonitor.status;

import java.time.Instant;

/**
 * The time that a question to the board is about. It ends now at the latest; {@code now} is read
 * once for each question, so that all of an answer is about the same time.
 *
 * @param from the first moment
 * @param to the first moment after it
 * @param now when the question was put; what was logged up to then may be used
 */
record Window(Instant from, Instant to, Instant now) {

  /**
   * A window as it was asked for.
   *
   * @throws IllegalArgumentException when there is no time in it, or none yet
   */
  static Window of(Instant from, Instant to, Instant now) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a window must end after it begins, was from %s to %s".formatted(from, to));
    }
    if (!from.isBefore(now)) {
      throw new IllegalArgumentException(
          "a window from %s to %s has no time in it yet; it is %s now".formatted(from, to, now));
    }
    return new Window(from, to.isBefore(now) ? to : now, now);
  }
}
