package io.ispmonitor.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps samples for later reading. Called by several threads at once.
 *
 * <p>A store is not an alert log: a bounded one drops its oldest samples.
 */
public interface MetricStore extends AutoCloseable {

  /**
   * Takes a batch over, at once or not at all; never waits for a disk or a network.
   *
   * @return its position; positions rise with every batch that was taken
   * @throws StoreRefusedException when it cannot take the batch; the caller counts it as lost
   */
  long append(SampleBatch batch);

  /** All batches up to this position are safe against a crash, as far as this store goes. */
  long acceptedThrough();

  /**
   * Hands over the samples of a series in the order of time, gaps included.
   *
   * @param from the first time that counts
   * @param to the first time that does not count any more; not before {@code from}
   * @throws IllegalArgumentException when {@code from} is after {@code to}
   */
  void read(SeriesKey series, Instant from, Instant to, SampleSink sink);

  /** The samples of a series from a time up to but not including another. */
  default List<Sample> read(SeriesKey series, Instant from, Instant to) {
    List<Sample> samples = new ArrayList<>();
    read(
        series,
        from,
        to,
        (epochNanos, value, gap) ->
            samples.add(new Sample(EpochNanos.toInstant(epochNanos), value, gap)));
    return samples;
  }

  /** Lets go of what the store holds open. */
  @Override
  default void close() {}
}
