package io.ispmonitor.jdbc.internal.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Blocks of version 1 as they lie in databases. They must be readable for ever: what changes the
 * bytes that are written needs a look, what cannot read these any more is wrong.
 */
class BlockGoldenTest {
  private static final long NOON = 1_774_785_600_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;
  private static final long MILLI = 1_000_000L;

  /** What those of rows are written in. */
  static final Layout PING = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);

  private static final String SINGLE_POLL = "11 01 02 bca0bef610 c413 03";
  private static final String SIX_POLLS =
      "11 06 02 69e0d40380e8b897a767012f26a0 c4 03400120 02c03e4a003fc6f4 64 03400120 fc00";
  private static final String STEPS = "21 08 12 ad0cc0eea0a901 a0 00d62a0069fe6084fb00";
  private static final String RUNS = "21 5a 14 ad0cc0eea0a901 a1 03 080200400915500068";
  private static final String PALETTE = "21 12 11 ad0cc0eea0a901 e2 03 02009c0500800800 004c8c2180";
  private static final String DOUBLES =
      "21 06 00 ad0cc0eea0a901 f32a 400921fb54442d18 800327bc77d41e9c6c005bf0a8b14576957faaaaaaaaaaaaab201d55555555555500";
  private static final String DECIMALS = "21 06 00 ad0cc0eea0a901 70 01 00ae0300 64f0";
  private static final String GROWTH = "21 09 ff3fd0000000000000 ad0cc0eea0a901 40 0f000204";
  private static final String ROLLUP =
      "31 03 0e 0ba0bef61003 080002d0c8 00 3e0602 3e0803 3e0202 0e84fa0101";
  private static final String ROLLUP_OF_DOUBLES =
      "31 03 0e 0ba0bef61003 080002d0c8 01 3f689374bc6a7efa80063c4e5ba6f5c180 3f7cac083126e979cdca1fbe46a64bc180 6974e718d7d7625a00 0e84e807fef901";

  /** All of them. */
  static List<byte[]> blocks() {
    return Stream.of(
            SINGLE_POLL,
            SIX_POLLS,
            STEPS,
            RUNS,
            PALETTE,
            DOUBLES,
            DECIMALS,
            GROWTH,
            ROLLUP,
            ROLLUP_OF_DOUBLES)
        .map(BlockGoldenTest::bytes)
        .toList();
  }

  private static void assertGolden(String hex, byte[] written) {
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(written));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static List<Taken> series(double... values) {
    List<Taken> samples = new ArrayList<>();
    for (double value : values) {
      samples.add(Taken.of(NOON + samples.size() * MINUTE, value));
    }
    return samples;
  }

  private static void assertChunk(String hex, double resolution, List<Taken> samples) {
    assertGolden(hex, Taken.chunk(resolution, samples));
    assertEquals(samples, Taken.read(bytes(hex)));
  }

  private static void assertColumn(String hex, int column, List<Taken> samples) {
    RowBlockReader reader = new RowBlockReader();
    Taken.Kept kept = new Taken.Kept();
    reader.open(bytes(hex), PING);
    reader.read(column, kept);
    assertEquals(samples, kept.samples);
  }

  @Test
  @DisplayName("a row block of a single poll, with a value and a gap")
  void singlePoll() {
    RowBlockWriter writer = new RowBlockWriter();
    writer.start(PING);
    writer.add(NOON, Readings.in(PING).set(0, 0.001234).gap(1, Gap.VOID).build());

    assertGolden(SINGLE_POLL, writer.finish());
    assertColumn(SINGLE_POLL, 0, List.of(Taken.of(NOON, 0.001234)));
    assertColumn(SINGLE_POLL, 1, List.of(Taken.gap(NOON, Gap.VOID)));
  }

  @Test
  @DisplayName("a row block of six polls, one of them silent")
  void sixPolls() {
    RowBlockWriter writer = new RowBlockWriter();
    writer.start(PING);
    List<Taken> trips = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      long time = NOON + i * MINUTE / 2 + 3 * i % 7 * MILLI;
      double trip = (4_000 + 37 * i % 100) / 1e6;
      boolean silent = i == 3;
      writer.add(time, silent ? Readings.gaps(PING, Gap.SILENT) : Readings.of(PING, trip, 0));
      trips.add(silent ? Taken.gap(time, Gap.SILENT) : Taken.of(time, trip));
    }

    assertGolden(SIX_POLLS, writer.finish());
    assertColumn(SIX_POLLS, 0, trips);
  }

  @Test
  @DisplayName("a chunk of steps, one of them far off")
  void steps() {
    assertChunk(STEPS, 0.01, series(27.31, 27.32, 27.3, 27.31, 5.5, 27.33, 27.32, 27.31));
  }

  @Test
  @DisplayName("a chunk of runs of the same value")
  void runs() {
    double[] states = new double[90];
    for (int i = 0; i < states.length; i++) {
      states[i] = i < 40 || i > 70 ? 1 : 2;
    }
    assertChunk(RUNS, 1, series(states));
  }

  @Test
  @DisplayName("a chunk with a palette")
  void palette() {
    assertChunk(
        PALETTE,
        1e-3,
        series(0, 0.333, 0, 0.667, 0, 0.333, 0, 0, 0.667, 0, 0, 0, 0.333, 0, 0, 0, 0.667, 0));
  }

  @Test
  @DisplayName("a chunk of doubles")
  void doubles() {
    assertChunk(DOUBLES, 0, series(Math.PI, Math.E, -0.0, -0.0, 1.0 / 3, Double.MAX_VALUE));
  }

  @Test
  @DisplayName("a chunk of exact values with one decimal")
  void decimals() {
    assertChunk(DECIMALS, 0, series(21.5, 21.6, 21.5, 21.4, 21.5, 21.7));
  }

  @Test
  @DisplayName("a chunk of an unusual resolution, with a counter that grows ever faster")
  void growth() {
    assertChunk(GROWTH, 0.25, series(0, 0.25, 1, 2.25, 4, 6.25, 9, 12.25, 16));
  }

  @Test
  @DisplayName("a rollup chunk with an empty bucket")
  void rollup() {
    assertRollup(ROLLUP, 0.008);
  }

  @Test
  @DisplayName("a rollup chunk of doubles")
  void rollupOfDoubles() {
    assertRollup(ROLLUP_OF_DOUBLES, 1e200);
  }

  private static void assertRollup(String hex, double max) {
    RollupChunkWriter writer = new RollupChunkWriter();
    writer.start(1e-6, NOON, 5 * MINUTE);
    writer.add(10, 0.003, 0.004_000_125, max, 0.007);
    writer.addEmpty();
    writer.add(9, 0.004, 0.005_000_062_5, max, 0.006);
    assertGolden(hex, writer.finish());
    List<String> read = new ArrayList<>();
    new RollupChunkReader()
        .read(
            bytes(hex),
            (start, count, min, mean, most, p95) ->
                read.add("%d %d %s %s %s %s".formatted(start, count, min, mean, most, p95)));

    assertEquals(
        List.of(
            "1774785600000000000 10 0.003 0.004000125 %s 0.007".formatted(max),
            "1774785900000000000 0 NaN NaN NaN NaN",
            "1774786200000000000 9 0.004 0.0050000625 %s 0.006".formatted(max)),
        read);
  }
}
