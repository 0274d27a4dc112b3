package io.ispmonitor.metric;

import io.ispmonitor.time.TimeSource;
import java.time.Instant;

/**
 * A store that hands on what comes, and remembers the last of it within a budget of bytes. What is
 * looked at most, the last hours, is read from memory: at once, with the newest sample, and also
 * while the database behind is away. What is older is read from there.
 *
 * <p>Samples that come later than those after them in time are found like all others. Thread-safe.
 * Closing leaves the store behind open: it belongs to who made it.
 */
public final class RecentMetricStore implements MetricStore {
  private final MetricStore kept;
  private final InMemoryMetricStore memory;
  private final long since;

  private RecentMetricStore(MetricStore kept, InMemoryMetricStore memory, long since) {
    this.kept = kept;
    this.memory = memory;
    this.since = since;
  }

  /** Remembers {@link InMemoryMetricStore#DEFAULT_BYTES} of what is handed on. */
  public static RecentMetricStore over(MetricStore kept, TimeSource time) {
    return over(kept, time, InMemoryMetricStore.DEFAULT_BYTES);
  }

  /**
   * Remembers the last of what is handed on.
   *
   * @param kept where all of it is kept
   * @param time what is from now on is remembered
   * @param bytes how much of the heap it may take, at least 64 KB
   */
  public static RecentMetricStore over(MetricStore kept, TimeSource time, long bytes) {
    return new RecentMetricStore(
        kept, InMemoryMetricStore.holding(bytes), EpochNanos.of(time.instant()));
  }

  /** What is of this time and later is read from memory alone; moves on as room runs out. */
  public Instant remembered() {
    return EpochNanos.toInstant(Math.max(since, memory.completeFrom()));
  }

  @Override
  public long append(SampleBatch batch) {
    memory.append(batch);
    return kept.append(batch);
  }

  @Override
  public long acceptedThrough() {
    return kept.acceptedThrough();
  }

  @Override
  public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {
    Instant remembered = remembered();
    if (from.isBefore(remembered)) {
      kept.read(series, from, to.isBefore(remembered) ? to : remembered, sink);
    }
    if (to.isAfter(remembered)) {
      memory.read(series, from.isBefore(remembered) ? remembered : from, to, sink);
    }
  }

  @Override
  public String toString() {
    return kept + ", the last of it in memory: " + memory;
  }
}
