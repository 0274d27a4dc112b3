package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.ScriptedProbe;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs of the demo one after the other, in real time since disks take no other. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class KeepingTest {
  @TempDir private Path directory;

  private final Stage first = new Stage().keeping();
  private final Stage second = new Stage().keeping();

  private int run(Stage stage, String line, String... more) {
    List<String> args = new ArrayList<>(List.of(line.split(" ")));
    args.addAll(List.of("--data", directory.toString()));
    args.addAll(List.of(more));
    return Demo.run(args, stage.inRealTime(() -> null));
  }

  private static String line(Stage stage, String part) {
    List<String> lines = stage.lines(part);
    assertEquals(1, lines.size(), () -> part + " in " + stage.out() + stage.err());
    return lines.get(0);
  }

  @Test
  @DisplayName("a second run finds what the first one has kept in files, and goes on from there")
  void files() {
    assertEquals(0, run(first, "--duration 4s"));
    assertTrue(line(first, "(SQLite): ").endsWith(": nothing of before"), first.out());
    assertTrue(line(first, "  history    kept in ").contains("simulated (SQLite)"), first.out());
    assertEquals(0, run(second, "--duration 4s"));
    String found = line(second, "(SQLite): since ");
    assertTrue(
        found.matches(".* \\d+ changes? of state, 0 outages, (at least )?[\\d,]+ samples .*"),
        found);
    assertFalse(found.contains(" 0 samples"), found);
    assertTrue(line(second, "judging goes on from there: ").contains(" up"), second.out());
  }

  @Test
  @DisplayName("an outage goes on in the next run, is not told again, and its end is told")
  void outage() {
    String targets = "--targets 192.0.2.1,192.0.2.2 --interval 1s --duration 8s";
    first.realProbe.set("192.0.2.2", ScriptedProbe.silent());
    assertEquals(0, run(first, targets));
    line(first, "192.0.2.2 is DOWN: ");
    line(first, "message: CRITICAL: 192.0.2.2 is DOWN");
    assertEquals(0, run(second, targets));
    assertTrue(line(second, "judging goes on from there: ").endsWith("1 up, 1 down"));
    assertEquals(List.of(), second.lines("192.0.2.2 is DOWN"));
    line(second, "192.0.2.2 is UP after ");
    line(second, "message: OK: 192.0.2.2 is UP again");
  }

  @Test
  @DisplayName("another simulated provider with the same directory is none of those of before")
  void otherSeed() {
    assertEquals(0, run(first, "--duration 3s"));
    assertEquals(0, run(second, "--duration 3s --seed 2"));
    assertEquals(1, second.lines("Summary after ").size(), second.out());
    Stage third = new Stage().keeping();
    assertEquals(0, run(third, "--targets 192.0.2.1 --duration 2s"));
    assertTrue(line(third, "(SQLite): ").endsWith(": nothing of before"), "real ones lie apart");
  }

  @Test
  @DisplayName("in PostgreSQL it is found again as well, and files are only on the way there")
  void postgres() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setLocaleConfig("locale", "C")
            .start()) {
      String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
      first.environment.put("PGUSER", "postgres");
      second.environment.put("PGUSER", "postgres");
      assertEquals(0, run(first, "--duration 4s", "--db", url));
      line(first, "database postgres, tables demo_simulated_*: nothing of before");
      assertEquals(0, run(second, "--duration 4s", "--db", url));
      line(second, "database postgres, tables demo_simulated_*: since ");
      assertFalse(Files.exists(directory.resolve("simulated")), "no files of SQLite");
    }
  }

  @Test
  @DisplayName("a database that is away does not stop a run, which says what waits for it")
  void away() {
    first.on(new Terminal(() -> new TerminalSize(132, 50), true, true));
    assertEquals(0, run(first, "--duration 5s --board --db jdbc:postgresql://127.0.0.1:1/none"));
    assertTrue(first.out().contains("what was before cannot be read now: "), first.out());
    line(first, "no board, since what was before cannot be read now: ");
    assertTrue(first.lines("Ctrl-C ends").size() >= 2, "the table is drawn: " + first.out());
    String left = line(first, "  history    ");
    assertTrue(left.matches(".* [\\d,]+ records wait on disk for PostgreSQL at .*"), left);
    assertTrue(left.contains("nobody listens at its address"), left);
  }

  @Test
  @DisplayName("a directory that another run uses is refused with the name of who has it")
  void twice() {
    Options options = CommandLine.parse(List.of("--data", directory.toString()));
    try (Keeping other = Keeping.open(options, Map.of())) {
      assertNotNull(other);
      assertEquals(2, run(second, "--duration 3s"));
      assertTrue(
          second.err().contains("is in use by process " + ProcessHandle.current().pid()),
          second.err());
      assertTrue(second.err().contains("name another directory with --data"), second.err());
    }
  }

  @Test
  @DisplayName("a run that keeps nothing leaves nothing behind")
  void nothing() {
    List<String> args = List.of("--no-data", "--duration", "2s");
    assertEquals(0, Demo.run(args, first.inRealTime(() -> null)));
    assertEquals(List.of(), first.lines("history"));
  }
}
