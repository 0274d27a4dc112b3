package io.ispmonitor.examples.demo;

import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import java.time.Instant;

/**
 * A store that keeps what comes, and remembers the last of it: what is drawn each second is read
 * from memory, and waits for no database.
 */
final class RecentSamples implements MetricStore {
  private final MetricStore kept;
  private final MetricStore memory = InMemoryMetricStore.ofDefaultSize();

  RecentSamples(MetricStore kept) {
    this.kept = kept;
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
    memory.read(series, from, to, sink);
  }
}
