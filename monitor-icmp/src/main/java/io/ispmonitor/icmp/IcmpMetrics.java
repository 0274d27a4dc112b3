package io.ispmonitor.icmp;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;

/** In which columns {@link IcmpProbe} reports what it measures. */
public final class IcmpMetrics {
  /** The columns of a question of one echo. */
  public static final Layout SINGLE = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);

  /** The columns of a question of several echoes. */
  public static final Layout SERIES =
      Layout.of(
          PingMetrics.ROUND_TRIP,
          PingMetrics.ROUND_TRIP_MIN,
          PingMetrics.ROUND_TRIP_MAX,
          PingMetrics.JITTER,
          PingMetrics.LOSS);

  private IcmpMetrics() {}
}
