package io.ispmonitor.failover;

import java.time.Duration;

/**
 * Checks of what a host sets.
 *
 * @param owner whose settings they are, for what is said of a bad one
 */
record Ranges(String owner) {
  private static final int LONGEST_NAME = 100;

  static String name(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME || !Words.of(name).equals(name)) {
      throw new IllegalArgumentException(
          ("failover '%s': a name is one line of 1 to %d characters to be seen, with single spaces"
                  + " between them and none around; give it one such as 'orders'")
              .formatted(Words.of(name), LONGEST_NAME));
    }
    return name;
  }

  Duration between(String what, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s: %s must be from %s to %s, was %s".formatted(owner, what, least, most, value));
    }
    return value;
  }

  int between(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %s must be from %d to %d, was %d".formatted(owner, what, least, most, value));
    }
    return value;
  }
}
