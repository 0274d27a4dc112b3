package io.ispmonitor.metric.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleRollupsTest {
  private static final Layout LAYOUT = Layout.of(Metric.gauge("link.load", Unit.COUNT, 0));
  private static final SeriesKey SERIES = SeriesKey.of("tower", "link.load");
  private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

  private final SeriesRegistry registry = new SeriesRegistry();
  private final MetricStore store = InMemoryMetricStore.ofDefaultSize();
  private final Rollups rollups = Rollups.of(store);

  private void add(String at, double value) {
    add(Instant.parse(at), value);
  }

  private void add(Instant at, double value) {
    store.append(
        new SampleBatch(
            registry.block("tower", LAYOUT), EpochNanos.of(at), Readings.of(LAYOUT, value)));
  }

  @Test
  @DisplayName("a bucket has the count, lowest, mean, highest and nearest rank of its values")
  void bucket() {
    Instant begin = Instant.parse("2026-03-02T10:00:00Z");
    IntStream.rangeClosed(1, 40).forEach(i -> add(begin.plusSeconds(60L * i), i));
    add(begin.plusSeconds(30), Double.NaN);
    assertEquals(
        List.of(new Rollup(begin, begin.plusSeconds(3_600), 40, 1, 20.5, 40, 38)),
        rollups.read(SERIES, begin, begin.plusSeconds(1), RollupWidth.HOUR),
        "of 40 values the 38th is the first that 95 percent do not exceed");
    assertEquals(
        List.of(new Rollup(begin, begin.plusSeconds(300), 4, 1, 2.5, 4, 4)),
        rollups.read(SERIES, begin, begin.plusSeconds(300), RollupWidth.FIVE_MINUTES));
  }

  @Test
  @DisplayName("a range has the buckets that begin in it, whole, and none without values")
  void range() {
    add("2026-03-02T09:59:59Z", 1);
    add("2026-03-02T10:59:59Z", 2);
    add("2026-03-02T13:00:00Z", 3);
    Instant from = Instant.parse("2026-03-02T09:30:00Z");
    Instant to = Instant.parse("2026-03-02T10:30:00Z");
    assertEquals(List.of(2.0), means(from, to), "the hour that the end cuts, to its end");
    assertEquals(List.of(), means(to, to));
    assertEquals(List.of(1.0, 2.0, 3.0), means(Instant.MIN, Instant.MAX));
    assertThrows(IllegalArgumentException.class, () -> means(to, from));
  }

  private List<Double> means(Instant from, Instant to) {
    return rollups.read(SERIES, from, to, RollupWidth.HOUR).stream().map(Rollup::mean).toList();
  }

  @Test
  @DisplayName("days and months are those of a place, with 23 hours when clocks change")
  void days() {
    Instant midnight = LocalDate.parse("2026-03-29").atStartOfDay(KYIV).toInstant();
    for (int hour = -24; hour < 48; hour++) {
      add(midnight.plus(Duration.ofHours(hour)), hour);
    }
    LocalDate from = LocalDate.parse("2026-03-20");
    List<DailyRollup> days = rollups.days(SERIES, from, from.plusDays(20), KYIV);
    assertEquals(
        List.of("2026-03-28 24", "2026-03-29 23", "2026-03-30 24", "2026-03-31 1"),
        days.stream().map(day -> day.day() + " " + day.values().count()).toList());
    assertEquals(21, days.get(1).values().p95(), "exact, of 0 to 22");
    YearMonth march = YearMonth.of(2026, 3);
    List<MonthlyRollup> months =
        rollups.months(SERIES, march.minusMonths(1), march.plusMonths(1), KYIV);
    assertEquals(List.of(march), months.stream().map(MonthlyRollup::month).toList());
    assertEquals(72, months.get(0).values().count());
    assertThrows(
        IllegalArgumentException.class,
        () -> rollups.days(SERIES, LocalDate.MIN, LocalDate.MAX, KYIV));
  }
}
