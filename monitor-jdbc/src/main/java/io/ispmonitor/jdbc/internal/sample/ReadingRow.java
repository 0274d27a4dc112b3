package io.ispmonitor.jdbc.internal.sample;

/** A row of the table of readings: a block of one device, within one hour. */
final class ReadingRow {
  final int device;
  final int layout;

  /** When the first reading was asked for. */
  final long firstNanos;

  final long lastNanos;
  final byte[] data;

  ReadingRow(int device, int layout, long firstNanos, long lastNanos, byte[] data) {
    this.device = device;
    this.layout = layout;
    this.firstNanos = firstNanos;
    this.lastNanos = lastNanos;
    this.data = data;
  }
}
