package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What could go wrong where one segment of the store ends and the next begins. */
class SegmentedStoreTest {
  private static final long SMALLEST = 64L << 10;
  private static final int SEGMENT = 2 << 10;
  private static final long START = TimeUnit.SECONDS.toNanos(1_800_000_000L);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Metric OCTETS = Metric.counter("octets", Unit.BYTES);
  private static final Layout ONE = Layout.of(OCTETS);

  private final InMemoryMetricStore store = InMemoryMetricStore.holding(SMALLEST);
  private final SeriesRegistry registry = new SeriesRegistry();

  @Test
  @DisplayName("rows are dropped a segment at a time, and what is left has no hole")
  void dropsSegments() {
    long droppedBefore = 0;
    int drops = 0;
    for (int i = 0; i < 30_000; i++) {
      append("a", i, i);
      long dropped = store.droppedSamples() - droppedBefore;
      if (dropped > 0) {
        assertTrue(dropped > SEGMENT / 16 && dropped < SEGMENT / 6, dropped + " at once");
        droppedBefore += dropped;
        drops++;
      }
    }

    assertTrue(drops > 50, drops + " drops");
    assertEquals(rising((int) droppedBefore, 30_000), values("a"));
  }

  @Test
  @DisplayName("a history whose rows lie in many segments, between those of others, is whole")
  void spansManySegments() {
    for (int i = 0; i < 4_000; i++) {
      append(i % 100 == 0 ? "seldom" : "busy-" + i % 7, i, i);
    }

    assertEquals(0, store.droppedSamples());
    assertEquals(LongStream.range(0, 40).mapToObj(i -> i * 100).toList(), values("seldom"));
    assertEquals(List.of(2_000L, 2_100L), values("seldom", 2_000, 2_200));
  }

  @Test
  @DisplayName("where the clock stepped back some segments ago, all is still found, in order")
  void clockSteppedBack() {
    for (int i = 0; i < 1_000; i++) {
      append("a", 5_000 + i, i);
    }
    for (int i = 0; i < 3_000; i++) {
      append("a", 3_000 + i, 10_000 + i);
    }

    List<Long> values = values("a");
    assertEquals(4_000, values.size());
    // Second 5,000 was there twice: in the order in which they came.
    assertEquals(List.of(0L, 12_000L, 1L, 12_001L), values.subList(2_000, 2_004));
    assertEquals(List.of(998L, 12_998L, 999L, 12_999L), values("a", 5_998, 9_000));
    assertEquals(List.of(10_000L), values("a", 0, 3_001));
  }

  @Test
  @DisplayName("a row of the far future, long ago, is found and hides nothing after it")
  void futureRow() {
    append("a", 1_000_000_000, -1);
    for (int i = 0; i < 3_000; i++) {
      append("a", i, i);
    }

    assertEquals(List.of(-1L), values("a", 3_000, Integer.MAX_VALUE));
    assertEquals(List.of(2_999L), values("a", 2_999, 3_000));
  }

  @Test
  @DisplayName("a reader that has begun goes on reading a device that is forgotten and overwritten")
  void forgottenWhileRead() {
    for (int i = 0; i < 1_000; i++) {
      append("a", i, i);
    }
    List<Long> read = new ArrayList<>();
    store.read(
        series("a"),
        Instant.EPOCH,
        Instant.MAX,
        (time, value, gap) -> {
          if (read.isEmpty()) {
            store.forget("a");
            assertEquals(List.of(), values("a"));
            for (int i = 0; i < 20_000; i++) {
              append("b", i, -1);
            }
          }
          read.add((long) value);
        });

    assertEquals(rising(0, 1_000), read);
  }

  @Test
  @DisplayName("rows that were forgotten do not count as dropped when their segments go")
  void forgottenIsNotDropped() {
    for (int i = 0; i < 1_000; i++) {
      append("goes", i, i);
      append("stays", i, i);
    }
    store.forget("goes");
    append("goes", 1_000, 7);
    assertEquals(List.of(7L), values("goes"), "what came after it was forgotten");
    for (int i = 0; i < 30_000; i++) {
      append("other", i, i);
    }

    assertEquals(List.of(), values("stays"));
    assertEquals(1_000 + 1 + 30_000, values("other").size() + store.droppedSamples());
  }

