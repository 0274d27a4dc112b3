package io.ispmonitor.alert;

import java.time.Duration;

/**
 * How many messages may be sent: so many at once, and then one for each interval (a token bucket).
 *
 * @param burst how many at once, at least 1
 * @param interval how long one message takes to be allowed again; zero for no limit
 */
public record Pace(int burst, Duration interval) {
  /** No limit. */
  public static final Pace UNLIMITED = new Pace(Integer.MAX_VALUE, Duration.ZERO);

  /** Checks both. */
  public Pace {
    if (burst < 1 || interval.isNegative()) {
      throw new IllegalArgumentException(
          "a pace has a burst of at least 1 and an interval that is not negative, not %d and %s"
              .formatted(burst, interval));
    }
  }

  /** So many messages in so long a time, any number of them at once. */
  public static Pace of(int messages, Duration in) {
    return new Pace(messages, in.dividedBy(messages));
  }

  /** Whether there is no limit. */
  public boolean isUnlimited() {
    return interval.isZero();
  }
}
