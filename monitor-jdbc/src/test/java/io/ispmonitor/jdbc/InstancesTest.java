package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.support.KillablePostgres;
import io.ispmonitor.leadership.lease.WhenAway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of which one is in charge, stopped, killed and cut off, over one real PostgreSQL. */
@Timeout(3_600)
class InstancesTest {

  @Test
  @DisplayName("two programs, killed and stopped in turn: never two in charge, and soon one")
  void few(@TempDir Path directory) throws Exception {
    run(directory, 2, 4, WhenAway.KEEP_SENDING);
  }

  @Test
  @Tag("interop")
  @DisplayName("three programs that keep silent rather than tell twice: nobody tells after another")
  void many(@TempDir Path directory) throws Exception {
    String rounds = System.getenv().getOrDefault("INSTANCE_ROUNDS", "20");
    run(directory, 3, Integer.parseInt(rounds), WhenAway.STOP_SENDING);
  }

  private static void run(Path directory, int programs, int rounds, WhenAway policy)
      throws Exception {
    Random chance = new Random(programs);
    try (KillablePostgres server = new KillablePostgres(directory.resolve("server"))) {
      List<InstanceProcess> all = new ArrayList<>();
      List<InstanceProcess> ended = new ArrayList<>();
      try {
        for (int i = 0; i < programs; i++) {
          all.add(InstanceProcess.start("i" + i, 0, server.port(), directory, policy));
        }
        long longest = 0;
        for (int round = 0; round < rounds; round++) {
          InstanceProcess leader = InstanceAudit.leader(all, 0);
          if (chance.nextInt(4) > 0) {
            leader.awaitWork();
          }
          long since = System.nanoTime();
          int what = chance.nextInt(3);
          switch (what) {
            case 0 -> leader.stop();
            case 1 -> leader.line().freeze(true);
            default -> {
              leader.kill();
              ended.add(leader);
              all.remove(leader);
            }
          }
          InstanceProcess next = InstanceAudit.leader(all, leader.highest());
          longest = Math.max(longest, next.firstOf(next.highest()) - since);
          switch (what) {
            case 0 -> leader.goOn();
            case 1 -> leader.line().freeze(false);
            default ->
                all.add(
                    InstanceProcess.start(
                        leader.id(), leader.run() + 1, server.port(), directory, policy));
          }
        }
        Duration gap = Duration.ofNanos(longest);
        assertTrue(gap.compareTo(Duration.ofSeconds(30)) < 0, "nobody was in charge for " + gap);
        System.out.printf(
            "%d rounds, %s: nobody in charge for %d ms at the most%n",
            rounds, policy, gap.toMillis());
      } finally {
        all.forEach(InstanceProcess::kill);
        ended.addAll(all);
      }
      InstanceAudit.assertNeverTwo(ended);
      assertStored(server, directory, ended);
    }
  }

  /** What any of them had reported as safe is there, once, whoever was in charge then. */
  private static void assertStored(
      KillablePostgres server, Path directory, List<InstanceProcess> all) throws Exception {
    for (String id : all.stream().map(InstanceProcess::id).distinct().toList()) {
      try (JdbcStorage storage =
          JdbcStorage.postgresql(server.source(), directory.resolve(id)).open()) {
        assertTrue(storage.flush(Duration.ofSeconds(60)), () -> storage.status().toString());
      }
    }
    try (JdbcStorage storage =
        JdbcStorage.postgresql(server.source(), directory.resolve("reader")).open()) {
      InstanceAudit.assertStored(storage, all);
    }
  }
}
