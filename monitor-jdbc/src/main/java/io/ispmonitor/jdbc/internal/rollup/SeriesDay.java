package io.ispmonitor.jdbc.internal.rollup;

import io.ispmonitor.jdbc.internal.block.RollupChunkWriter;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.rollup.RollupWidth;
import java.time.Duration;
import java.util.Arrays;

/**
 * Holds the values of one series on one day (UTC), and makes roll-up chunks of them. What comes out
 * depends on no order in which they came. To be used again and again, by one thread at a time:
 * {@link #begin}, {@link #accept}, {@link #chunk}.
 */
public final class SeriesDay implements SampleSink {
  /** How long a day is. */
  public static final long NANOS = Duration.ofDays(1).toNanos();

  private static final long SLOT = RollupWidth.FIVE_MINUTES.length().toNanos();
  private static final int SLOTS = (int) (NANOS / SLOT);

  private final RollupChunkWriter writer = new RollupChunkWriter();
  private final int[] ends = new int[SLOTS + 1];
  private long beginNanos;
  private double resolution;
  private int size;
  private short[] slots = new short[512];
  private double[] values = new double[512];
  private double[] grouped = new double[512];

  /** A day to be begun. */
  public SeriesDay() {}

  /** Begins a day; what was taken before is gone. */
  public void begin(long dayBeginNanos) {
    beginNanos = dayBeginNanos;
    resolution = Double.POSITIVE_INFINITY;
    size = 0;
  }

  /** To what values are kept that come from now on; the finest one counts for the day. */
  public void resolution(double one) {
    resolution = Math.min(resolution, one);
  }

  /** Takes a value of the day. Gaps are passed over. */
  @Override
  public void accept(long epochNanos, double value, Gap gap) {
    long at = epochNanos - beginNanos;
    if (gap != Gap.NONE || at < 0 || at >= NANOS) {
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      slots = Arrays.copyOf(slots, 2 * size);
    }
    values[size] = value;
    slots[size++] = (short) (at / SLOT);
  }

  /** Whether there was no value. */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * The buckets from the first to the last that has values, as a chunk.
   *
   * @throws IllegalStateException when the day is empty, or nobody has told the resolution
   */
  public byte[] chunk(RollupWidth width) {
    group();
    int step = (int) (width.length().toNanos() / SLOT);
    int first = 0;
    while (first < SLOTS && end(first + step) == 0) {
      first += step;
    }
    writer.start(told(), beginNanos + first * SLOT, step * SLOT);
    for (int slot = first; slot < SLOTS && end(slot) < size; slot += step) {
      add(end(slot), end(slot + step));
    }
    return writer.finish();
  }

  private double told() {
    if (resolution == Double.POSITIVE_INFINITY) {
      throw new IllegalStateException("a roll-up is to be made of values of unknown resolution");
    }
    return resolution;
  }

  /** How many values lie before a slot. */
  private int end(int slot) {
    return ends[slot];
  }

  /** Puts values of the same slot beside each other. */
  private void group() {
    Arrays.fill(ends, 0);
    for (int i = 0; i < size; i++) {
      ends[slots[i] + 1]++;
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      ends[slot + 1] += ends[slot];
    }
    if (grouped.length < size) {
      grouped = new double[values.length];
    }
    int[] next = Arrays.copyOf(ends, SLOTS);
    for (int i = 0; i < size; i++) {
      grouped[next[slots[i]]++] = values[i];
    }
  }

  private void add(int from, int to) {
    if (from == to) {
      writer.addEmpty();
      return;
    }
    Arrays.sort(grouped, from, to);
    int count = to - from;
    double mean = mean(from, to);
    writer.add(count, grouped[from], mean, grouped[to - 1], grouped[from + rank(count) - 1]);
  }

  /** The nearest rank: the first place with at least 95 percent at it and before it. */
  static int rank(int count) {
    return (int) ((95L * count + 99) / 100);
  }

  private double mean(int from, int to) {
    int count = to - from;
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += grouped[i];
    }
    if (Double.isFinite(sum)) {
      return sum / count;
    }
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += grouped[i] / count;
    }
    return mean;
  }
}
