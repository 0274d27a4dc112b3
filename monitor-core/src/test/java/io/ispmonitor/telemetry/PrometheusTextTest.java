package io.ispmonitor.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.metric.Unit;
import io.ispmonitor.telemetry.Meter.Kind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

  private static Meter meter(Kind kind, String name, List<String> labels, Point... points) {
    return new Meter(name, kind, Unit.COUNT, "Help", labels, List.of(points));
  }

  private static Meter gauge(double value) {
    return meter(Kind.GAUGE, "level", List.of(), new Point.Value(List.of(), value));
  }

  private static String written(Meter... meters) throws IOException {
    StringBuilder out = new StringBuilder();
    PrometheusText.write(List.of(meters), out);
    return out.toString();
  }

  @Test
  @DisplayName("a counter has help, type and a line for each point")
  void counter() throws IOException {
    Meter meter =
        meter(
            Kind.COUNTER,
            "asked_total",
            List.of("probe", "outcome"),
            new Point.Value(List.of("icmp", "answered"), 12),
            new Point.Value(List.of("icmp", "silent"), 0.5));
    assertEquals(
        """
        # HELP asked_total Help
        # TYPE asked_total counter
        asked_total{probe="icmp",outcome="answered"} 12
        asked_total{probe="icmp",outcome="silent"} 0.5
        """,
        written(meter));
  }

  @Test
  @DisplayName("a histogram has its buckets, one without a bound, the sum and the count")
  void histogram() throws IOException {
    List<Bucket> buckets = List.of(new Bucket(0.001, 1), new Bucket(1, 4));
    Meter meter =
        meter(
            Kind.HISTOGRAM,
            "wait_seconds",
            List.of("loop"),
            new Point.Distribution(List.of("judge"), buckets, 5, 2.75));
    assertEquals(
        """
        # HELP wait_seconds Help
        # TYPE wait_seconds histogram
        wait_seconds_bucket{loop="judge",le="0.001"} 1
        wait_seconds_bucket{loop="judge",le="1"} 4
        wait_seconds_bucket{loop="judge",le="+Inf"} 5
        wait_seconds_sum{loop="judge"} 2.75
        wait_seconds_count{loop="judge"} 5
        """,
        written(meter));
  }

  @Test
  @DisplayName("help and labels are escaped as the format wants it")
  void escaped() throws IOException {
    Meter meter =
        new Meter(
            "level",
            Kind.GAUGE,
            Unit.COUNT,
            "a \"b\" \\ c\nd",
            List.of("part"),
            List.of(new Point.Value(List.of("x\\y \"z\"\n} 1 é"), 1)));
    assertEquals(
        """
        # HELP level a "b" \\\\ c\\nd
        # TYPE level gauge
        level{part="x\\\\y \\"z\\"\\n} 1 é"} 1
        """,
        written(meter));
  }

  @Test
  @DisplayName("numbers are written so that nothing of them is lost")
  void numbers() throws IOException {
    assertEquals("0", number(0));
    assertEquals("-3", number(-3));
    assertEquals(1_792_000_000.25, Double.parseDouble(number(1_792_000_000.25)));
    assertEquals("9007199254740992", number(1L << 53));
    assertEquals("1.0E300", number(1e300));
    assertEquals("NaN", number(Double.NaN));
    assertEquals("+Inf", number(Double.POSITIVE_INFINITY));
    assertEquals("-Inf", number(Double.NEGATIVE_INFINITY));
  }

  private static String number(double value) throws IOException {
    String text = written(gauge(value));
    return text.substring(text.lastIndexOf(' ') + 1).strip();
  }

  @Test
  @DisplayName(
      "two meters that would write series of one name are refused before a line is written")
  void conflicts() {
    Meter histogram = meter(Kind.HISTOGRAM, "wait", List.of());
    Meter count = meter(Kind.GAUGE, "wait_count", List.of());
    StringBuilder out = new StringBuilder();
    for (List<Meter> both :
        List.of(List.of(histogram, count), List.of(count, histogram), List.of(count, count))) {
      assertThrows(IllegalArgumentException.class, () -> PrometheusText.write(both, out));
    }
    assertEquals("", out.toString());
  }

  @Test
  @DisplayName("names, labels and points that do not fit are refused")
  void refused() {
    Point one = new Point.Value(List.of("a"), 1);
    List<String> label = List.of("part");
    refused(Kind.GAUGE, "no-name", List.of());
    refused(Kind.GAUGE, "1st", List.of());
    refused(Kind.GAUGE, "", List.of());
    refused(Kind.COUNTER, "asked", List.of());
    refused(Kind.GAUGE, "asked_total", List.of());
    refused(Kind.GAUGE, "level", List.of("le"));
    refused(Kind.GAUGE, "level", List.of("__own"));
    refused(Kind.GAUGE, "level", List.of("a b"));
    refused(Kind.GAUGE, "level", List.of("a", "a"));
    refused(Kind.GAUGE, "level", List.of(), one);
    refused(Kind.GAUGE, "level", label, one, one);
    refused(Kind.HISTOGRAM, "level", label, one);
    refused(Kind.GAUGE, "level", label, new Point.Distribution(List.of("a"), List.of(), 0, 0));
  }

  private static void refused(Kind kind, String name, List<String> labels, Point... points) {
    assertThrows(IllegalArgumentException.class, () -> meter(kind, name, labels, points));
  }

  @Test
  @DisplayName("buckets that do not rise are refused")
  void buckets() {
    for (List<Bucket> odd :
        List.of(
            List.of(new Bucket(1, 1), new Bucket(1, 2)),
            List.of(new Bucket(1, 2), new Bucket(2, 1)),
            List.of(new Bucket(Double.NaN, 1)),
            List.of(new Bucket(Double.POSITIVE_INFINITY, 1)),
            List.of(new Bucket(1, 6)))) {
      assertThrows(
          IllegalArgumentException.class, () -> new Point.Distribution(List.of(), odd, 5, 1));
    }
  }
}
