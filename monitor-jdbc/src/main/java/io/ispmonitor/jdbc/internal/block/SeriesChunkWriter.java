package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.SampleSink;
import java.util.Arrays;

/**
 * Packs the samples of one series over some time, such as an hour, into a chunk. Values are rounded
 * to the resolution, which the chunk knows itself; times are kept.
 *
 * <p>To be used again and again, by one thread at a time: {@link #start}, {@link #accept} for each
 * sample, {@link #finish}. Samples may come in any order of time, and are read in the order in
 * which they came.
 */
public final class SeriesChunkWriter implements SampleSink {
  /** How many samples a chunk holds at most. */
  public static final int MOST_SAMPLES = Blocks.MOST_ROWS;

  private static final String NAME = "series chunk";

  private final ByteWriter out = new ByteWriter();
  private final LongsWriter timesWriter = new LongsWriter(out);
  private final ColumnWriter columnWriter = new ColumnWriter();

  private double resolution;
  private int samples;
  private long[] times = new long[128];
  private double[] values = new double[128];
  private byte[] gaps = new byte[128];

  /** A writer to be started. */
  public SeriesChunkWriter() {}

  /**
   * Begins a chunk. What was accepted before and not finished is gone.
   *
   * @param newResolution of the metric
   * @throws IllegalArgumentException if it is negative or no finite number
   */
  public void start(double newResolution) {
    resolution = Resolutions.checked(newResolution);
    samples = 0;
  }

  /**
   * Adds a sample.
   *
   * @throws IllegalArgumentException if there is no gap and the value is no finite number
   * @throws IllegalStateException if there are {@link #MOST_SAMPLES} samples
   */
  @Override
  public void accept(long epochNanos, double value, Gap gap) {
    Blocks.checkSample(epochNanos, value, gap);
    Blocks.checkRoom(samples, NAME);
    if (samples == times.length) {
      times = Arrays.copyOf(times, 2 * samples);
      values = Arrays.copyOf(values, 2 * samples);
      gaps = Arrays.copyOf(gaps, 2 * samples);
    }
    times[samples] = epochNanos;
    values[samples] = value;
    gaps[samples++] = gap.code();
  }

  /** How many samples were accepted. */
  public int samples() {
    return samples;
  }

  /**
   * The chunk. Then another one is to be started.
   *
   * @throws IllegalStateException if there are no samples
   */
  public byte[] finish() {
    Blocks.checkNotEmpty(samples, NAME);
    out.clear();
    out.put(Blocks.SERIES_CHUNK);
    out.putUnsigned(samples);
    Resolutions.write(resolution, out);
    timesWriter.write(times, samples);
    columnWriter.write(values, gaps, samples, resolution, out);
    samples = 0;
    return out.toArray();
  }
}
