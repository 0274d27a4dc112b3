package io.ispmonitor.testkit.snmp;

import java.time.Duration;

/**
 * Traffic in one direction of an interface, as what has passed by a time. It never goes down, and
 * is called at each question for a counter, so it must be quick.
 */
@FunctionalInterface
public interface Flow {

  /**
   * How many bits have passed.
   *
   * @param seconds since the interface began to count, the time it was down left out
   */
  double bitsAfter(double seconds);

  /** Nothing at all. */
  static Flow none() {
    return seconds -> 0;
  }

  /**
   * Always the same.
   *
   * @param bitsPerSecond not negative
   */
  static Flow constant(double bitsPerSecond) {
    checked(bitsPerSecond);
    return seconds -> bitsPerSecond * seconds;
  }

  /**
   * A wave between two rates, as of day and night: least at the beginning, most after half a
   * period.
   *
   * @param least in bit/s, not negative
   * @param most in bit/s, no less
   * @param period such as a day
   */
  static Flow wave(double least, double most, Duration period) {
    checked(least);
    checked(most - least);
    double mean = (least + most) / 2;
    double swing = (most - least) / 2;
    double pace = 2 * Math.PI * 1e9 / period.toNanos();
    return seconds -> mean * seconds - swing / pace * Math.sin(pace * seconds);
  }

  private static void checked(double bitsPerSecond) {
    if (!(bitsPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "traffic: a rate must be 0 or more bit/s, was " + bitsPerSecond);
    }
  }
}
