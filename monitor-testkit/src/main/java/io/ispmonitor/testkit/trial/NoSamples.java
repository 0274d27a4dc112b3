package io.ispmonitor.testkit.trial;

import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import java.time.Instant;

/** Keeps nothing: a trial looks at states. */
final class NoSamples implements MetricStore {
  private long position;

  @Override
  public long append(SampleBatch batch) {
    return ++position;
  }

  @Override
  public long acceptedThrough() {
    return position;
  }

  @Override
  public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {}
}
