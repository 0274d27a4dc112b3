package io.ispmonitor.jdbc.internal.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, a reader reads them or throws a {@link CorruptBlockException}. */
class BlockCorruptionTest {
  private static final int STRINGS = 200_000;
  private static final long NOON = 1_774_785_600_000_000_000L;
  private static final Layout LAYOUT =
      Layout.of(
          PingMetrics.ROUND_TRIP,
          PingMetrics.LOSS,
          Metric.counter("any.octets", Unit.BYTES),
          Metric.gauge("any.level", Unit.COUNT, 1e308));

  private final RowBlockReader rows = new RowBlockReader();
  private final SeriesChunkReader chunks = new SeriesChunkReader();
  private final RollupChunkReader rollups = new RollupChunkReader();
  private int read;
  private int refused;
  private long samples;

  /** Reads all of it. */
  private void read(byte[] bytes) {
    switch (bytes.length == 0 ? 0 : bytes[0]) {
      case Blocks.SERIES_CHUNK -> chunks.read(bytes, this::take);
      case Blocks.ROLLUP_CHUNK ->
          rollups.read(bytes, (start, count, min, mean, max, p95) -> samples++);
      default -> {
        rows.open(bytes, LAYOUT);
        for (int i = 0; i < LAYOUT.size(); i++) {
          rows.read(i, this::take);
        }
      }
    }
  }

  private void take(long epochNanos, double value, Gap gap) {
    if (Double.isFinite(value) != (gap == Gap.NONE)) {
      throw new AssertionError("%s at %d, with the gap %s".formatted(value, epochNanos, gap));
    }
    samples++;
  }

  private void expectReadOrRefused(byte[] bytes) {
    try {
      read(bytes);
      read++;
    } catch (CorruptBlockException e) {
      String said = String.valueOf(e.getMessage());
      assertTrue(said.startsWith("block of " + bytes.length + " bytes is corrupt at byte"), said);
      refused++;
    }
  }

  private static List<byte[]> blocks() {
    List<byte[]> blocks = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    AnySamples any = new AnySamples(random);
    for (int i = 0; i < 40; i++) {
      blocks.add(rowBlock(any, any.count(30)));
      blocks.add(AnyBlocks.seriesChunk(any, any.count(60)));
      blocks.add(rollupChunk(any, any.count(20)));
    }
    return blocks;
  }

  private static byte[] rowBlock(AnySamples any, int count) {
    RowBlockWriter writer = new RowBlockWriter();
    writer.start(LAYOUT);
    long[] times = any.times(count);
    double[][] values = new double[LAYOUT.size()][];
    Arrays.setAll(values, column -> any.values(count));
    Gap[] gaps = any.gaps(count);
    for (int i = 0; i < count; i++) {
      int row = i;
      double[] ofRow = Arrays.stream(values).mapToDouble(column -> column[row]).toArray();
      writer.add(
          times[i],
          gaps[i] == Gap.NONE ? Readings.of(LAYOUT, ofRow) : Readings.gaps(LAYOUT, gaps[i]));
    }
    return writer.finish();
  }

  private static byte[] rollupChunk(AnySamples any, int count) {
    RollupChunkWriter writer = new RollupChunkWriter();
    writer.start(any.resolution(), NOON, 300_000_000_000L);
    double[] mins = any.values(count);
    double[] maxes = any.values(count);
    for (int i = 0; i < count; i++) {
      writer.add(10, mins[i], mins[i], maxes[i], maxes[i]);
    }
    return writer.finish();
  }

  @Test
  @DisplayName("a block with any bit turned over is read or refused")
  void bitsTurnedOver() {
    for (byte[] block : blocks()) {
      for (int bit = 0; bit < 8 * block.length; bit++) {
        byte[] damaged = block.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        expectReadOrRefused(damaged);
      }
    }

    assertTrue(refused > 10_000 && read > 10_000, () -> refused + " refused, " + read + " read");
  }

  @Test
  @DisplayName("a block that is cut off anywhere is refused")
  void cutOff() {
    for (byte[] block : blocks()) {
      for (int length = 0; length < block.length; length++) {
        byte[] damaged = Arrays.copyOf(block, length);
        assertThrows(CorruptBlockException.class, () -> read(damaged));
      }
    }
  }

  @Test
  @DisplayName("a block with a byte more is refused")
  void tooLong() {
    for (byte[] block : blocks()) {
      byte[] damaged = Arrays.copyOf(block, block.length + 1);
      assertThrows(CorruptBlockException.class, () -> read(damaged));
    }
  }

  @Test
  @DisplayName("random bytes behind a good beginning are read or refused")
  void randomBytes() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    byte[] kinds = {Blocks.ROW_BLOCK, Blocks.SERIES_CHUNK, Blocks.ROLLUP_CHUNK};
    for (int i = 0; i < STRINGS; i++) {
      byte[] bytes = new byte[random.nextInt(1, 80)];
      random.nextBytes(bytes);
      bytes[0] = random.nextInt(50) == 0 ? bytes[0] : kinds[random.nextInt(kinds.length)];
      if (bytes[0] == Blocks.ROW_BLOCK && bytes.length > 2) {
        bytes[1] &= 0x7F;
        bytes[2] = (byte) LAYOUT.size();
      }
      try {
        expectReadOrRefused(bytes);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed %d: %s".formatted(seed, Arrays.toString(bytes)), e);
      }
    }

    assertTrue(refused > STRINGS / 2, () -> refused + " refused, " + read + " read");
  }

  @Test
  @DisplayName(
      "a number of rows that nobody can have is refused before there is room made for them")
  void sizesAreChecked() {
    byte[] huge = {Blocks.SERIES_CHUNK, -1, -1, -1, -1, 7, 0};
    CorruptBlockException refusal = assertThrows(CorruptBlockException.class, () -> read(huge));

    assertEquals(
        "block of 7 bytes is corrupt at byte 6: it says 2147483647 samples, and there may be 1 to"
            + " 65536",
        refusal.getMessage());
  }

  @Test
  @DisplayName("a few bytes may say that they have 65,536 samples, and no more")
  void mostSamples() {
    // 65,536 samples at 0, 1, 2 and so on, all of them 0.
    byte[] most = HexFormat.of().parseHex("21808004" + "14" + "060002" + "20" + "0400");
    byte[] more = HexFormat.of().parseHex("21818004" + "14" + "060002" + "20" + "0400");
    read(most);

    assertEquals(Blocks.MOST_ROWS, samples);
    assertThrows(CorruptBlockException.class, () -> read(more));
  }
}
