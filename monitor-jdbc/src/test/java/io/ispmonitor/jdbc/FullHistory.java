package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertBuilder;
import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.device.Selection;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.ScheduledWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.metric.rollup.Rollup;
import io.ispmonitor.metric.rollup.RollupWidth;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Some days of everything that a monitor stores, with names that are hard to store: hours that are
 * compacted and such that are not, days that are rolled up, samples that came late, and some of a
 * clock that was years off.
 */
final class FullHistory {
  static final List<String> DEVICES =
      List.of(
          "tower",
          "O'Reilly\"; drop table monitor_device; --",
          "Südmast \uD83D\uDCE1 \\ %s ${x} \n\t",
          "nul\0 and half \uD83D",
          "x".repeat(700));

  private static final FencingToken TOKEN = new FencingToken("all", 1);
  private static final Layout PING =
      Layout.of(
          Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6),
          Metric.gauge("ping.loss", Unit.RATIO, 1e-3));
  private static final List<String> INSTANCES =
      List.of("ge-0", "\"; --", "é\uD83D\uDE00", "", "1", "2", "3", "i".repeat(600));
  private static final Layout POLL =
      Layout.of(
          INSTANCES.stream()
              .map(each -> new Layout.Column(Metric.gauge("volts", Unit.VOLTS, 0), each))
              .toList());

  /** The midnight that today began with. */
  final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

  /** What a clock said that was off. */
  final Instant longAgo = today.minus(Duration.ofDays(200));

  private final SeriesRegistry registry = new SeriesRegistry();
  private final Random random = new Random(11);
  private final Map<SeriesKey, TreeMap<Instant, Double>> samples = new LinkedHashMap<>();
  private final Map<String, List<Instant>> changes = new LinkedHashMap<>();
  private int alerts;
  private int decisions;

  /** The same, to which may be added without changing this one. */
  FullHistory copy() {
    FullHistory copy = new FullHistory();
    samples.forEach((series, of) -> copy.samples.put(series, new TreeMap<>(of)));
    changes.forEach((device, of) -> copy.changes.put(device, new ArrayList<>(of)));
    copy.alerts = alerts;
    copy.decisions = decisions;
    return copy;
  }

  /** Stores it in a storage without anything. */
  void fill(JdbcStorage storage) throws InterruptedException {
    for (int day = -4; day <= -1; day++) {
      samples(storage, today.plus(Duration.ofDays(day)), 40);
    }
    samples(storage, longAgo, 3);
    events(storage, 30);
    carry(storage);
    storage.upkeep();
    late(storage, today.minus(Duration.ofDays(3)));
    carry(storage);
    storage.upkeep();
    late(storage, today.minus(Duration.ofDays(2)));
    samples(storage, today, 5);
    events(storage, 5);
    carry(storage);
  }

  static void carry(JdbcStorage storage) throws InterruptedException {
    assertTrue(storage.flush(StorageRig.LONG), () -> "not carried: " + storage.status());
  }

  /** What comes when hours were compacted. */
  private void late(JdbcStorage storage, Instant midnight) {
    for (String device : DEVICES) {
      append(storage, device, midnight.plusMillis(1), ping());
    }
  }

  /** Some hours of samples, as many of each device and hour. */
  void samples(JdbcStorage storage, Instant from, int each) {
    for (String device : DEVICES) {
      for (int i = 0; i < each; i++) {
        Instant at = from.plusSeconds(997L * i).plusMillis(100 + random.nextInt(40));
        append(storage, device, at, ping());
        if (i % 5 == 0) {
          append(storage, device, at.plusMillis(50), poll());
        }
      }
    }
  }

  private Readings ping() {
    return random.nextInt(9) == 0
        ? Readings.gaps(PING, Gap.SILENT)
        : Readings.of(PING, random.nextInt(40_000) * 1e-6, 0);
  }

  private Readings poll() {
    return Readings.of(
        POLL, IntStream.range(0, 8).mapToDouble(i -> random.nextGaussian()).toArray());
  }

  private void append(JdbcStorage storage, String device, Instant at, Readings readings) {
    storage
        .metrics()
        .append(
            new SampleBatch(
                registry.block(device, readings.layout()), EpochNanos.of(at), readings));
    Layout layout = readings.layout();
    for (int i = 0; i < layout.size(); i++) {
      Layout.Column column = layout.column(i);
      samples
          .computeIfAbsent(
              SeriesKey.of(device, column.metric().name(), column.instance()),
              any -> new TreeMap<>())
          .put(at, readings.value(i));
    }
  }

  /** Changes of state, alerts and what belongs to them. */
  void events(JdbcStorage storage, int more) {
    for (int i = 0; i < more; i++) {
      String device = DEVICES.get(i % DEVICES.size());
      List<Instant> of = changes.computeIfAbsent(device, any -> new ArrayList<>());
      Instant at = today.minusSeconds(100_000).plusMillis(of.size() * 7L + i % DEVICES.size());
      of.add(at);
      boolean isUp = of.size() % 2 == 0;
      Evidence evidence =
          new Evidence(Evidence.Basis.ANSWERS, "'\0\uD83D", 0, null, null, List.of());
      storage
          .states()
          .append(
              StateChange.of(
                  device,
                  at,
                  isUp ? DeviceState.DOWN : DeviceState.UP,
                  isUp ? DeviceState.UP : DeviceState.DOWN,
                  null,
                  evidence),
              TOKEN);
      AlertBuilder alert =
          Alert.builder(
                  "a-" + alerts++,
                  "key '" + device.substring(0, Math.min(300, device.length())),
                  at)
              .severity(Severity.WARNING);
      storage
          .alerts()
          .put(i % 3 == 0 ? alert.build() : alert.resolved(at.plusSeconds(1), "over").build());
      storage
          .ledger()
          .add(
              new LedgerEntry(
                  at,
                  "a-" + i,
                  "key",
                  "sms",
                  "n-" + decisions++,
                  LedgerEntry.Decision.HELD,
                  "quiet",
                  "it is night \\",
                  ""));
    }
    storage.limits().put(new DeviceLimit("loss", DEVICES.get(1), 0.1, 0.05, null, false));
    storage.limits().put(DeviceLimit.off("volts", DEVICES.get(2)));
    storage.outbox().put(notice("n-1"));
    storage.outbox().put(notice("n-0"));
    storage
        .maintenance()
        .put(
            new ScheduledWindow(
                new MaintenanceWindow(
                    "w-1",
                    Selection.device("tower"),
                    Timing.fixed(today, today.plusSeconds(3_600)),
                    "ana",
                    "new battery"),
                today,
                null));
  }

  private OutboxEntry notice(String id) {
    Notice notice =
        new Notice(
            id,
            "a-0",
            Notice.Kind.PROBLEM,
            Severity.WARNING,
            today,
            new Message("title", List.of(), "text", null),
            List.of(Alert.builder("a-0", "key", today).severity(Severity.WARNING).build()),
            null,
            false);
    return new OutboxEntry("chat", notice, today, 1, true);
  }

  /** All of it is there once, whatever else is. */
  void assertAmong(JdbcStorage storage) {
    samples.forEach(
        (series, expected) -> {
          List<Instant> found =
              storage.metrics().read(series, Instant.parse("1999-01-01T00:00:00Z"), end()).stream()
                  .map(Sample::at)
                  .filter(expected::containsKey)
                  .toList();
          assertEquals(List.copyOf(expected.keySet()), found);
        });
  }

  /** All of it is there, once and in its order. */
  void assertIn(JdbcStorage storage) {
    samples.forEach(
        (series, expected) -> {
          List<Sample> found =
              storage.metrics().read(series, Instant.parse("1999-01-01T00:00:00Z"), end());
          assertEquals(List.copyOf(expected.keySet()), found.stream().map(Sample::at).toList());
          int i = 0;
          for (double value : expected.values()) {
            assertEquals(value, found.get(i++).value(), 1e-6, series::toString);
          }
        });
    assertChangesIn(storage);
  }

  /** No change of state is there twice or out of its order. */
  void assertChangesOnce(JdbcStorage storage) {
    changes.forEach(
        (device, expected) -> {
          List<Instant> found =
              storage.states().read(device, Instant.EPOCH, end()).stream()
                  .map(StateChange::at)
                  .toList();
          assertEquals(expected.stream().filter(found::contains).toList(), found);
          assertTrue(found.size() >= 6, () -> device + ": " + found);
        });
  }

  /** All changes of state are there, once and in their order. */
  void assertChangesIn(JdbcStorage storage) {
    changes.forEach(
        (device, expected) ->
            assertEquals(
                expected,
                storage.states().read(device, Instant.EPOCH, end()).stream()
                    .map(StateChange::at)
                    .toList()));
  }

  private Instant end() {
    return today.plus(Duration.ofDays(1));
  }

  /** All that stands, and what is rolled up, as text. */
  List<String> standing(JdbcStorage storage) {
    List<String> all = new ArrayList<>();
    all.addAll(storage.states().latest().stream().map(Object::toString).sorted().toList());
    all.addAll(storage.alerts().open().stream().map(Object::toString).toList());
    all.addAll(storage.outbox().all().stream().map(Object::toString).toList());
    all.addAll(storage.limits().all().stream().map(Object::toString).sorted().toList());
    all.addAll(storage.maintenance().all().stream().map(Object::toString).toList());
    return all;
  }

  /**
   * Buckets of some series up to today, without those to which samples came that are not compacted:
   * they are told as they were until then.
   */
  List<Rollup> rollups(JdbcStorage storage) {
    List<Rollup> all = new ArrayList<>();
    for (String device : DEVICES) {
      for (RollupWidth width : RollupWidth.values()) {
        all.addAll(
            storage
                .rollups()
                .read(
                    SeriesKey.of(device, "ping.rtt"),
                    Instant.parse("2001-01-01T00:00:00Z"),
                    today,
                    width));
      }
    }
    Instant late = today.minus(Duration.ofDays(2));
    all.removeIf(is -> !is.begin().isAfter(late) && is.end().isAfter(late));
    return all;
  }
}
