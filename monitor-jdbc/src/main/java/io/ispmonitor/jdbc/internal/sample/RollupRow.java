package io.ispmonitor.jdbc.internal.sample;

/** The roll-ups of a series and day. */
final class RollupRow {
  final int series;

  /** The chunk of five minutes. */
  final byte[] fine;

  /** The chunk of hours. */
  final byte[] hourly;

  RollupRow(int series, byte[] fine, byte[] hourly) {
    this.series = series;
    this.fine = fine;
    this.hourly = hourly;
  }
}
