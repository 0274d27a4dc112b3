package io.ispmonitor.metric;

/**
 * What is measured of how a device is fed; the instance is the name of the supply, empty where
 * there is only one. At a tower the voltage tells hours ahead that the mains are gone.
 */
public final class PowerMetrics {
  /** The voltage at which it is fed. */
  public static final Metric VOLTAGE = Metric.gauge("power.voltage", Unit.VOLTS, 1e-2);

  /** The current it draws. */
  public static final Metric CURRENT = Metric.gauge("power.current", Unit.AMPERES, 1e-3);

  /** The power it draws. */
  public static final Metric CONSUMPTION = Metric.gauge("power.consumption", Unit.WATTS, 0.1);

  private PowerMetrics() {}
}
