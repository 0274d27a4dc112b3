package io.ispmonitor.jdbc.internal.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RowBlockTest {
  private static final long NOON = 1_774_785_600_000_000_000L;
  private static final long HALF_MINUTE = 30_000_000_000L;
  private static final Layout PING = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS);

  private final RowBlockWriter writer = new RowBlockWriter();
  private final RowBlockReader reader = new RowBlockReader();

  private List<Taken> column(int column) {
    Taken.Kept kept = new Taken.Kept();
    reader.read(column, kept);
    return kept.samples;
  }

  private byte[] pings(int count) {
    writer.start(PING);
    for (int i = 0; i < count; i++) {
      writer.add(time(i), Readings.of(PING, 0.004 + i * 1e-5, i % 2));
    }
    return writer.finish();
  }

  private static long time(int index) {
    return NOON + index * HALF_MINUTE;
  }

  @Test
  @DisplayName("rows that are set column by column give the same block as readings")
  void columnByColumn() {
    for (int rows : new int[] {1, 4, 6, 100}) {
      byte[] expected = pings(rows);
      writer.start(PING);
      for (int i = 0; i < rows; i++) {
        writer.add(time(i));
        writer.set(0, 0.004 + i * 1e-5, Gap.NONE);
        writer.set(1, i % 2, Gap.NONE);
      }
      assertArrayEquals(expected, writer.finish(), rows + " rows");
    }
  }

  @Test
  @DisplayName("what a writer wrote before, wide or narrow, does not change what it writes")
  void wideAndNarrow() {
    byte[] narrow = pings(12);
    byte[] wide = wide();
    assertArrayEquals(narrow, pings(12));
    assertArrayEquals(wide, wide());
    assertArrayEquals(wide, new RowBlockTest().wide());
    assertArrayEquals(narrow, new RowBlockTest().pings(12));
  }

  /** Numbers of all widths. */
  private byte[] wide() {
    writer.start(PING);
    for (int i = 0; i < 40; i++) {
      writer.add(time(i), Readings.of(PING, (1L << i) * 1e-6, i % 3));
    }
    return writer.finish();
  }

  @Test
  @DisplayName("a single poll is read back, each column by itself")
  void singlePoll() {
    writer.start(PING);
    writer.add(NOON, Readings.of(PING, 0.0012, 0.25));
    byte[] block = writer.finish();

    reader.open(block, PING);
    assertEquals(1, reader.rows());
    assertEquals(NOON, reader.time(0));
    assertEquals(List.of(Taken.of(NOON, 0.25)), column(1));
    assertEquals(List.of(Taken.of(NOON, 0.0012)), column(0));
  }

  @Test
  @DisplayName("polls of some minutes are read back, with gaps in their places")
  void severalPolls() {
    writer.start(PING);
    for (int i = 0; i < 10; i++) {
      Readings silent = Readings.gaps(PING, Gap.SILENT);
      writer.add(time(i), i == 7 ? silent : Readings.of(PING, i / 1000.0, 0));
    }
    reader.open(writer.finish(), PING);

    List<Taken> expected = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      expected.add(i == 7 ? Taken.gap(time(i), Gap.SILENT) : Taken.of(time(i), i / 1000.0));
    }
    assertEquals(expected, column(0));
    assertEquals(Taken.gap(time(7), Gap.SILENT), column(1).get(7));
  }

  @Test
  @DisplayName("a poll of 120 values takes less than 2.5 bytes for each, its time included")
  void pollOfInterfaces() {
    List<Layout.Column> columns = new ArrayList<>();
    for (int port = 0; port < 24; port++) {
      columns.add(new Layout.Column(InterfaceMetrics.IN, "eth" + port));
      columns.add(new Layout.Column(InterfaceMetrics.OUT, "eth" + port));
      columns.add(new Layout.Column(InterfaceMetrics.IN_ERRORS, "eth" + port));
      columns.add(new Layout.Column(InterfaceMetrics.OUT_DISCARDS, "eth" + port));
      columns.add(new Layout.Column(InterfaceMetrics.OPER, "eth" + port));
    }
    Layout layout = Layout.of(columns);
    double[] values = new double[120];
    for (int port = 0; port < 24; port++) {
      values[5 * port] = 12_345_678.5 * (port + 1);
      values[5 * port + 1] = 1_234_567.5 * (port + 1);
      values[5 * port + 4] = 1;
    }
    writer.start(layout);
    writer.add(NOON, Readings.of(layout, values.clone()));
    byte[] block = writer.finish();

    assertTrue(block.length < 2.5 * 120, () -> block.length + " bytes");
    reader.open(block, layout);
    for (int i = 0; i < 120; i++) {
      assertEquals(values[i], column(i).get(0).value(), 0.5);
    }
  }

  @Test
  @DisplayName("a range includes its start and excludes its end")
  void halfOpen() {
    for (int count : new int[] {3, 12}) {
      reader.open(pings(count), PING);
      Taken.Kept kept = new Taken.Kept();
      reader.read(1, time(1), time(2), kept);
      reader.read(1, time(2), time(2), kept);
      reader.read(1, Long.MAX_VALUE, Long.MIN_VALUE, kept);

      assertEquals(List.of(Taken.of(time(1), 1)), kept.samples);
    }
  }

  @Test
  @DisplayName("the first and the last time there is are read, the last one not by a range")
  void extremeTimes() {
    writer.start(PING);
    writer.add(Long.MAX_VALUE, Readings.of(PING, 1, 0));
    writer.add(Long.MIN_VALUE, Readings.of(PING, 2, 0));
    reader.open(writer.finish(), PING);
    Taken.Kept kept = new Taken.Kept();
    reader.read(0, Long.MIN_VALUE, Long.MAX_VALUE, kept);

    assertEquals(List.of(Taken.of(Long.MAX_VALUE, 1), Taken.of(Long.MIN_VALUE, 2)), column(0));
    assertEquals(List.of(Taken.of(Long.MIN_VALUE, 2)), kept.samples);
  }

  @Test
  @DisplayName("readings without columns keep their times")
  void noColumns() {
    writer.start(Layout.EMPTY);
    writer.add(NOON, Readings.NONE);
    reader.open(writer.finish(), Layout.EMPTY);

    assertEquals(NOON, reader.time(0));
    assertThrows(IndexOutOfBoundsException.class, () -> column(0));
  }

  @Test
  @DisplayName("a block is read out of the middle of an array")
  void partOfArray() {
    byte[] block = pings(12);
    byte[] larger = new byte[block.length + 20];
    System.arraycopy(block, 0, larger, 7, block.length);
    reader.open(larger, 7, 7 + block.length, PING);

    assertEquals(12, column(1).size());
    assertThrows(
        CorruptBlockException.class,
        () -> {
          reader.open(larger, 7, 8 + block.length, PING);
          column(1);
        });
  }

  @Test
  @DisplayName("a writer is used again, also when a block was given up")
  void usedAgain() {
    byte[] first = pings(12);
    writer.start(Layout.of(PingMetrics.JITTER));
    writer.add(NOON, Readings.of(Layout.of(PingMetrics.JITTER), 1));

    assertArrayEquals(first, pings(12));
    assertEquals(0, writer.rows());
  }

  @Test
  @DisplayName("readings of another layout, and blocks without rows, are refused")
  void refusals() {
    writer.start(PING);

    assertThrows(
        IllegalArgumentException.class, () -> writer.add(NOON, Readings.of(PingMetrics.LOSS, 0)));
    assertThrows(IllegalStateException.class, writer::finish);
    assertThrows(IllegalStateException.class, () -> column(0));
  }

  @Test
  @DisplayName("a block that is full is refused another row and can be finished")
  void full() {
    writer.start(PING);
    Readings row = Readings.of(PING, 0.001, 0);
    for (int i = 0; i < RowBlockWriter.MOST_ROWS; i++) {
      writer.add(time(i), row);
    }

    assertThrows(IllegalStateException.class, () -> writer.add(NOON, row));
    reader.open(writer.finish(), PING);
    assertEquals(RowBlockWriter.MOST_ROWS, column(0).size());
  }

  @Test
  @DisplayName("what is no row block of this version and layout is refused with a sentence")
  void otherBlocks() {
    byte[] block = pings(12);
    byte[] later = block.clone();
    later[0]++;
    byte[] chunk = Taken.chunk(1, List.of(Taken.of(NOON, 1)));
    Layout wider = Layout.of(PingMetrics.ROUND_TRIP, PingMetrics.LOSS, PingMetrics.JITTER);

    assertSaid("it is a row block of version 2; this release reads version 1", later, PING);
    assertSaid("it begins with 0x21, but a row block begins with 0x11", chunk, PING);
    assertSaid("it has 2 columns, and the layout it is read in has 3", block, wider);
    assertSaid("block of 0 bytes is corrupt at byte 0: it ends too early", new byte[0], PING);
  }

  private void assertSaid(String said, byte[] block, Layout layout) {
    CorruptBlockException refusal =
        assertThrows(CorruptBlockException.class, () -> reader.open(block, layout));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.endsWith(said), message);
  }

  @Test
  @DisplayName("a column that is damaged leaves the others to be read")
  void damagedColumn() {
    byte[] block = pings(12);
    reader.open(block, PING);
    List<Taken> before = column(1);
    // Without columns a block ends where the first one would begin, a byte before its numbers.
    writer.start(Layout.EMPTY);
    for (int i = 0; i < 12; i++) {
      writer.add(time(i), Readings.NONE);
    }
    block[writer.finish().length + 1] ^= LongsWriter.FLAT;

    assertEquals(before, column(1));
    assertThrows(CorruptBlockException.class, () -> column(0));
    assertEquals(before, column(1));
  }

  @Test
  @DisplayName("every gap has a code that fits, and one of a later version is a value not sent")
  void gapCodes() {
    for (Gap gap : Gap.values()) {
      assertTrue(gap.code() >= 0 && gap.code() < GapRuns.CODES, gap::toString);
    }
    Layout layout = Layout.of(Metric.gauge("any", Unit.COUNT, 1));
    writer.start(layout);
    writer.add(NOON, Readings.gaps(layout, Gap.SILENT));
    byte[] block = writer.finish();
    block[block.length - 1] = GapRuns.CODES - 1;
    reader.open(block, layout);

    assertEquals(List.of(Taken.gap(NOON, Gap.NOT_SENT)), column(0));
  }
}
