package io.ispmonitor.icmp;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Unit;

/** What {@link IcmpProbe} measures. */
public final class IcmpMetrics {
  private static final double MICROSECOND = 1e-6;

  /** The round trip; the mean of them where a question is several echoes. */
  public static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, MICROSECOND);

  /** The shortest round trip of a question. */
  public static final Metric RTT_MIN = Metric.gauge("ping.rtt.min", Unit.SECONDS, MICROSECOND);

  /** The longest round trip of a question. */
  public static final Metric RTT_MAX = Metric.gauge("ping.rtt.max", Unit.SECONDS, MICROSECOND);

  /**
   * The mean absolute difference between the round trips of echoes sent one after the other.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3393#section-4.5">RFC 3393, 4.5</a>, which this
   *     follows except that it takes the round trip in place of the one-way delay
   */
  public static final Metric JITTER = Metric.gauge("ping.jitter", Unit.SECONDS, MICROSECOND);

  /**
   * The share of echoes that were not answered, of those that prove anything. A question of which
   * no echo was answered has no readings, so its loss is a gap and not 1.
   */
  public static final Metric LOSS = Metric.gauge("ping.loss", Unit.RATIO, 0.001);

  /** The columns of a question of one echo. */
  public static final Layout SINGLE = Layout.of(RTT, LOSS);

  /** The columns of a question of several echoes. */
  public static final Layout SERIES = Layout.of(RTT, RTT_MIN, RTT_MAX, JITTER, LOSS);

  private IcmpMetrics() {}
}
