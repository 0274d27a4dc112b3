package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.jdbc.support.SmallDisk;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program's own disk is really full. Needs root, to mount a small one. */
@Tag("interop")
@ExtendWith(Postgres.class)
@Timeout(300)
class LocalDiskInteropTest {
  private static final Logger figures = LoggerFactory.getLogger("io.ispmonitor.figures");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final FencingToken TOKEN = new FencingToken("all", 1);
  private static final Layout POLL =
      Layout.of(
          IntStream.range(0, 1_000)
              .mapToObj(i -> new Layout.Column(Metric.gauge("load", Unit.VOLTS, 1e-6), "" + i))
              .toList());
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);

  /** Text that makes a change as long as one is with many links in its evidence. */
  private static final Evidence EVIDENCE =
      new Evidence(Evidence.Basis.ANSWERS, "x".repeat(4_000), 0, null, null, List.of());

  private final PostgresDatabase database;
  private final Path directory;
  private final SeriesRegistry registry = new SeriesRegistry();
  private final List<Instant> changes = new ArrayList<>();
  private final List<Instant> pings = new ArrayList<>();
  private final List<Instant> polls = new ArrayList<>();
  private final Random chance = new Random(5);
  private int count;
  private int refused;
  private long longest;

  LocalDiskInteropTest(PostgresDatabase database, @TempDir Path directory) {
    this.database = database;
    this.directory = directory;
  }

  private interface Append {
    void run();
  }

  /** Only polls, of which nothing is kept for a replay. */
  private void poll(JdbcStorage storage, int times) {
    for (int i = 0; i < times; i++, count++) {
      Instant at = NOON.plusMillis(count);
      Readings readings = Readings.of(POLL, chance.doubles(POLL.size()).toArray());
      SampleBatch poll =
          new SampleBatch(registry.block("tower", POLL), EpochNanos.of(at), readings);
      take(polls, at, () -> storage.metrics().append(poll));
    }
  }

  private void append(JdbcStorage storage, int times) {
    for (int i = 0; i < times; i++, count++) {
      Instant at = NOON.plusMillis(count);
      StateChange change =
          StateChange.of("tower", at, DeviceState.DOWN, DeviceState.UP, null, EVIDENCE);
      take(changes, at, () -> storage.states().append(change, TOKEN));
      Readings readings = Readings.of(RTT, 0.001);
      SampleBatch ping =
          new SampleBatch(registry.block("tower", readings.layout()), EpochNanos.of(at), readings);
      take(pings, at, () -> storage.metrics().append(ping));
    }
  }

  private void take(List<Instant> into, Instant at, Append append) {
    long began = System.nanoTime();
    try {
      append.run();
      into.add(at);
    } catch (StoreRefusedException e) {
      refused++;
      assertTrue(String.valueOf(e.getMessage()).contains("No space left"), e::toString);
    } finally {
      longest = Math.max(longest, System.nanoTime() - began);
    }
  }

  private void assertStored(JdbcStorage storage) {
    Instant end = NOON.plus(Duration.ofHours(1));
    assertEquals(
        changes, storage.states().read("tower", NOON, end).stream().map(StateChange::at).toList());
    assertEquals(pings, times(storage, SeriesKey.of("tower", RTT.name())));
    assertEquals(polls, times(storage, SeriesKey.of("tower", "load", "7")));
  }

  private static List<Instant> times(JdbcStorage storage, SeriesKey series) {
    return storage.metrics().read(series, NOON, NOON.plus(Duration.ofHours(1))).stream()
        .map(Sample::at)
        .toList();
  }

  @AfterEach
  void tell() {
    figures.info(
        "{} taken, {} refused, longest append {} ms",
        changes.size() + pings.size() + polls.size(),
        refused,
        Duration.ofNanos(longest).toMillis());
  }

  private interface Load {
    void on(JdbcStorage storage, int times);
  }

  private void full(SmallDisk disk, StorageRig rig, String spool, Load load) throws Exception {
    JdbcStorage storage = rig.open("one", FaultRig.HASTY);
    load.on(storage, 100);
    rig.settle();
    disk.fill();
    for (int rounds = 0; refused == 0; rounds++) {
      assertTrue(rounds < 500, "all is taken: memory has no bound");
      load.on(storage, 100);
    }
    load.on(storage, 1_000);
    StorageStatus full = storage.status();
    assertEquals(
        refused, full.spools().stream().mapToLong(StorageStatus.SpoolStatus::refused).sum());
    HealthCheck check =
        storage.health().health().stream()
            .filter(is -> is.name().equals(spool))
            .findFirst()
            .orElseThrow();
    assertEquals(HealthStatus.DEGRADED, check.status());
    assertTrue(check.detail().contains("No space left"), check::detail);
    assertTrue(check.detail().contains("found no room"), check::detail);

    disk.makeRoom();
    rig.settle();
    load.on(storage, 100);
    rig.settle();
    assertStored(storage);
    assertTrue(
        longest < Duration.ofSeconds(2).toNanos(), () -> "an append took " + longest + " ns");
    rig.end(storage);
    JdbcStorage after = rig.open("one", FaultRig.HASTY);
    load.on(after, 100);
    rig.settle();
    assertStored(after);
  }

  @Test
  @DisplayName("what was taken while the disk was full is in PostgreSQL when there is room again")
  void postgres() throws Exception {
    try (SmallDisk disk = new SmallDisk(directory.resolve("small"), 200);
        StorageRig rig = StorageRig.postgres(database, disk.path())) {
      full(disk, rig, "spool events", this::append);
      assertEquals(changes.size(), database.number("select count(*) from monitor_state_change"));
    }
  }

  @Test
  @DisplayName("a disk that has room for a part of what waits takes it part by part")
  void tiny() throws Exception {
    try (SmallDisk disk = new SmallDisk(directory.resolve("small"), 24);
        StorageRig rig = StorageRig.postgres(database, disk.path())) {
      full(disk, rig, "spool polls", this::poll);
    }
  }

  @Test
  @DisplayName("what was taken while the disk was full is in SQLite's files on it, too")
  void sqlite() throws Exception {
    try (SmallDisk disk = new SmallDisk(directory.resolve("small"), 400);
        StorageRig rig =
            new StorageRig(
                DatabaseKind.SQLITE,
                new SqliteSource(disk.path().resolve("shared.db")),
                disk.path())) {
      full(disk, rig, "spool events", this::append);
    }
  }
}
