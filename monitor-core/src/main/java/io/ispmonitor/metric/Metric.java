package io.ispmonitor.metric;

import java.util.regex.Pattern;

/**
 * What is measured.
 *
 * @param name lower case words joined by dots, such as {@code ping.rtt}
 * @param unit the unit of every value
 * @param resolution the smallest difference worth keeping, in the unit; 0 keeps every bit. Stores
 *     may round values to a multiple of it
 * @param kind how the values are to be read
 */
public record Metric(String name, Unit unit, double resolution, MetricKind kind) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");
  private static final int MAX_NAME = 100;

  /** Checks name and resolution. */
  public Metric {
    if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "metric name '" + name + "' must be lower case words joined by dots, such as ping.rtt");
    }
    if (!(resolution >= 0) || Double.isInfinite(resolution)) {
      throw new IllegalArgumentException(
          "metric '" + name + "': resolution must be 0 or more, was " + resolution);
    }
  }

  /** A level in this unit, kept to this resolution. */
  public static Metric gauge(String name, Unit unit, double resolution) {
    return new Metric(name, unit, resolution, MetricKind.GAUGE);
  }

  /** A total in this unit, kept exactly. */
  public static Metric counter(String name, Unit unit) {
    return new Metric(name, unit, 0, MetricKind.COUNTER);
  }

  /** Growth per second in this unit, kept to this resolution. */
  public static Metric rate(String name, Unit unit, double resolution) {
    return new Metric(name, unit, resolution, MetricKind.RATE);
  }

  @Override
  public String toString() {
    return name;
  }
}
