package io.ispmonitor.jdbc.internal.sample;

/** A chunk of samples or roll-ups as a file of SQLite holds it. */
final class StoredChunk {
  final int series;

  /** The column after the series: the hour or the day, microseconds since 1970-01-01T00:00Z. */
  final long atMicros;

  final byte[] data;

  StoredChunk(int series, long atMicros, byte[] data) {
    this.series = series;
    this.atMicros = atMicros;
    this.data = data;
  }

  /** The number of the day (UTC) it belongs to. */
  long day() {
    return SampleTimes.day(hour());
  }

  /** The number of the hour it belongs to. */
  long hour() {
    return Math.floorDiv(atMicros, SampleTimes.MICROS_AN_HOUR);
  }
}
