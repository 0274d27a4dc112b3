package io.ispmonitor.anomaly;

/** Keeps a number within limits. */
final class Clip {
  private Clip() {}

  static double to(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }
}
