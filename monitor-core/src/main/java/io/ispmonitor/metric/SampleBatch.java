package io.ispmonitor.metric;

/**
 * Readings of one device at one time, on their way to stores and detectors.
 *
 * @param series whose values these are
 * @param epochNanos when the question was asked, nanoseconds since 1970-01-01T00:00Z
 * @param readings the values, in the columns of the series' layout
 */
public record SampleBatch(SeriesBlock series, long epochNanos, Readings readings) {

  /** Checks that the readings are of the series' layout. */
  public SampleBatch {
    if (!readings.layout().equals(series.layout())) {
      throw new IllegalArgumentException(
          "readings %s are not in the layout of %s".formatted(readings, series));
    }
  }
}
