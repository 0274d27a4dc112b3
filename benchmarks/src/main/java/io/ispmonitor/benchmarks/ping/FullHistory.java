package io.ispmonitor.benchmarks.ping;

import io.ispmonitor.device.Device;
import io.ispmonitor.icmp.IcmpMetrics;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SplittableRandom;

/**
 * A store that is as full of pings as it becomes after hours, so that what is measured is how a
 * monitor lives and not how it begins.
 */
final class FullHistory {
  private final SeriesRegistry series = new SeriesRegistry();
  private final SplittableRandom random = new SplittableRandom(1);

  private FullHistory() {}

  /** Fills the default budget until the oldest is dropped; the last pings are those just past. */
  static InMemoryMetricStore of(Collection<Device> devices, Duration interval) {
    InMemoryMetricStore store = InMemoryMetricStore.ofDefaultSize();
    FullHistory history = new FullHistory();
    long pings = InMemoryMetricStore.DEFAULT_BYTES / 8 / devices.size();
    Instant begin = Instant.now().minus(interval.multipliedBy(pings + 1));
    for (long ping = 0; ping < pings && store.droppedSamples() == 0; ping++) {
      history.append(store, devices, begin.plus(interval.multipliedBy(ping)), interval);
    }
    return store;
  }

  private void append(
      InMemoryMetricStore store, Collection<Device> devices, Instant at, Duration interval) {
    long nanos = EpochNanos.of(at);
    long step = interval.toNanos() / devices.size();
    for (Device device : devices) {
      Readings readings = Readings.of(IcmpMetrics.SINGLE, 4e-6 * random.nextDouble(), 0);
      store.append(new SampleBatch(series.block(device.id(), IcmpMetrics.SINGLE), nanos, readings));
      nanos += step;
    }
  }
}