  @Test
  @DisplayName("rows wider than a segment are kept and go in their turn")
  void wideRows() {
    List<Layout.Column> columns =
        IntStream.range(0, 1_500).mapToObj(i -> new Layout.Column(OCTETS, "port-" + i)).toList();
    Layout wide = Layout.of(columns);
    for (int i = 0; i < 200; i++) {
      double[] values = new double[wide.size()];
      Arrays.fill(values, i * 1_000.0);
      store.append(batch("wide", i, Readings.of(wide, values)));
      append("a", i, i);
      assertTrue(store.bytes() <= SMALLEST, store::toString);
    }

    SeriesKey last = SeriesKey.of("wide", "octets", "port-1499");
    List<Sample> kept = store.read(last, Instant.EPOCH, Instant.MAX);
    assertTrue(kept.size() >= 8, kept.size() + " kept");
    assertEquals(199_000, kept.get(kept.size() - 1).value());
    long dropped = (200L - kept.size()) * wide.size() + 200 - values("a").size();
    assertEquals(dropped, store.droppedSamples());
  }

  @Test
  @DisplayName("devices that come once and never again leave the table, and the rows keep room")
  void devicesOfOneRow() {
    for (int i = 0; i < 50_000; i++) {
      append("device-" + i, i, i);
      assertTrue(store.bytes() <= SMALLEST, store::toString);
    }

    long kept = 50_000 - store.droppedSamples();
    assertTrue(kept > 1_000, kept + " kept");
    assertEquals(List.of(49_999L), values("device-49999"));
    assertEquals(List.of(50_000 - kept), values("device-" + (50_000 - kept)));
    assertEquals(List.of(), values("device-" + (50_000 - kept - 1)));
  }

  @Test
  @DisplayName("readers beside a writer see rows in a row, never those that came in their place")
  void readersBesideWriter() throws Exception {
    AtomicBoolean written = new AtomicBoolean();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    List<Future<Integer>> readers = new ArrayList<>();
    for (int reader = 0; reader < 2; reader++) {
      int device = reader;
      readers.add(executor.submit(() -> readUntil(written, device)));
    }
    for (int i = 0; i < 300_000; i++) {
      append("device-" + i % 5, i / 5, i / 5 * 10 + i % 5);
    }
    written.set(true);
    for (Future<Integer> reader : readers) {
      assertTrue(reader.get(60, TimeUnit.SECONDS) > 0);
    }
    executor.shutdown();
  }

  /** Each value ends in the number of its device and is ten more than the one before. */
  private int readUntil(AtomicBoolean written, int device) {
    int reads = 0;
    while (!written.get()) {
      List<Long> values = values("device-" + device);
      for (int i = 0; i < values.size(); i++) {
        assertEquals(values.get(0) + 10L * i, values.get(i));
        assertEquals(device, values.get(i) % 10);
      }
      reads++;
    }
    return reads;
  }

  private void append(String device, int second, long value) {
    store.append(batch(device, second, Readings.of(ONE, (double) value)));
  }

  private SampleBatch batch(String device, int second, Readings readings) {
    SeriesBlock block = registry.block(device, readings.layout());
    return new SampleBatch(block, START + second * SECOND, readings);
  }

  private List<Long> values(String device) {
    return values(device, 0, Integer.MAX_VALUE);
  }

  private List<Long> values(String device, int fromSecond, int toSecond) {
    Instant from = EpochNanos.toInstant(START).plusSeconds(fromSecond);
    Instant to = EpochNanos.toInstant(START).plusSeconds(toSecond);
    return store.read(series(device), from, to).stream().map(s -> (long) s.value()).toList();
  }

  private static SeriesKey series(String device) {
    return SeriesKey.of(device, "octets");
  }

  private static List<Long> rising(int from, int to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
