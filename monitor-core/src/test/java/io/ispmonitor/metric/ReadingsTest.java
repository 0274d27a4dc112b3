package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final Metric LOSS = Metric.gauge("ping.loss", Unit.RATIO, 1e-3);
  private static final Layout PING = Layout.of(RTT, LOSS);

  @Test
  @DisplayName("a value is there exactly when there is no gap")
  void valueOrGap() {
    Readings readings = Readings.in(PING).set(0, 0.0012).gap(1, Gap.SILENT).build();

    assertEquals(0.0012, readings.value(0));
    assertEquals(Gap.NONE, readings.gap(0));
    assertEquals(Double.NaN, readings.value(1));
    assertEquals(Gap.SILENT, readings.gap(1));
    assertEquals("{ping.rtt=0.0012, ping.loss=SILENT}", readings.toString());
  }

  @Test
  @DisplayName("what is no finite number becomes a gap that says so")
  void notANumber() {
    Readings whole = Readings.of(PING, Double.POSITIVE_INFINITY, 0);
    Readings built = Readings.in(PING).set(0, Double.NaN).set(1, 0).build();

    for (Readings readings : new Readings[] {whole, built}) {
      assertEquals(Gap.NOT_A_NUMBER, readings.gap(0));
      assertEquals(Double.NaN, readings.value(0));
      assertEquals(Gap.NONE, readings.gap(1));
    }
  }

  @Test
  @DisplayName("a column that was never set was not sent")
  void notSet() {
    assertEquals(Gap.NOT_SENT, Readings.in(PING).set(1, 0).build().gap(0));
  }

  @Test
  @DisplayName("a column may be set again, and the last word counts")
  void setAgain() {
    Readings readings =
        Readings.in(PING).gap(0, Gap.SILENT).set(0, 1).set(1, 1).gap(1, Gap.RESTARTED).build();

    assertEquals(Gap.NONE, readings.gap(0));
    assertEquals(1, readings.value(0));
    assertEquals(Gap.RESTARTED, readings.gap(1));
    assertEquals(Double.NaN, readings.value(1));
  }

  @Test
  @DisplayName("what a builder made does not change with it")
  void builtIsImmutable() {
    Readings.Builder builder = Readings.in(PING).set(0, 1).gap(1, Gap.VOID);
    Readings readings = builder.build();
    builder.set(0, 2).set(1, 2);

    assertEquals(1, readings.value(0));
    assertEquals(Gap.VOID, readings.gap(1));
  }

  @Test
  @DisplayName("one reason fills every column")
  void gaps() {
    Readings readings = Readings.gaps(PING, Gap.RESTING);

    assertEquals(2, readings.size());
    assertEquals(Gap.RESTING, readings.gap(1));
    assertEquals(Double.NaN, readings.value(1));
  }

  @Test
  @DisplayName("a gap without a reason and a wrong number of values are refused")
  void refusals() {
    assertThrows(IllegalArgumentException.class, () -> Readings.gaps(PING, Gap.NONE));
    assertThrows(IllegalArgumentException.class, () -> Readings.in(PING).gap(0, Gap.NONE));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Readings.of(PING, 1));
    assertEquals(
        "readings have 1 values for the 2 columns of [ping.rtt, ping.loss]", refused.getMessage());
  }

  @Test
  @DisplayName("a batch takes only readings in the layout of its series")
  void batchOfAnotherLayout() {
    SeriesBlock block = new SeriesRegistry().block("a", Layout.of(LOSS, RTT));

    assertThrows(
        IllegalArgumentException.class, () -> new SampleBatch(block, 0, Readings.of(PING, 1, 0)));
  }

  @Test
  @DisplayName("every reason is read back from its code, and a code of tomorrow is a gap too")
  void gapCodes() {
    for (Gap gap : Gap.values()) {
      assertEquals(gap, Gap.ofCode(gap.code()));
    }
    assertEquals(Gap.NOT_SENT, Gap.ofCode((byte) 100));
    assertEquals(Gap.NOT_SENT, Gap.ofCode((byte) -1));
  }
}
