package io.ispmonitor.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps samples in memory, within one budget of bytes for all series together: 64 MB by default.
 *
 * <p>When the budget is used up, the chunk of rows whose newest row came first is dropped, of
 * whatever series, and counted. So the history of a series reaches back as far as that of any other
 * that is asked as often, and one that is asked seldom keeps its few rows just as long. A chunk
 * holds some 128 bytes of rows, and at least four rows.
 *
 * <p>Values are kept to the resolution of their metric, off by half of it at most, or exactly where
 * the resolution is 0. A row of two columns, such as those of a ping, takes about thirteen bytes
 * with all that belongs to it. Bytes are counted as they are with compressed references, which is
 * the default of heaps up to 32 GB.
 *
 * <p>Samples are read in the order of time also where the clock stepped back between them; those of
 * one device and layout with the same time stay in the order in which they came.
 *
 * <p>Thread-safe. Readers hold the lock only to find the series; what they read is not copied, and
 * the sink may take its time. Closing does nothing: what is kept can still be read.
 */
public final class InMemoryMetricStore implements MetricStore {

  /** The budget when none is given: 64 MB. */
  public static final long DEFAULT_BYTES = 64L << 20;

  private static final long FEWEST_BYTES = 64L << 10;

  private final long budget;
  private final Histories histories = new Histories();
  private final AgeQueue ages = new AgeQueue();
  private final RowWriter writer = new RowWriter();
  private long chunkBytes;
  private long position;
  private long droppedSamples;

  private InMemoryMetricStore(long budget) {
    if (budget < FEWEST_BYTES) {
      throw new IllegalArgumentException(
          "in-memory metric store: the budget must be at least %d bytes, was %d"
              .formatted(FEWEST_BYTES, budget));
    }
    this.budget = budget;
  }

  /** A store with the {@link #DEFAULT_BYTES}. */
  public static InMemoryMetricStore ofDefaultSize() {
    return holding(DEFAULT_BYTES);
  }

  /**
   * A store with this budget.
   *
   * @param bytes how much of the heap it may take, at least 64 KB
   */
  public static InMemoryMetricStore holding(long bytes) {
    return new InMemoryMetricStore(bytes);
  }

  @Override
  public synchronized long append(SampleBatch batch) {
    if (batch.readings().size() > 0) {
      History history = histories.of(batch.series());
      chunkBytes += history.append(batch.epochNanos(), batch.readings(), writer);
      ages.touch(history.last());
      dropWhatIsTooMuch();
    }
    return ++position;
  }

  /** The last position, at once: no crash is survived here. */
  @Override
  public synchronized long acceptedThrough() {
    return position;
  }

  @Override
  public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "read of %s: from %s is after to %s; turn them round".formatted(series, from, to));
    }
    long fromNanos = EpochNanos.of(from);
    long toNanos = EpochNanos.of(to);
    List<Slice> slices = new ArrayList<>();
    for (History.View view : views(series)) {
      view.slices(fromNanos, toNanos, slices);
    }
    Slice.readAll(slices, fromNanos, toNanos, sink);
  }

  /** Drops the history of a device that is gone; it does not count as {@link #droppedSamples()}. */
  public synchronized void forget(String device) {
    for (History history : histories.of(device)) {
      for (Chunk chunk = history.first; chunk != null; chunk = chunk.next) {
        ages.remove(chunk);
        chunkBytes -= chunk.bytes();
      }
      histories.remove(history);
    }
  }

  /** How much of the heap it takes at present. */
  public synchronized long bytes() {
    return chunkBytes + histories.bytes();
  }

  /** How many samples were dropped to stay within the budget, gaps included. */
  public synchronized long droppedSamples() {
    return droppedSamples;
  }

  @Override
  public String toString() {
    return "in-memory metrics: %d of %d bytes used, %d samples dropped for room"
        .formatted(bytes(), budget, droppedSamples());
  }

  private synchronized List<History.View> views(SeriesKey series) {
    List<History.View> views = new ArrayList<>(2);
    for (History history : histories.of(series.device())) {
      int column = history.block.layout().indexOf(series.metric(), series.instance());
      History.View view = column == Layout.NO_COLUMN ? null : history.view(column);
      if (view != null) {
        views.add(view);
      }
    }
    return views;
  }

  private void dropWhatIsTooMuch() {
    Chunk oldest = ages.oldest();
    while (oldest != null && bytes() > budget) {
      drop(oldest);
      oldest = ages.oldest();
    }
  }

  /** The oldest chunk of all is also the oldest of its history. */
  private void drop(Chunk oldest) {
    ages.remove(oldest);
    chunkBytes -= oldest.bytes();
    droppedSamples += oldest.samples();
    oldest.history.dropFirst();
    if (oldest.history.isEmpty()) {
      histories.remove(oldest.history);
    }
  }
}
