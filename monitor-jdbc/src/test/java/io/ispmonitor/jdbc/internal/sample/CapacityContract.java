package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ispmonitor.capacity.CapacityPlan;
import io.ispmonitor.capacity.CapacityPlanner;
import io.ispmonitor.capacity.CapacityReport;
import io.ispmonitor.capacity.DayFigure;
import io.ispmonitor.capacity.FailureForecast;
import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Subject;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.metric.rollup.Rollups;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned out of a database is what plain arithmetic makes of the samples. */
abstract class CapacityContract {
  private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");
  private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
  private static final int DAYS = 35;
  private static final Instant BEGIN = FIRST.atStartOfDay(KYIV).toInstant();
  private static final Instant END = FIRST.plusDays(DAYS).atStartOfDay(KYIV).toInstant();
  private static final SeriesKey IN = SeriesKey.of("tower", "if.in", "ether1");
  private static final SeriesKey SPEED = SeriesKey.of("tower", "if.speed", "ether1");
  private static final SeriesKey SIGNAL = SeriesKey.of("tower", "wireless.signal", "wlan1");
  private static final SeriesKey UPTIME = SeriesKey.of("tower", "device.uptime");

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(3);
  private final SeriesRegistry registry = new SeriesRegistry();
  private final MetricStore plain = InMemoryMetricStore.ofDefaultSize();
  private final Inventory inventory = new Inventory();
  private RollupRig rig;

  abstract DatabaseKind kind();

  abstract DataSource source();

  @BeforeEach
  void open() {
    rig = new RollupRig(kind(), source(), folder, END.plus(Duration.ofHours(4)));
    inventory.add(Device.named("tower").build());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("plans and forecasts out of the database are those out of plain samples, to the bit")
  void same() throws Exception {
    List<Sample> traffic = store(IN, Duration.ofMinutes(30), this::traffic);
    store(SPEED, Duration.ofDays(1), at -> 1e9);
    store(
        SIGNAL, Duration.ofHours(1), at -> -60 - Math.floorDiv(day(at), 4) + random.nextInt(-1, 2));
    store(UPTIME, Duration.ofHours(1), this::uptime);

    CapacityReport expected = report(Rollups.of(plain), KnownSeries.in(registry));
    CompactedSeries known = new CompactedSeries(rig.database);
    assertEquals(expected, report(rig.rollups, known), "worked out of the database's samples");
    assertEquals(DAYS + 1, rig.turn(), "days that are rolled up, of those in UTC");
    assertEquals(expected, report(rig.rollups, known), "from roll-ups");
    rig.dropSamples(END.plus(Duration.ofDays(1)));
    assertEquals(expected, report(rig.rollups, known), "and without any samples");

    CapacityPlan link = plan(expected, Subject.LINK_IN);
    assertEquals(peaks(traffic), link.days());
    assertEquals(1e9, link.capacity().orElseThrow());
    assertInstanceOf(InDays.class, link.forecast(), link::words);
    assertInstanceOf(InDays.class, plan(expected, Subject.SIGNAL).forecast());
    FailureForecast failure = expected.failures().get(0);
    assertEquals(2, failure.restarts().orElseThrow().recent() + before(failure));
  }

  private static int before(FailureForecast failure) {
    return failure.restarts().orElseThrow().before();
  }

  private static CapacityPlan plan(CapacityReport report, Subject subject) {
    return report.plans().stream().filter(is -> is.subject() == subject).findFirst().orElseThrow();
  }

  private CapacityReport report(Rollups rollups, KnownSeries known) {
    return CapacityPlanner.over(rollups)
        .inventory(inventory)
        .series(known)
        .zone(KYIV)
        .time(rig.time)
        .build()
        .plan(Selection.everything());
  }

  /** In the plainest way: the highest of the hours' 95th percentiles on each local day. */
  private static List<DayFigure> peaks(List<Sample> samples) {
    Map<LocalDate, List<Double>> hours = new TreeMap<>();
    PlainRollups.buckets(samples, Duration.ofHours(1))
        .forEach(
            (begin, values) ->
                hours
                    .computeIfAbsent(LocalDate.ofInstant(begin, KYIV), any -> new ArrayList<>())
                    .add(PlainRollups.p95(values)));
    List<DayFigure> days = new ArrayList<>();
    hours.forEach(
        (day, of) ->
            days.add(
                new DayFigure(
                    day, of.size(), of.stream().mapToDouble(v -> v).max().orElseThrow())));
    return days;
  }

  private static int day(Instant at) {
    return (int) Duration.between(BEGIN, at).toDays();
  }

  private double traffic(Instant at) {
    double ofDay = Math.sin(Math.PI * (at.getEpochSecond() % 86_400) / 86_400);
    return Math.rint((3e8 + 6e6 * day(at)) * ofDay) + random.nextInt(1_000_000);
  }

  /** It restarts on the 10th day and on the 30th. */
  private double uptime(Instant at) {
    Instant tenth = BEGIN.plus(Duration.ofDays(10)).plusSeconds(100);
    Instant thirtieth = BEGIN.plus(Duration.ofDays(30)).plusSeconds(100);
    Instant since =
        at.isBefore(tenth)
            ? BEGIN.minusSeconds(5_000_000)
            : at.isBefore(thirtieth) ? tenth : thirtieth;
    return (double) Duration.between(since, at).toSeconds();
  }

  private interface Values {
    double at(Instant at);
  }

  /** Into the database and, beside it, into memory. Some hours and days are missing. */
  private List<Sample> store(SeriesKey key, Duration every, Values values) throws SQLException {
    Layout layout =
        Layout.of(
            List.of(new Layout.Column(Metric.gauge(key.metric(), Unit.COUNT, 1), key.instance())));
    List<Sample> samples = new ArrayList<>();
    for (Instant at = BEGIN; at.isBefore(END); at = at.plus(every)) {
      if (day(at) == 17 || random.nextInt(40) == 0) {
        continue;
      }
      double value = values.at(at);
      samples.add(new Sample(at, value, Gap.NONE));
      plain.append(
          new SampleBatch(
              registry.block(key.device(), layout), EpochNanos.of(at), Readings.of(layout, value)));
    }
    rig.store(key, 1, samples);
    return samples;
  }
}
