package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecentMetricStoreTest {
  private static final Layout LAYOUT = Layout.of(PingMetrics.ROUND_TRIP);
  private static final SeriesKey SERIES = SeriesKey.of("tower", PingMetrics.ROUND_TRIP.name());

  private final SeriesRegistry registry = new SeriesRegistry();
  private final Kept kept = new Kept();

  @Test
  @DisplayName("the last hours are read from memory, and older ones from where they are kept")
  void both() {
    Instant start = TimeSource.system().instant();
    add(kept, start.minusSeconds(20), 1);
    add(kept, start.minusSeconds(10), 2);
    RecentMetricStore store = RecentMetricStore.over(kept, TimeSource.system());
    Instant later = start.plusSeconds(60);
    add(store, later, 3);
    add(store, later.plusSeconds(1), 4);
    assertEquals(
        List.of(1.0, 2.0, 3.0, 4.0), read(store, start.minusSeconds(60), later.plusSeconds(9)));
    kept.isAway = true;
    assertEquals(List.of(3.0, 4.0), read(store, later, later.plusSeconds(9)));
    assertEquals(List.of(1.0, 2.0, 3.0, 4.0), values(kept));
  }

  @Test
  @DisplayName("what memory has no room for any more comes from where it is kept, each sample once")
  void room() {
    RecentMetricStore store = RecentMetricStore.over(kept, TimeSource.system(), 64 << 10);
    Instant start = TimeSource.system().instant();
    int many = 60_000;
    for (int i = 0; i < many; i++) {
      add(store, start.plusSeconds(i + 1), i);
    }
    List<Double> all = read(store, start, start.plusSeconds(many + 1));
    assertEquals(many, all.size());
    for (int i = 0; i < many; i++) {
      assertEquals(i, all.get(i), 1e-3);
    }
    kept.isAway = true;
    List<Double> last = read(store, start.plusSeconds(many - 5), start.plusSeconds(many));
    assertEquals(5, last.size());
  }

  @Test
  @DisplayName("memory knows its series, and forgets them with their device")
  void series() {
    InMemoryMetricStore memory = InMemoryMetricStore.holding(64 << 10);
    add(memory, Instant.EPOCH.plusSeconds(1), 1);
    assertEquals(List.of(SERIES), memory.series().of("tower"));
    memory.forget("tower");
    assertTrue(memory.series().of("tower").isEmpty());
    assertTrue(memory.series().of("nobody").isEmpty());
  }

  private void add(MetricStore store, Instant at, double value) {
    SeriesBlock block = registry.block("tower", LAYOUT);
    store.append(new SampleBatch(block, EpochNanos.of(at), Readings.of(LAYOUT, value)));
  }

  private static List<Double> read(MetricStore store, Instant from, Instant to) {
    return store.read(SERIES, from, to).stream().map(Sample::value).toList();
  }

  private static List<Double> values(Kept kept) {
    assertFalse(kept.batches.isEmpty());
    return kept.batches.stream().map(batch -> batch.readings().value(0)).toList();
  }

  /** Keeps all, and must not be asked while it is away. */
  private static final class Kept implements MetricStore {
    final List<SampleBatch> batches = new ArrayList<>();
    boolean isAway;

    @Override
    public long append(SampleBatch batch) {
      batches.add(batch);
      return batches.size();
    }

    @Override
    public long acceptedThrough() {
      return batches.size();
    }

    @Override
    public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {
      assertFalse(isAway, "asked while it was away");
      for (SampleBatch batch : batches) {
        Instant at = EpochNanos.toInstant(batch.epochNanos());
        if (!at.isBefore(from) && at.isBefore(to)) {
          sink.accept(batch.epochNanos(), batch.readings().value(0), Gap.NONE);
        }
      }
    }
  }
}
