package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.support.KillablePostgres;
import io.ispmonitor.jdbc.support.Pause;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.EpochNanos;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed while it stores, and started again, again and again. */
@Timeout(900)
class StorageKillTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);

  @Test
  @DisplayName("a program killed twice has in PostgreSQL what it had reported as safe, and once")
  void twice(@TempDir Path directory) throws Exception {
    killed(directory, 2);
  }

  @Test
  @Tag("interop")
  @DisplayName("a program killed twenty times has in PostgreSQL what it had reported, and once")
  void often(@TempDir Path directory) throws Exception {
    killed(directory, 20);
  }

  private static void killed(Path directory, int rounds) throws Exception {
    Random chance = new Random(3);
    try (KillablePostgres server = new KillablePostgres(directory)) {
      List<int[]> reported = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        reported.add(reported(server.port(), directory, round, 200 + chance.nextInt(2_000)));
      }
      try (JdbcStorage storage =
          JdbcStorage.postgresql(server.source(), directory.resolve("waiting")).open()) {
        assertTrue(storage.flush(Duration.ofSeconds(60)), () -> storage.status().toString());
        for (int round = 0; round < rounds; round++) {
          assertStored(storage, round, reported.get(round));
        }
      }
    }
  }

  /** All from the first on, without a gap, none twice, and no fewer than were reported. */
  private static void assertStored(JdbcStorage storage, int round, int[] reported) {
    String device = "round-" + round;
    Instant end = NOON.plus(Duration.ofHours(1));
    assertWhole(
        storage.states().read(device, NOON, end).stream().map(StateChange::at).toList(),
        reported[0],
        "states of " + device);
    assertWhole(
        storage.metrics().read(SeriesKey.of(device, RTT.name()), NOON, end).stream()
            .map(Sample::at)
            .toList(),
        reported[1],
        "samples of " + device);
  }

  private static void assertWhole(List<Instant> times, int reported, String what) {
    for (int i = 0; i < times.size(); i++) {
      assertEquals(NOON.plusMillis(i), times.get(i), what);
    }
    assertTrue(
        times.size() > reported, what + ": reported " + reported + ", found " + times.size());
  }

  /**
   * Runs a program until so many samples are safe, and kills it; what it said last of each sort.
   */
  private static int[] reported(int port, Path directory, int round, int atLeast) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                Integer.toString(port),
                directory.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int[] last = {-1, -1};
    try (BufferedReader said = child.inputReader(StandardCharsets.US_ASCII)) {
      while (last[1] < atLeast) {
        String line = said.readLine();
        assertNotNull(line, "the process ended by itself");
        int space = line.indexOf(' ');
        last[Integer.parseInt(line.substring(0, space))] =
            Integer.parseInt(line.substring(space + 1));
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    return last;
  }

  /** What is killed. */
  static final class Child {
    private static final FencingToken TOKEN = new FencingToken("all", 1);
    private static final Evidence EVIDENCE =
        new Evidence(Evidence.Basis.ANSWERS, "load", 0, null, null, List.of());

    private Child() {}

    /** Stores changes and samples, and says which are safe, until it is killed. */
    public static void main(String[] args) throws IOException {
      String device = "round-" + args[2];
      JdbcStorage storage =
          JdbcStorage.postgresql(
                  KillablePostgres.source(Integer.parseInt(args[0])),
                  Path.of(args[1]).resolve("waiting"))
              .gatherPings(Duration.ofSeconds(1))
              .open();
      SeriesRegistry registry = new SeriesRegistry();
      Safe states = new Safe(0);
      Safe samples = new Safe(1);
      for (int i = 0; ; i++) {
        Instant at = NOON.plusMillis(i);
        StateChange change =
            StateChange.of(device, at, DeviceState.DOWN, DeviceState.UP, null, EVIDENCE);
        states.appended(surely(() -> storage.states().append(change, TOKEN)));
        Readings readings = Readings.of(RTT, i * 1e-6);
        SampleBatch batch =
            new SampleBatch(registry.block(device, readings.layout()), EpochNanos.of(at), readings);
        samples.appended(surely(() -> storage.metrics().append(batch)));
        states.tell(storage.states().acceptedThrough());
        samples.tell(storage.metrics().acceptedThrough());
      }
    }

    private static long surely(LongSupplier append) {
      while (true) {
        try {
          return append.getAsLong();
        } catch (StoreRefusedException e) {
          Pause.aMoment();
        }
      }
    }
  }

  /** Which of what was appended is safe. */
  private static final class Safe {
    private final int sort;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private int safe = -1;

    Safe(int sort) {
      this.sort = sort;
    }

    void appended(long position) {
      waiting.add(position);
    }

    void tell(long acceptedThrough) {
      int before = safe;
      while (!waiting.isEmpty() && waiting.element() <= acceptedThrough) {
        waiting.remove();
        safe++;
      }
      if (safe > before) {
        System.out.println(sort + " " + safe);
      }
    }
  }
}
