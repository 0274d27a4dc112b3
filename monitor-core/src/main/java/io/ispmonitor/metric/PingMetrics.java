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

  /**
   * The mean absolute difference between the round trips of echoes sent one after the other.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3393#section-4.5">RFC 3393, 4.5</a>, which this
   *     follows except that it takes the round trip in place of the one-way delay
   */
  public static final Metric JITTER = Metric.gauge("ping.jitter", Unit.SECONDS, 1e-6);

  /**
   * The share of echoes that were not answered, of those that prove anything. A question of which
   * no echo was answered has no readings, so its loss is a gap and not 1.
   */
  public static final Metric LOSS = Metric.gauge("ping.loss", Unit.RATIO, 1e-3);

  private PingMetrics() {}
}
