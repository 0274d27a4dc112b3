package io.ispmonitor.internal.path;

import io.ispmonitor.metric.Debouncer;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.reachability.ReachabilityPolicy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Latency and loss of devices that answer, against their limits. */
final class Quality {
  /** Loss is not judged before so many questions are known. */
  private static final int LEAST_KNOWN = 10;

  private Layout lastLayout = Layout.EMPTY;
  private int roundTripColumn = Layout.NO_COLUMN;
  private int lossColumn = Layout.NO_COLUMN;

  /** An answer came. */
  void measure(Watched watched, Readings readings, ReachabilityPolicy policy) {
    look(readings.layout());
    double roundTrip = value(readings, roundTripColumn);
    double lost = value(readings, lossColumn);
    watched.roundTripSeconds = (float) roundTrip;
    watched.latencyMemory = policy.latency().next(watched.latencyMemory, roundTrip);
    add(watched, Double.isNaN(lost) ? 0 : lost, policy);
  }

  /** No answer came. */
  void lost(Watched watched, ReachabilityPolicy policy) {
    add(watched, 1, policy);
  }

  /** Starts afresh. */
  void forget(Watched watched) {
    watched.lossWindow = LossWindow.EMPTY;
    watched.lossMemory = Debouncer.CLEAR;
    watched.latencyMemory = Debouncer.CLEAR;
    watched.roundTripSeconds = Float.NaN;
  }

  /** Whether enough is known since the last outage to say that it is within its limits. */
  static boolean isKnown(Watched watched) {
    return LossWindow.known(watched.lossWindow) >= LEAST_KNOWN;
  }

  /** What is beyond its limit, in words; null when nothing is. */
  @Nullable String complaint(Watched watched, ReachabilityPolicy policy) {
    if (Debouncer.isActive(watched.latencyMemory)) {
      return String.format(
          Locale.ROOT,
          "round trip %.1f ms, above %.1f ms and not back at %.1f ms",
          watched.roundTripSeconds * 1e3,
          policy.latency().trigger() * 1e3,
          policy.latency().clear() * 1e3);
    }
    if (Debouncer.isActive(watched.lossMemory)) {
      return String.format(
          Locale.ROOT,
          "%.0f %% of the last %d questions lost, above %.0f %% and not back at %.0f %%",
          LossWindow.share(watched.lossWindow) * 100,
          LossWindow.known(watched.lossWindow),
          policy.loss().trigger() * 100,
          policy.loss().clear() * 100);
    }
    return null;
  }

  private void add(Watched watched, double lost, ReachabilityPolicy policy) {
    long window = LossWindow.add(watched.lossWindow, lost);
    watched.lossWindow = window;
    if (LossWindow.known(window) >= LEAST_KNOWN) {
      watched.lossMemory = policy.loss().next(watched.lossMemory, LossWindow.share(window));
    }
  }

  private void look(Layout layout) {
    if (!layout.equals(lastLayout)) {
      lastLayout = layout;
      roundTripColumn = layout.indexOf(PingMetrics.ROUND_TRIP.name(), "");
      lossColumn = layout.indexOf(PingMetrics.LOSS.name(), "");
    }
  }

  private static double value(Readings readings, int column) {
    return column == Layout.NO_COLUMN || readings.gap(column) != Gap.NONE
        ? Double.NaN
        : readings.value(column);
  }
}
