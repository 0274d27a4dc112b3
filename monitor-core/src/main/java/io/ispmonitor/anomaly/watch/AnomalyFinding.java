package io.ispmonitor.anomaly.watch;

import io.ispmonitor.metric.SeriesKey;
import java.time.Instant;

/**
 * An anomaly of one series that is going on.
 *
 * @param series the series
 * @param plan the name of the plan it is judged by
 * @param since the time of the first value that was anomalous
 * @param side to which side it lies; {@link Direction#BOTH} for a sensor that stopped
 * @param low the lowest value that was usual when it began, in the metric's unit; NaN where that is
 *     not known
 * @param high the highest one
 * @param value the value that lay farthest out until now
 * @param score the highest score until now; see {@link io.ispmonitor.anomaly.Rarity}
 * @param standing what is said of it
 * @param by who speaks for it: the series of a device it depends on, or the device behind which
 *     many are anomalous; empty where nobody does
 * @param words what is so, and why it is unusual
 */
public record AnomalyFinding(
    SeriesKey series,
    String plan,
    Instant since,
    Direction side,
    double low,
    double high,
    double value,
    double score,
    Standing standing,
    String by,
    String words) {

  /** What is said of an anomaly. */
  public enum Standing {
    /** Nothing yet: what explains it may still come. */
    WAITING,
    /** It was told by itself. */
    TOLD,
    /** Nothing: something the device depends on is anomalous as well. */
    EXPLAINED,
    /** It is one of many that were told as one. */
    TOGETHER,
    /** Nothing: the series is anomalous so often that it was muted. */
    MUTED
  }
}
