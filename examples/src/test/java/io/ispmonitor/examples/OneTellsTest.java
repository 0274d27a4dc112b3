package io.ispmonitor.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.lease.WhenAway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two programs in network namespaces over one PostgreSQL, killed, stopped and cut off from it while
 * what they watch comes and goes: everything is told, and nothing twice without saying so.
 */
@Tag("interop")
@Timeout(3_600)
class OneTellsTest {
  private static final int PAGES = 3;
  private static final int ROUNDS =
      Integer.parseInt(System.getenv().getOrDefault("INSTANCE_ROUNDS", "8"));

  @ParameterizedTest(name = "{0}")
  @EnumSource(WhenAway.class)
  void oneTells(WhenAway policy, @TempDir Path directory) throws Exception {
    Random chance = new Random(policy.name().hashCode());
    try (EmbeddedPostgres server = server(directory);
        Watchers watchers = new Watchers(server.getPort(), directory, policy, PAGES)) {
      watchers.start("east");
      watchers.start("west");
      watchers.awaitLeader();
      for (int round = 0; round < ROUNDS; round++) {
        int page = chance.nextInt(PAGES);
        Watcher leader = watchers.awaitLeader();
        int fault = chance.nextInt(4);
        boolean isFaultFirst = chance.nextBoolean();
        if (isFaultFirst) {
          watchers.begin(fault, leader);
        }
        watchers.flip(page);
        TimeUnit.MILLISECONDS.sleep(chance.nextInt(3_000));
        if (!isFaultFirst) {
          watchers.begin(fault, leader);
        }
        watchers.awaitTold(page);
        TimeUnit.MILLISECONDS.sleep(chance.nextInt(3_000));
        watchers.end(fault, leader);
      }
      TimeUnit.SECONDS.sleep(5); // whoever was stopped might still have something to tell
      List<String> unmarked = new ArrayList<>();
      for (int page = 0; page < PAGES; page++) {
        unmarked.addAll(watchers.toldTwice(page));
      }
      assertEquals(List.of(), unmarked, () -> String.join("\n", watchers.said()));
      assertTrue(watchers.terms() > 1, "nobody took over");
    }
  }

  private static EmbeddedPostgres server(Path directory) throws Exception {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofMinutes(1))
        .setDataDirectory(directory.resolve("data"))
        .setLocaleConfig("locale", "C")
        .start();
  }
}
