package io.ispmonitor.anomaly.watch;

import io.ispmonitor.metric.SeriesKey;
import java.time.Instant;
import java.util.List;

/**
 * Many anomalies that probably have one cause, and were told as one.
 *
 * @param plan the name of the plan they are judged by
 * @param side to which side they lie
 * @param device what all of them belong to or depend on
 * @param since when the first of them began
 * @param series those that go on
 * @param watched how many series of the plan are watched there
 * @param words what is so, and what it probably is
 */
public record CommonAnomaly(
    String plan,
    Direction side,
    String device,
    Instant since,
    List<SeriesKey> series,
    int watched,
    String words) {

  /** Copies the list. */
  public CommonAnomaly {
    series = List.copyOf(series);
  }
}
