package io.ispmonitor.status;

import java.time.Duration;
import java.time.Instant;

/**
 * A series over a step of time, in the unit of its metric. Without a value all numbers but the
 * count are NaN: a missing value is never a zero.
 *
 * @param start where the step begins
 * @param length how long it is
 * @param count how many values there are
 * @param min the smallest
 * @param mean their mean
 * @param p95 the 95th percentile
 * @param max the largest
 */
public record SeriesStep(
    Instant start, Duration length, int count, double min, double mean, double p95, double max) {

  static SeriesStep of(Instant start, Instant end, Percentiles values) {
    return new SeriesStep(
        start,
        Duration.between(start, end),
        values.count(),
        values.at(0),
        values.mean(),
        values.at(0.95),
        values.at(1));
  }
}
