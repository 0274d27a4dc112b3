package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Random rows, compared with lists that are filtered and sorted for every read. */
class InMemoryMetricStoreAgainstModelTest {
  private static final double[] RESOLUTIONS = {0, 1e-6, 1e-3, 0.25, 0.3, 1, 7, 1e-320, 1e9};
  private static final List<Gap> REASONS = List.copyOf(EnumSet.complementOf(EnumSet.of(Gap.NONE)));
  private static final int ROWS = 3_000;

  private final SeriesRegistry registry = new SeriesRegistry();
  private final Map<SeriesBlock, List<Row>> model = new HashMap<>();
  private boolean forgetting;

  @RepeatedTest(10)
  @DisplayName("random rows are read back as a naive model says")
  void random() {
    compare(new Random().nextLong(), InMemoryMetricStore.ofDefaultSize());
  }

  @Test
  @DisplayName("the same with a fixed seed")
  void fixedSeed() {
    compare(5, InMemoryMetricStore.ofDefaultSize());
  }

  @RepeatedTest(5)
  @DisplayName("with too little room, what is left of each series is what came last")
  void randomWithEviction() {
    compare(new Random().nextLong(), InMemoryMetricStore.holding(64 << 10));
  }

  @RepeatedTest(5)
  @DisplayName("devices that are forgotten now and then begin anew, and count neither way")
  void randomWithForgetting(RepetitionInfo repetition) {
    forgetting = true;
    compare(repetition.getCurrentRepetition(), InMemoryMetricStore.holding(64 << 10));
  }

  private void compare(long seed, InMemoryMetricStore store) {
    Random random = new Random(seed);
    try {
      List<SeriesBlock> blocks = blocks(random);
      long samples = append(random, store, blocks);
      long kept = 0;
      for (SeriesBlock block : blocks) {
        for (int column = 0; column < block.layout().size(); column++) {
          kept += compareColumn(random, store, block, column);
        }
      }
      assertEquals(samples, kept + store.droppedSamples());
    } catch (AssertionError | RuntimeException e) {
      fail("seed " + seed, e);
    }
  }

  private long append(Random random, InMemoryMetricStore store, List<SeriesBlock> blocks) {
    long samples = 0;
    long time = EpochNanos.of(Instant.parse("2026-10-25T00:00:00Z"));
    for (int i = 0; i < ROWS; i++) {
      time += step(random);
      SeriesBlock block = blocks.get(random.nextInt(blocks.size()));
      Readings readings = readings(random, block.layout());
      store.append(new SampleBatch(block, time, readings));
      model.computeIfAbsent(block, any -> new ArrayList<>()).add(new Row(time, readings));
      samples += block.layout().size();
      if (forgetting && random.nextInt(100) == 0) {
        samples -= forget(store, blocks.get(random.nextInt(blocks.size())));
      }
    }
    return samples;
  }

  /** Returns how many samples there were. */
  private long forget(InMemoryMetricStore store, SeriesBlock block) {
    long kept = store.read(block.key(0), Instant.MIN, Instant.MAX).size();
    store.forget(block.device());
    assertEquals(List.of(), store.read(block.key(0), Instant.MIN, Instant.MAX));
    model.remove(block);
    return kept * block.layout().size();
  }

  /** Mostly some seconds on, now and then not at all, back, far on, or far back. */
  private static long step(Random random) {
    return switch (random.nextInt(30)) {
      case 0 -> 0;
      case 1 -> -random.nextInt(2_000_000_000);
      case 2 -> random.nextInt(1_000);
      case 3 -> random.nextLong() >> 8;
      default -> 1_000_000_000L + random.nextInt(1_000_000_000);
    };
  }

  private static Readings readings(Random random, Layout layout) {
    Readings.Builder builder = Readings.in(layout);
    for (int column = 0; column < layout.size(); column++) {
      switch (random.nextInt(8)) {
        case 0 -> builder.gap(column, REASONS.get(random.nextInt(REASONS.size())));
        case 1 -> builder.set(column, Double.longBitsToDouble(random.nextLong()));
        case 2 -> builder.set(column, random.nextInt(100));
        case 3 -> builder.set(column, -(double) (random.nextLong() >>> 12));
        default -> builder.set(column, random.nextGaussian());
      }
    }
    return builder.build();
  }

  /** Returns how many samples are left of the column. */
  private int compareColumn(
      Random random, InMemoryMetricStore store, SeriesBlock block, int column) {
    List<Row> rows = model.getOrDefault(block, List.of());
    SeriesKey key = block.key(column);
    int kept = store.read(key, Instant.MIN, Instant.MAX).size();
    List<Row> left = new ArrayList<>(rows.subList(rows.size() - kept, rows.size()));
    assertTrue(kept <= rows.size(), "more rows than came");
    assertTrue(store.droppedSamples() > 0 || kept == rows.size());
    left.sort(Comparator.comparingLong(Row::time));
    assertSame(block, column, left, store.read(key, Instant.MIN, Instant.MAX));
    for (int i = 0; i < 5 && !left.isEmpty(); i++) {
      long one = left.get(random.nextInt(left.size())).time;
      long other = left.get(random.nextInt(left.size())).time;
      long from = Math.min(one, other);
      long to = Math.max(one, other) + random.nextInt(2);
      List<Row> inRange = left.stream().filter(row -> row.time >= from && row.time < to).toList();
      assertSame(
          block,
          column,
          inRange,
          store.read(key, EpochNanos.toInstant(from), EpochNanos.toInstant(to)));
    }
    return kept;
  }

  private static void assertSame(
      SeriesBlock block, int column, List<Row> expected, List<Sample> actual) {
    double resolution = block.layout().column(column).metric().resolution();
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Row row = expected.get(i);
      Sample sample = actual.get(i);
      assertEquals(row.time, EpochNanos.of(sample.at()));
      assertEquals(row.readings.gap(column), sample.gap());
      double value = row.readings.value(column);
      if (resolution == 0 || Double.isNaN(value)) {
        assertEquals(value, sample.value());
      } else {
        double error = Math.abs(value - sample.value());
        assertTrue(error <= resolution / 2, () -> value + " became " + sample.value());
      }
    }
  }

  /** Each device with a layout of its own, since a column in two of them is read as one. */
  private List<SeriesBlock> blocks(Random random) {
    List<SeriesBlock> blocks = new ArrayList<>();
    for (int device = 0; device < 20; device++) {
      List<Layout.Column> columns = new ArrayList<>();
      for (int column = random.nextInt(12); column >= 0; column--) {
        double resolution = RESOLUTIONS[random.nextInt(RESOLUTIONS.length)];
        Metric metric = Metric.gauge("m" + column, Unit.COUNT, resolution);
        columns.add(new Layout.Column(metric, random.nextBoolean() ? "" : "port"));
      }
      blocks.add(registry.block("device-" + device, Layout.of(columns)));
    }
    return blocks;
  }

  private record Row(long time, Readings readings) {}
}
