package io.ispmonitor.power;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import java.util.Arrays;
import java.util.List;

/** What one answer, in all its parts, says of power. Not for use by several threads. */
final class PowerReading {
  private static final double[] NONE = {};

  /** Of each supply that counts; gaps are left out. */
  private double[] volts = NONE;

  private double whole = Double.NaN;
  private double status = Double.NaN;

  PowerReading(Readings readings, List<Readings> more, PowerSettings settings) {
    add(readings, settings);
    more.forEach(part -> add(part, settings));
  }

  private void add(Readings readings, PowerSettings settings) {
    Layout layout = readings.layout();
    for (int i = 0; i < readings.size(); i++) {
      double value = readings.value(i);
      if (!Double.isNaN(value)) {
        add(layout.column(i), value, settings);
      }
    }
  }

  private void add(Layout.Column column, double value, PowerSettings settings) {
    String metric = column.metric().name();
    if (metric.equals(settings.voltage()) && settings.supplies().test(column.instance())) {
      volts = Arrays.copyOf(volts, volts.length + 1);
      volts[volts.length - 1] = value;
      whole = column.instance().isEmpty() ? value : whole;
    } else if (metric.equals(settings.status())) {
      status = value;
    }
  }

  /** The value that tells mains from battery; {@code NaN} where it is not told. */
  double status() {
    return status;
  }

  boolean hasVolts() {
    return volts.length > 0;
  }

  boolean isNothing() {
    return !hasVolts() && Double.isNaN(status);
  }

  /**
   * The voltage that feeds the device: that of the device as a whole, or else the highest of its
   * supplies, since of supplies joined by diodes the highest one feeds. {@code NaN} where none can
   * be true.
   */
  double feeding(PowerLimits limits) {
    if (limits.isPlausible(whole)) {
      return whole;
    }
    return Arrays.stream(volts).filter(limits::isPlausible).max().orElse(Double.NaN);
  }
}
