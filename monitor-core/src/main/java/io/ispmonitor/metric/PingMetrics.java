package io.ispmonitor.metric;

/**
 * What a reachability probe measures, whatever it asks by. The judge looks at {@link #ROUND_TRIP}
 * and {@link #LOSS} to tell a device that answers well from one that is degraded.
 */
public final class PingMetrics {
  /** From sending the question to receiving the answer; the mean where several were sent. */
  public static final Metric ROUND_TRIP = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);

  /** The shortest of several. */
  public static final Metric ROUND_TRIP_MIN = Metric.gauge("ping.rtt.min", Unit.SECONDS, 1e-6);

  /** The longest of several. */
  public static final Metric ROUND_TRIP_MAX = Metric.gauge("ping.rtt.max", Unit.SECONDS, 1e-6);

  /** The mean difference between one round trip and the next. */
  public static final Metric JITTER = Metric.gauge("ping.jitter", Unit.SECONDS, 1e-6);

  /** The share of echoes that were not answered. */
  public static final Metric LOSS = Metric.gauge("ping.loss", Unit.RATIO, 1e-3);

  private PingMetrics() {}
}
