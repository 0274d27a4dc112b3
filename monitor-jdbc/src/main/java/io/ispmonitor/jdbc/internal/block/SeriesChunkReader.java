package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.SampleSink;

/**
 * Reads series chunks. To be used again and again, by one thread at a time; the sink must not use
 * it. Does not change the bytes.
 */
public final class SeriesChunkReader {
  private static final String NAME = "series chunk";

  private final ByteReader in = new ByteReader();
  private final LongsReader timesReader = new LongsReader(in);
  private final ColumnReader columnReader = new ColumnReader(in);
  private final Samples samples = new Samples();
  private long[] times = new long[0];
  private double resolution;

  /** A reader. */
  public SeriesChunkReader() {}

  /**
   * Hands over all samples, in the order in which they were accepted.
   *
   * @throws CorruptBlockException if it cannot be read; then nothing was handed over
   */
  public void read(byte[] chunk, SampleSink sink) {
    decode(chunk);
    samples.handTo(sink, times, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * Hands over the samples in a range of time, in the order in which they were accepted.
   *
   * @param fromNanos included
   * @param toNanos not included
   * @throws CorruptBlockException if it cannot be read; then nothing was handed over
   */
  public void read(byte[] chunk, long fromNanos, long toNanos, SampleSink sink) {
    decode(chunk);
    if (toNanos > fromNanos) {
      samples.handTo(sink, times, fromNanos, toNanos - 1);
    }
  }

  /** The resolution of the chunk that was read last, 0 when every bit was kept. */
  public double resolution() {
    return resolution;
  }

  private void decode(byte[] chunk) {
    in.open(chunk, 0, chunk.length);
    Blocks.readKind(in, Blocks.SERIES_CHUNK, NAME);
    int count = in.getCount(1, Blocks.MOST_ROWS, "samples");
    resolution = Resolutions.read(in);
    if (times.length < count) {
      times = new long[count];
    }
    timesReader.read(times, count);
    columnReader.read(count, resolution, samples);
    Blocks.checkEnd(in);
  }
}
