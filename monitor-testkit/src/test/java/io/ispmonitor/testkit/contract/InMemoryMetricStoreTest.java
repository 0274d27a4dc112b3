package io.ispmonitor.testkit.contract;

import static io.ispmonitor.metric.InMemoryMetricStore.DEFAULT_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryMetricStoreTest extends MetricStoreContract {
  private static final long START = TimeUnit.SECONDS.toNanos(1_800_000_000L);
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(30);
  private static final long SMALLEST = 64L << 10;
  private final SeriesRegistry registry = new SeriesRegistry();

  @Override
  protected MetricStore newStore() {
    return InMemoryMetricStore.holding(4L << 20);
  }

  @Test
  @DisplayName("positions rise by one from one")
  void positionsByOne() {
    InMemoryMetricStore store = InMemoryMetricStore.ofDefaultSize();

    assertEquals(0, store.acceptedThrough());
    assertEquals(1, append(store, "a", 0, 1));
    assertEquals(2, append(store, "a", 1, 1));
    assertEquals(2, store.acceptedThrough());
  }

  @Test
  @DisplayName("a budget too small to be meant is refused")
  void budgetTooSmall() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> InMemoryMetricStore.holding(64));
    assertEquals(
        "in-memory metric store: the budget must be at least 65536 bytes, was 64",
        refused.getMessage());
  }

  @Test
  @DisplayName("the budget is kept, what goes is the oldest, and it is counted")
  void dropsTheOldest() {
    InMemoryMetricStore store = InMemoryMetricStore.holding(SMALLEST);
    int rows = 20_000;
    for (int i = 0; i < rows; i++) {
      append(store, "a", i, i);
      assertTrue(store.bytes() <= SMALLEST, () -> store + " is over its budget");
    }

    List<Sample> kept = read(store, "a");
    assertEquals(rows, kept.size() + store.droppedSamples() / 2);
    assertEquals(rows - 1, kept.get(kept.size() - 1).value());
    assertEquals(rows - kept.size(), kept.get(0).value());
    assertTrue(kept.size() > SMALLEST / 16, () -> "only " + kept.size() + " rows were kept");
  }

  @Test
  @DisplayName("series that are asked as often keep as much, whatever the order they came in")
  void sharesFairly() {
    InMemoryMetricStore store = InMemoryMetricStore.holding(SMALLEST);
    for (int i = 0; i < 1_000; i++) {
      for (int device = 0; device < 20; device++) {
        append(store, "d" + device, i, i);
      }
    }

    int most = 0;
    int fewest = Integer.MAX_VALUE;
    for (int device = 0; device < 20; device++) {
      int kept = read(store, "d" + device).size();
      most = Math.max(most, kept);
      fewest = Math.min(fewest, kept);
    }
    assertTrue(fewest > 200, "kept only " + fewest);
    assertTrue(most - fewest <= 40, "kept from " + fewest + " to " + most);
  }

  @Test
  @DisplayName("a busy series does not push out the newest rows of one that is asked seldom")
  void seldomIsNotStarved() {
    InMemoryMetricStore store = InMemoryMetricStore.holding(SMALLEST);
    for (int i = 0; i < 100_000; i++) {
      append(store, "busy", i, i);
      if (i % 2_000 == 0) {
        append(store, "seldom", i, i);
      }
    }

    List<Sample> seldom = read(store, "seldom");
    assertEquals(98_000, seldom.get(seldom.size() - 1).value());
    assertTrue(store.droppedSamples() > 0);
  }

  @Test
  @DisplayName("a row larger than the whole budget is dropped, and counted like any other")
  void rowLargerThanTheBudget() {
    InMemoryMetricStore store = InMemoryMetricStore.holding(SMALLEST);
    List<Layout.Column> columns = new ArrayList<>();
    Metric noise = Metric.gauge("noise", Unit.DBM, 0);
    for (int i = 0; i < 20_000; i++) {
      columns.add(new Layout.Column(noise, "port" + i));
    }
    Layout wide = Layout.of(columns);
    double[] values = new double[wide.size()];
    Arrays.fill(values, 0.1);
    store.append(new SampleBatch(registry.block("a", wide), START, Readings.of(wide, values)));

    assertEquals(20_000, store.droppedSamples());
    assertTrue(store.bytes() < 1_000, store::toString);
    append(store, "a", 1, 7);
    assertEquals(1, read(store, "a").size());
  }

  @Test
  @DisplayName("a forgotten device takes nothing more than before it came, and others lose nothing")
  void forget() {
    InMemoryMetricStore store = InMemoryMetricStore.ofDefaultSize();
    for (int i = 0; i < 100; i++) {
      append(store, "stays", i, i);
    }
    long before = store.bytes();
    for (int i = 0; i < 100; i++) {
      append(store, "goes", i, i);
    }
    store.forget("goes");
    store.forget("never was");

    assertEquals(before, store.bytes());
    assertEquals(List.of(), read(store, "goes"));
    assertEquals(100, read(store, "stays").size());
    assertEquals(0, store.droppedSamples());
  }

  @Test
  @DisplayName("a reader that stays in its sink holds up no append")
  void slowReader() {
    InMemoryMetricStore store = InMemoryMetricStore.holding(SMALLEST);
    for (int i = 0; i < 200; i++) {
      append(store, "a", i, i);
    }
    List<Double> values = new ArrayList<>();
    store.read(
        SeriesKey.of("a", "ping.rtt"),
        Instant.EPOCH,
        Instant.MAX,
        (time, value, gap) -> {
          values.add(value);
          Thread other = new Thread(() -> appendMany(store, values.size()));
          other.start();
          join(other);
        });

    assertEquals(200, values.size(), "what was there when the read began");
    assertEquals(199.0, values.get(199));
    assertTrue(store.droppedSamples() > 0, "and went while it was read");
  }

  @Test
  @DisplayName("the bytes that are counted are those of the heap, give or take a twentieth")
  void bytesAreHonest(@TempDir Path directory) throws Exception {
    assertHonest(StoreHeap.perByteCounted(directory, 1, DEFAULT_BYTES, 20_000, 60));
  }

  @Test
  @DisplayName("they are also where many devices have few rows each")
  void bytesOfManyDevices(@TempDir Path directory) throws Exception {
    assertHonest(StoreHeap.perByteCounted(directory, 1, DEFAULT_BYTES, 100_000, 12));
  }

  @Test
  @DisplayName("and where the budget is the smallest, so that segments are small and rows go")
  void bytesOfSmallStores(@TempDir Path directory) throws Exception {
    assertHonest(StoreHeap.perByteCounted(directory, 200, SMALLEST, 20, 400));

    InMemoryMetricStore store = InMemoryMetricStore.holding(SMALLEST);
    StoreHeap.fill(store, StoreHeap.blocks(registry, 20), 400, new Random(11));
    assertTrue(store.droppedSamples() > 0, "the smallest store was not filled");
  }

  private static void assertHonest(double ratio) {
    assertTrue(ratio > 0.95 && ratio < 1.05, () -> ratio + " bytes of the heap for each counted");
  }

  @Test
  @DisplayName("100,000 devices that are pinged keep at least 50 rows each in 64 MB")
  void hundredThousandDevices() {
    int devices = 100_000;
    SeriesBlock[] blocks = StoreHeap.blocks(registry, devices);
    InMemoryMetricStore store = InMemoryMetricStore.ofDefaultSize();
    StoreHeap.fill(store, blocks, 80, new Random(12));

    int fewest = Integer.MAX_VALUE;
    for (int device = 0; device < devices; device += 97) {
      fewest = Math.min(fewest, read(store, "device-" + device).size());
    }
    assertTrue(fewest >= 50, "the shortest history has " + fewest + " rows");
    assertTrue(store.bytes() <= DEFAULT_BYTES);
  }

  private void appendMany(InMemoryMetricStore store, int round) {
    for (int i = 0; i < 50; i++) {
      append(store, "a", 1_000 + round * 50 + i, -1);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(60_000);
      assertFalse(thread.isAlive(), "the append was held up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private long append(InMemoryMetricStore store, String device, int row, double value) {
    SeriesBlock block = registry.block(device, StoreHeap.PING);
    return store.append(
        new SampleBatch(block, START + row * INTERVAL, Readings.of(StoreHeap.PING, value, 0)));
  }

  private static List<Sample> read(InMemoryMetricStore store, String device) {
    return store.read(SeriesKey.of(device, "ping.rtt"), Instant.EPOCH, Instant.MAX);
  }
}
