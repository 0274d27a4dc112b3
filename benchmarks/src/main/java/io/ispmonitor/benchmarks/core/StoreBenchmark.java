package io.ispmonitor.benchmarks.core;

import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The store in memory, full, with a row of a ping from every device each 30 s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StoreBenchmark {
  private static final Layout PING = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();
  private static final int JITTER_NANOS = 4_000_000;

  /** The store meets the devices in turn; many of them do not fit into the processor's caches. */
  @Param({"1000", "100000", "1000000"})
  private int devices;

  private final InMemoryMetricStore store = InMemoryMetricStore.ofDefaultSize();
  private final SplittableRandom random = new SplittableRandom(1);
  private final Readings[] readings = new Readings[4096];
  private SeriesBlock[] blocks = {};
  private long epochNanos = Duration.ofDays(20_000).toNanos();
  private int next;

  /** For the harness. */
  public StoreBenchmark() {}

  /** Fills the store until it has dropped as much again. */
  @Setup
  public void fill() {
    for (int i = 0; i < readings.length; i++) {
      readings[i] = Readings.of(PING, 0.002 + random.nextDouble() * 0.03, 0);
    }
    SeriesRegistry registry = new SeriesRegistry();
    blocks = new SeriesBlock[devices];
    for (int i = 0; i < devices; i++) {
      blocks[i] = registry.block("device-" + i, PING);
    }
    while (store.droppedSamples() < InMemoryMetricStore.DEFAULT_BYTES / 5) {
      append();
    }
  }

  /** A row of the device whose turn it is; 32 bytes are the batch. */
  @Benchmark
  public long append() {
    SeriesBlock block = blocks[next];
    long jitter = random.nextInt(JITTER_NANOS);
    SampleBatch batch =
        new SampleBatch(block, epochNanos + jitter, readings[next & (readings.length - 1)]);
    epochNanos += INTERVAL_NANOS / devices;
    next = next + 1 == devices ? 0 : next + 1;
    return store.append(batch);
  }

  /** All that there is of any device. */
  @Benchmark
  public void read(Blackhole hole) {
    String device = blocks[random.nextInt(devices)].device();
    SeriesKey series = SeriesKey.of(device, PingMetrics.ROUND_TRIP.name());
    SampleSink sink = (time, value, gap) -> hole.consume(value);
    store.read(series, Instant.EPOCH, Instant.MAX, sink);
  }

  /** The last five rows of any device. */
  @Benchmark
  public void readLast(Blackhole hole) {
    String device = blocks[random.nextInt(devices)].device();
    SeriesKey series = SeriesKey.of(device, PingMetrics.ROUND_TRIP.name());
    SampleSink sink = (time, value, gap) -> hole.consume(value);
    long from = epochNanos - 5 * INTERVAL_NANOS;
    store.read(series, Instant.ofEpochSecond(0, from), Instant.MAX, sink);
  }
}
