package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.jdbc.StorageStatus.ReplicaStatus;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.support.Pause;
import io.ispmonitor.jdbc.support.StreamingReplica;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class ReplicaLagTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofHours(1));
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration MOST = Duration.ofSeconds(5);

  @TempDir private Path directory;

  private static StateChange change(int minute) {
    Evidence evidence = new Evidence(Evidence.Basis.ANSWERS, "test", 0, null, null, List.of());
    Instant at = NOON.plusSeconds(60L * minute);
    return StateChange.of("tower", at, DeviceState.UP, DeviceState.DOWN, null, evidence);
  }

  private static void store(JdbcStorage storage, int minute) throws InterruptedException {
    storage.states().append(change(minute), new FencingToken("all", 1));
    assertTrue(storage.flush(LONG), () -> "not carried: " + storage.status());
  }

  private JdbcStorage open(StreamingReplica servers) throws IOException {
    return JdbcStorage.postgresql(servers.primary(), directory.resolve("program"))
        .history(servers.replica(), MOST)
        .open();
  }

  private static void storeSample(JdbcStorage storage) {
    Readings readings = Readings.of(RTT, 0.25);
    SeriesBlock block = new SeriesRegistry().block("tower", readings.layout());
    storage.metrics().append(new SampleBatch(block, EpochNanos.of(NOON), readings));
  }

  private static List<Double> readSamples(JdbcStorage storage) {
    return storage.metrics().read(SeriesKey.of("tower", RTT.name()), NOON, LATER).stream()
        .map(Sample::value)
        .toList();
  }

  private static int read(JdbcStorage storage) {
    return storage.states().read("tower", NOON, LATER).size();
  }

  private static ReplicaStatus replica(JdbcStorage storage) {
    ReplicaStatus is = storage.status().replica();
    assertNotNull(is);
    return is;
  }

  /** Reads until the replica is as it is waited for. */
  private static void await(JdbcStorage storage, Predicate<ReplicaStatus> isSo) throws Exception {
    long until = System.nanoTime() + LONG.toNanos();
    do {
      assertTrue(System.nanoTime() < until, () -> "still " + storage.status().replica());
      Pause.aMoment();
      read(storage);
    } while (!isSo.test(replica(storage)));
  }

  private static HealthCheck health(JdbcStorage storage) {
    return storage.health().health().stream()
        .filter(is -> is.name().equals("history replica"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("a streaming replica that is paused is left at its limit and read again afterwards")
  void paused() throws Exception {
    try (StreamingReplica servers = new StreamingReplica(directory);
        JdbcStorage storage = open(servers)) {
      store(storage, 1);
      await(storage, is -> is.behind() != null && read(storage) == 1);
      long before = replica(storage).fallbacks();

      servers.pause();
      storeSample(storage);
      store(storage, 2);
      assertEquals(List.of(), readSamples(storage));
      assertEquals(1, read(storage), "within the limit the replica is read as it is");
      await(storage, is -> is.trouble() != null);
      assertEquals(2, read(storage));
      assertEquals(List.of(0.25), readSamples(storage), "the primary has it, the replica has not");
      assertTrue(replica(storage).fallbacks() > before);
      assertEquals(HealthStatus.DEGRADED, health(storage).status());
      assertTrue(
          health(storage).detail().matches("it is [0-9.]+ s behind, 5.0 s are allowed, since .*"),
          health(storage).detail());

      servers.resume();
      await(storage, is -> is.trouble() == null);
      assertEquals(2, read(storage));
      assertEquals(HealthStatus.HEALTHY, health(storage).status());
      assertNull(replica(storage).since());

      servers.endReplica();
      assertEquals(2, read(storage));
      assertNotNull(replica(storage).trouble());
      servers.endPrimary();
      HistoryException neither = assertThrows(HistoryException.class, () -> read(storage));
      String said = String.valueOf(neither.getMessage());
      assertTrue(said.contains("the primary:") && said.contains("and the replica cannot"), said);
    }
  }

  @Test
  @DisplayName("a replica that lost its primary looks idle to itself, and is found all the same")
  void lostItsPrimary() throws Exception {
    try (StreamingReplica servers = new StreamingReplica(directory);
        JdbcStorage storage = open(servers)) {
      store(storage, 1);
      await(storage, is -> is.behind() != null);
      servers.cutOff();
      store(storage, 2);
      await(storage, is -> is.trouble() != null);
      assertTrue(servers.hasReplayedAllItReceived(), "by its own account it is not behind");
      assertEquals(2, read(storage));
    }
  }

  @Test
  @DisplayName("a limit that makes no sense, or is for SQLite, is refused")
  void refused() {
    JdbcStorageBuilder sqlite = JdbcStorage.sqlite(directory);
    assertThrows(IllegalStateException.class, () -> sqlite.history(sqlite.database, LONG));
    JdbcStorageBuilder postgres = JdbcStorage.postgresql(sqlite.database, directory);
    IllegalArgumentException short4 =
        assertThrows(
            IllegalArgumentException.class,
            () -> postgres.history(sqlite.database, Duration.ofSeconds(4)));
    assertTrue(String.valueOf(short4.getMessage()).endsWith("was PT4S"), short4.getMessage());
    assertFalse(postgres.history != null, "nothing of it is kept");
  }
}
