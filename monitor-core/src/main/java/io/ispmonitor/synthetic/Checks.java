package io.ispmonitor.synthetic;

/** Checks of what a host sets. */
final class Checks {
  static final int MOST_NAME = 200;
  private static final int MOST_PORT = 65_535;

  private Checks() {}

  static int between(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, was %d".formatted(what, least, most, value));
    }
    return value;
  }

  static int port(String what, int port) {
    return between(what + ": port", port, 1, MOST_PORT);
  }
}
