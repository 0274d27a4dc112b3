package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.lease.WhenAway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs on one machine of which one is in charge, by a lock, over one history in SQLite. */
@Timeout(600)
class InstancesOnFilesTest {
  private static final int ROUNDS = 3;

  @Test
  @DisplayName("killed in turn: never two in charge, soon one, and all that was safe is there")
  void killed(@TempDir Path directory) throws Exception {
    List<InstanceProcess> all = new ArrayList<>(List.of(start("a", 0, directory)));
    List<InstanceProcess> ended = new ArrayList<>();
    try {
      InstanceProcess leader = InstanceAudit.leader(all, 0);
      all.add(start("b", 0, directory));
      for (int round = 0; round < ROUNDS; round++) {
        leader.awaitWork();
        stopFor(leader, all);
        long since = System.nanoTime();
        leader.kill();
        ended.add(leader);
        all.remove(leader);
        InstanceProcess next = InstanceAudit.leader(all, leader.highest());
        Duration gap = Duration.ofNanos(next.firstOf(next.highest()) - since);
        assertTrue(gap.compareTo(Duration.ofSeconds(30)) < 0, "nobody was in charge for " + gap);
        all.add(start(leader.id(), leader.run() + 1, directory));
        leader = next;
      }
      leader.awaitWork();
    } finally {
      all.forEach(InstanceProcess::kill);
      ended.addAll(all);
    }
    InstanceAudit.assertNeverTwo(ended);
    try (JdbcStorage storage = JdbcStorage.sqlite(directory.resolve("history")).open()) {
      assertTrue(storage.flush(Duration.ofSeconds(60)), () -> storage.status().toString());
      InstanceAudit.assertStored(storage, ended);
    }
  }

  /** One that is stopped keeps the lock, as it keeps the files, and goes on afterwards. */
  private static void stopFor(InstanceProcess leader, List<InstanceProcess> all) throws Exception {
    long token = leader.highest();
    leader.stop();
    TimeUnit.SECONDS.sleep(4); // longer than a lease
    leader.goOn();
    assertSame(leader, InstanceAudit.leader(all, token - 1));
    assertEquals(token, all.stream().mapToLong(InstanceProcess::highest).max().orElseThrow());
  }

  private static InstanceProcess start(String id, int run, Path directory) throws Exception {
    return InstanceProcess.start(id, run, 0, directory, WhenAway.KEEP_SENDING);
  }
}
