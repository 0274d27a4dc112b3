package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.support.BreakingSource;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.rollup.Rollup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
@ExtendWith(Postgres.class)
class HistoryMoveTest {
  private static Filled filled;

  private final PostgresDatabase database;
  private final Path directory;
  private final Path files;
  private final FullHistory history;
  private List<String> standing;

  HistoryMoveTest(PostgresDatabase database, @TempDir Path directory) throws IOException {
    this.database = database;
    this.directory = directory;
    this.files = directory.resolve("files");
    this.history = filled.history.copy();
    this.standing = filled.standing;
    copy(filled.files, files);
  }

  /** What all of them move, which is made once. */
  private static final class Filled {
    final FullHistory history = new FullHistory();
    final Path files;
    final List<String> standing;
    final List<Rollup> rollups;

    Filled(Path files) throws Exception {
      this.files = files;
      try (JdbcStorage storage = JdbcStorage.sqlite(files).open()) {
        history.fill(storage);
        standing = history.standing(storage);
        rollups = history.rollups(storage);
        history.assertIn(storage);
      }
    }
  }

  @BeforeAll
  static void fill(@TempDir Path directory) throws Exception {
    filled = new Filled(directory.resolve("filled"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  private HistoryMove move() {
    return HistoryMove.of(files, database.asOwner());
  }

  private JdbcStorage open(TableNames names) throws IOException {
    Duration kept = Duration.ofDays(300);
    return JdbcStorage.postgresql(database.asOwner(), directory.resolve("after"))
        .tables(names)
        .keepSamples(kept)
        .keepRollups(kept, kept)
        .open();
  }

  private void assertMoved(TableNames names) throws IOException {
    try (JdbcStorage storage = open(names)) {
      history.assertIn(storage);
      assertEquals(standing, history.standing(storage));
      assertEquals(filled.rollups, history.rollups(storage));
      storage.upkeep();
      history.assertIn(storage);
    }
  }

  private Map<String, Long> sizes() {
    try (Stream<Path> all = Files.list(files)) {
      Map<String, Long> sizes = new TreeMap<>();
      for (Path file : all.filter(is -> is.toString().endsWith(".db")).toList()) {
        sizes.put(String.valueOf(file.getFileName()), Files.size(file));
      }
      return sizes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("all of it is there afterwards, and a monitor goes on with it")
  void all() throws Exception {
    Map<String, Long> before = sizes();
    List<MoveProgress> heard = new ArrayList<>();
    MoveReport report = move().listen(heard::add).run();
    assertTrue(report.movedRows() > 1_000, report::toString);
    assertEquals(List.of(), report.differences());
    assertTrue(
        report.compared().stream()
            .anyMatch(
                is -> is.what().equals("samples " + history.longAgo.toString().substring(0, 10))));
    assertTrue(report.compared().stream().anyMatch(is -> is.what().startsWith("roll-ups of 1 h")));
    assertEquals(MoveProgress.Stage.CARRY, heard.get(0).stage());
    assertEquals(MoveProgress.Stage.PROOF, heard.get(heard.size() - 1).stage());
    assertTrue(
        database.number("select count(*) from monitor_rolled_day where rolled_at is not null") > 0);
    assertTrue(database.number("select count(*) from monitor_reading") > 0);
    assertTrue(database.number("select count(*) from monitor_chunk") > 0);
    assertEquals(before, sizes());
    assertMoved(TableNames.usual());
  }

  @Test
  @DisplayName("a second run moves nothing, and compares again")
  void twice() throws Exception {
    MoveReport first = move().run();
    long rows = database.number("select count(*) from monitor_chunk");
    MoveReport second = move().run();
    assertEquals(0, second.movedRows());
    assertEquals(first.compared(), second.compared());
    assertEquals(rows, database.number("select count(*) from monitor_chunk"));
  }

  @Test
  @DisplayName("into tables with another prefix in a schema of their own, out of such with one")
  void otherNames() throws Exception {
    Path others = directory.resolve("others");
    FullHistory more = new FullHistory();
    TableNames from = TableNames.usual().withPrefix("old_");
    try (JdbcStorage storage = JdbcStorage.sqlite(others).tables(from).open()) {
      more.fill(storage);
    }
    TableNames to = TableNames.usual().inSchema("network").withPrefix("n_");
    HistoryMove.of(others, database.asOwner()).fromTables(from).toTables(to).run();
    try (JdbcStorage storage = open(to)) {
      more.assertIn(storage);
    }
    assertEquals(
        0, database.number("select count(*) from pg_tables where tablename like 'monitor%'"));
  }

  @Test
  @DisplayName("broken off at some statements and run again, it has everything once")
  void brokenOff() throws Exception {
    brokenOff(2, 120);
  }

  @Test
  @Tag("interop")
  @DisplayName("broken off at many statements and run again, it has everything once")
  void brokenOften() throws Exception {
    brokenOff(10, 25);
  }

  /**
   * Runs it until it comes to its end.
   *
   * @param least so often it must have been broken off before
   * @param more so many calls more may go well in each round
   */
  private void brokenOff(int least, int more) throws Exception {
    Random chance = new Random(5);
    BreakingSource breaking = new BreakingSource(database.asOwner());
    int rounds = 0;
    while (true) {
      breaking.breakAfter(chance.nextInt(30 + more * rounds), chance.nextBoolean());
      try {
        MoveReport report = small(breaking.source()).run();
        assertEquals(List.of(), report.differences());
        break;
      } catch (MoveException e) {
        assertTrue(breaking.isBroken(), e::toString);
        rounds++;
      }
    }
    assertTrue(rounds >= least, "broken off only " + rounds + " times");
    assertMoved(TableNames.usual());
  }

  private HistoryMove small(DataSource target) {
    return HistoryMove.of(files, target).rowsAtOnce(100);
  }

  @Test
  @DisplayName("ended by whoever listens, with every step, it has everything once")
  void endedByListener() throws Exception {
    int most = 0;
    while (true) {
      int[] left = {++most};
      try {
        small(database.asOwner())
            .listen(
                progress -> {
                  if (progress.stage() != MoveProgress.Stage.PROOF && --left[0] < 0) {
                    throw new IllegalStateException("enough");
                  }
                })
            .run();
        break;
      } catch (IllegalStateException e) {
        assertEquals("enough", e.getMessage());
        most += 3;
      }
    }
    assertMoved(TableNames.usual());
  }

  @Test
  @DisplayName(
      "a monitor that is started on the target when what stands is there goes on meanwhile")
  void meanwhile() throws Exception {
    List<JdbcStorage> started = new ArrayList<>();
    FullHistory later = new FullHistory();
    try {
      small(database.asOwner())
          .listen(
              progress -> {
                if (progress.stage() == MoveProgress.Stage.ROLLUPS && started.isEmpty()) {
                  started.add(goOn(later));
                }
                if (progress.stage() == MoveProgress.Stage.SAMPLES) {
                  started.get(0).upkeep();
                }
              })
          .run();
      history.assertAmong(started.get(0));
      later.assertAmong(started.get(0));
    } finally {
      started.forEach(JdbcStorage::close);
    }
    assertEquals(0, move().run().movedRows());
  }

  @Test
  @DisplayName("what a monitor on the target has removed since is told, and is no difference")
  void removedSince() throws Exception {
    MoveReport first = move().run();
    try (JdbcStorage storage = open(TableNames.usual())) {
      new FullHistory().samples(storage, history.today.plus(Duration.ofHours(20)), 4);
      FullHistory.carry(storage);
      Instant keptFrom = history.today.truncatedTo(ChronoUnit.DAYS);
      storage.purge(keptFrom);
    }
    MoveReport again = move().run();
    assertTrue(again.compared().size() < first.compared().size(), () -> "" + again);
    assertTrue(
        again.notCompared().stream()
            .anyMatch(is -> is.startsWith("samples 20") && is.contains("has removed since")),
        () -> "" + again.notCompared());
    assertTrue(
        again.notCompared().stream().anyMatch(is -> is.startsWith("ledger: was")),
        () -> "" + again.notCompared());
  }

  @Test
  @DisplayName(
      "a day that was not rolled up when its samples were removed has no roll-ups to compare")
  void removedUnrolled() throws Exception {
    Path others = directory.resolve("unrolled");
    FullHistory more = new FullHistory();
    Instant yesterday = more.today.minus(Duration.ofDays(1));
    try (JdbcStorage storage = JdbcStorage.sqlite(others).withoutUpkeep().open()) {
      more.samples(storage, yesterday, 5);
      more.samples(storage, more.today, 5);
      FullHistory.carry(storage);
    }
    HistoryMove.of(others, database.asOwner()).run();
    try (JdbcStorage storage =
        JdbcStorage.postgresql(database.asOwner(), directory.resolve("after"))
            .withoutUpkeep()
            .open()) {
      new FullHistory().samples(storage, more.today.plus(Duration.ofHours(20)), 4);
      FullHistory.carry(storage);
      storage.purge(more.today);
    }
    MoveReport again = HistoryMove.of(others, database.asOwner()).run();
    String day = yesterday.toString().substring(0, 10);
    assertTrue(
        again.notCompared().stream()
            .anyMatch(is -> is.startsWith("roll-ups of 1 h of " + day) && is.contains("removed")),
        () -> "" + again.notCompared());
  }

  @Test
  @DisplayName("tables that a monitor has stored in are never told to be dropped")
  void differsBesideMonitor() throws Exception {
    move().run();
    try (JdbcStorage storage = open(TableNames.usual())) {
      new FullHistory().samples(storage, history.today.plus(Duration.ofHours(20)), 4);
      FullHistory.carry(storage);
    }
    database.execute(
        "delete from monitor_chunk where hour = (select max(hour) from monitor_chunk)");
    MoveException differs = assertThrows(MoveException.class, () -> move().run());
    String message = String.valueOf(differs.getMessage());
    assertTrue(message.contains("drop nothing"), message);
  }

  /** Also stores what is later than all that is moved. */
  private JdbcStorage goOn(FullHistory later) {
    try {
      JdbcStorage storage = open(TableNames.usual());
      assertEquals(standing, history.standing(storage));
      later.samples(storage, history.today.plus(Duration.ofHours(20)), 4);
      FullHistory.carry(storage);
      return storage;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("what was changed behind its back is found and named")
  void changed() throws Exception {
    move().run();
    database.execute(
        "update monitor_chunk set data = (select data from monitor_chunk order by length(data) desc limit 1)"
            + " where (series_id, hour) = (select series_id, hour from monitor_chunk order by hour desc, series_id limit 1)");
    MoveException differs = assertThrows(MoveException.class, () -> move().run());
    MoveReport report = differs.report().orElseThrow();
    assertFalse(report.differences().isEmpty());
    assertTrue(
        report.differences().get(0).what().contains("20"), () -> report.differences().toString());
    assertTrue(String.valueOf(differs.getMessage()).contains("differ"), differs::getMessage);
  }

  @Test
  @DisplayName("one text, one number and one row that are not the same are found each")
  void changedEvents() throws Exception {
    move().run();
    for (String[] change :
        new String[][] {
          {
            "ledger",
            "update monitor_ledger set reason = 'x' where id = (select min(id) from monitor_ledger)"
          },
          {"outbox", "update monitor_outbox set attempts = 7"},
          {"alert", "delete from monitor_alert where id = 'a-1'"},
          {
            "state_change",
            "update monitor_state_change set at = at + interval '1 microsecond' where id = -1"
          },
        }) {
      database.execute(change[1]);
      MoveException differs = assertThrows(MoveException.class, () -> move().run());
      assertTrue(
          differs.report().orElseThrow().differences().stream()
              .anyMatch(is -> is.what().equals(change[0])),
          differs::getMessage);
    }
  }

  @Test
  @DisplayName("refused are a source that is in use, or is none, and tables that are")
  void refused() throws Exception {
    try (JdbcStorage open = JdbcStorage.sqlite(files).open()) {
      assertRefused(move(), "in use by process");
      assertTrue(open.status().waiting() >= 0);
    }
    assertRefused(HistoryMove.of(directory.resolve("none"), database.asOwner()), "monitor.db");
    try (JdbcStorage storage = open(TableNames.usual())) {
      history.events(storage, 1);
      FullHistory.carry(storage);
    }
    assertRefused(move(), "monitor_device has rows already");
  }

  private static void assertRefused(HistoryMove move, String why) {
    MoveException refused = assertThrows(MoveException.class, move::run);
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
    assertTrue(refused.report().isEmpty());
  }

  @Test
  @DisplayName("refused is to go on when the source was written to, or a monitor was started early")
  void refusedToGoOn() throws Exception {
    assertThrows(
        IllegalStateException.class,
        () ->
            move()
                .listen(
                    progress -> {
                      if (progress.stage() == MoveProgress.Stage.EVENTS) {
                        throw new IllegalStateException("enough");
                      }
                    })
                .run());
    try (JdbcStorage storage = open(TableNames.usual())) {
      history.events(storage, 1);
      FullHistory.carry(storage);
    }
    assertRefused(move(), "a monitor was started on tables monitor_*");
    try (JdbcStorage storage = JdbcStorage.sqlite(files).open()) {
      history.events(storage, 1);
      FullHistory.carry(storage);
    }
    assertRefused(move(), "was written to since its move");
  }

  @Test
  @DisplayName("what waits in the spools comes too")
  void waiting() throws Exception {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + files.resolve("monitor.db"));
        Statement lock = other.createStatement();
        JdbcStorage storage = JdbcStorage.sqlite(files).open()) {
      lock.execute("begin immediate");
      history.samples(storage, history.today.plus(Duration.ofHours(10)), 3);
      history.events(storage, 2);
      standing = history.standing(storage);
      storage.close();
      assertTrue(storage.status().waiting() > 0, () -> storage.status().toString());
      lock.execute("rollback");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    move().run();
    assertMoved(TableNames.usual());
  }
}
