package io.ispmonitor.jdbc.internal.block;

import java.util.Arrays;

/**
 * Packs buckets of the same width, one behind the other, of one series into a chunk. The lowest,
 * the highest and the 95th percentile are rounded to the resolution, which the chunk knows itself;
 * the mean to a sixteenth of it. For a resolution of 0 all are kept to the last bit.
 *
 * <p>To be used again and again, by one thread at a time: {@link #start}, {@link #add} or {@link
 * #addEmpty} for each bucket, {@link #finish}.
 */
public final class RollupChunkWriter {
  /** How many buckets a chunk holds at most. */
  public static final int MOST_BUCKETS = Blocks.MOST_ROWS;

  private static final String NAME = "rollup chunk";

  private final ByteWriter out = new ByteWriter();
  private final LongsWriter countsWriter = new LongsWriter(out);
  private final RollupValuesWriter values = new RollupValuesWriter(out);

  private double resolution;
  private long startNanos;
  private long widthNanos = 1;
  private int buckets;
  private long[] counts = new long[64];

  /** A writer to be started. */
  public RollupChunkWriter() {}

  /**
   * Begins a chunk. What was added before and not finished is gone.
   *
   * @param newResolution of the metric
   * @param newStartNanos when the first bucket begins
   * @param newWidthNanos from the begin of one to the begin of the next, 1 or more
   * @throws IllegalArgumentException if the resolution is negative or no finite number, or the
   *     width is not above 0
   */
  public void start(double newResolution, long newStartNanos, long newWidthNanos) {
    if (newWidthNanos < 1) {
      throw new IllegalArgumentException(
          "the width of buckets must be above 0, was " + newWidthNanos + " ns");
    }
    resolution = Resolutions.checked(newResolution);
    startNanos = newStartNanos;
    widthNanos = newWidthNanos;
    buckets = 0;
    values.clear();
  }

  /**
   * Adds a bucket behind the one before.
   *
   * @param count how many values there were, 1 or more
   * @throws IllegalArgumentException if the count is not above 0, one of the others is no finite
   *     number, or the bucket begins later than a time can be
   * @throws IllegalStateException if there are {@link #MOST_BUCKETS} buckets
   */
  public void add(long count, double min, double mean, double max, double p95) {
    boolean finite = Double.isFinite(min) && Double.isFinite(mean);
    if (count < 1 || !finite || !Double.isFinite(max) || !Double.isFinite(p95)) {
      throw new IllegalArgumentException(
          "a bucket of %d values with min %s, mean %s, max %s, p95 %s cannot be; leave it empty"
              .formatted(count, min, mean, max, p95));
    }
    addCount(count);
    values.add(min, p95, max, mean);
  }

  /**
   * Adds a bucket without values behind the one before.
   *
   * @throws IllegalArgumentException if it begins later than a time can be
   * @throws IllegalStateException if there are {@link #MOST_BUCKETS} buckets
   */
  public void addEmpty() {
    addCount(0);
  }

  /** How many buckets were added. */
  public int buckets() {
    return buckets;
  }

  /**
   * The chunk. Then another one is to be started.
   *
   * @throws IllegalStateException if there are no buckets
   */
  public byte[] finish() {
    Blocks.checkNotEmpty(buckets, NAME);
    out.clear();
    out.put(Blocks.ROLLUP_CHUNK);
    out.putUnsigned(buckets);
    Resolutions.write(resolution, out);
    RollupTimes.write(startNanos, widthNanos, out);
    countsWriter.write(counts, buckets);
    values.write(resolution);
    buckets = 0;
    values.clear();
    return out.toArray();
  }

  private void addCount(long count) {
    Blocks.checkRoom(buckets, NAME);
    if (!RollupTimes.fit(startNanos, widthNanos, buckets + 1)) {
      throw new IllegalArgumentException(
          "bucket %d of %d ns from %d on is later than a time can be"
              .formatted(buckets, widthNanos, startNanos));
    }
    if (buckets == counts.length) {
      counts = Arrays.copyOf(counts, 2 * buckets);
    }
    counts[buckets++] = count;
  }
}
