package io.ispmonitor.jdbc.internal.block;

import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.MAX;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.MEAN;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.MIN;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.P95;

/**
 * Reads rollup chunks. To be used again and again, by one thread at a time; the sink must not use
 * it. Does not change the bytes.
 */
public final class RollupChunkReader {
  private static final String NAME = "rollup chunk";

  private final ByteReader in = new ByteReader();
  private final LongsReader countsReader = new LongsReader(in);
  private final RollupValuesReader values = new RollupValuesReader(in);
  private long[] counts = new long[0];
  private int buckets;
  private long startNanos;
  private long widthNanos;

  /** A reader. */
  public RollupChunkReader() {}

  /**
   * Hands over all buckets, also empty ones, in the order of time.
   *
   * @throws CorruptBlockException if it cannot be read; then nothing was handed over
   */
  public void read(byte[] chunk, RollupSink sink) {
    decode(chunk);
    handTo(sink, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * Hands over the buckets that begin in a range of time, also empty ones, in the order of time.
   *
   * @param fromNanos included
   * @param toNanos not included
   * @throws CorruptBlockException if it cannot be read; then nothing was handed over
   */
  public void read(byte[] chunk, long fromNanos, long toNanos, RollupSink sink) {
    decode(chunk);
    if (toNanos > fromNanos) {
      handTo(sink, fromNanos, toNanos - 1);
    }
  }

  private void decode(byte[] chunk) {
    in.open(chunk, 0, chunk.length);
    Blocks.readKind(in, Blocks.ROLLUP_CHUNK, NAME);
    buckets = in.getCount(1, Blocks.MOST_ROWS, "buckets");
    double resolution = Resolutions.read(in);
    long unit = RollupTimes.readUnit(in);
    startNanos = RollupTimes.nanos(in, in.getSigned(), unit);
    widthNanos = RollupTimes.nanos(in, in.getUnsigned(), unit);
    if (widthNanos < 1 || !RollupTimes.fit(startNanos, widthNanos, buckets)) {
      throw in.corrupt(
          "%d buckets of %d ns from %d on cannot be".formatted(buckets, widthNanos, startNanos));
    }
    if (counts.length < buckets) {
      counts = new long[buckets];
    }
    countsReader.read(counts, buckets);
    values.read(filled(), resolution);
    Blocks.checkEnd(in);
  }

  /** How many buckets are not empty. */
  private int filled() {
    int filled = 0;
    for (int i = 0; i < buckets; i++) {
      if (counts[i] < 0) {
        throw in.corrupt("bucket %d has %d values".formatted(i, counts[i]));
      }
      filled += counts[i] > 0 ? 1 : 0;
    }
    return filled;
  }

  private void handTo(RollupSink sink, long fromNanos, long lastNanos) {
    int at = 0;
    for (int i = 0; i < buckets; i++) {
      long start = startNanos + i * widthNanos;
      boolean empty = counts[i] == 0;
      if (start >= fromNanos && start <= lastNanos) {
        hand(sink, start, counts[i], at);
      }
      at += empty ? 0 : 1;
    }
  }

  private void hand(RollupSink sink, long start, long count, int at) {
    if (count == 0) {
      sink.accept(start, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    } else {
      sink.accept(
          start,
          count,
          values.value(MIN, at),
          values.value(MEAN, at),
          values.value(MAX, at),
          values.value(P95, at));
    }
  }
}
