package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.database.Schema;
import io.ispmonitor.jdbc.database.SchemaException;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.FailureText;
import io.ispmonitor.jdbc.internal.move.Compared;
import io.ispmonitor.jdbc.internal.move.Move;
import io.ispmonitor.jdbc.internal.move.MoveSource;
import io.ispmonitor.jdbc.internal.move.RefusedMoveException;
import io.ispmonitor.jdbc.internal.move.UnknownNumberException;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Moves a history out of files of SQLite into PostgreSQL: samples as they came and compacted,
 * roll-ups, changes of state, alerts and what was decided about them, notices, limits and
 * maintenance windows. In the end both sides are read and compared.
 *
 * <pre>{@code
 * MoveReport report = HistoryMove.of(Path.of("/var/lib/monitor"), dataSource).run();
 * }</pre>
 *
 * <p>It may be ended at any point and run again: it goes on where it was, and nothing is there
 * twice. The tables of the target must be empty when it begins; no monitor may have been started on
 * them. From {@link MoveProgress.Stage#ROLLUPS} on one may be, and the past comes behind it. The
 * source must not be open in a program, and is left as it is, but for what waited in its spools.
 *
 * <p>Not for use by several threads.
 */
public final class HistoryMove {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Path from;
  private final DataSource to;
  private TableNames fromTables = TableNames.usual();
  private TableNames toTables = TableNames.usual();
  private int atOnce = 4_000;
  private TimeSource time = TimeSource.system();
  private MoveProgress.Listener listener = progress -> {};

  private HistoryMove(Path from, DataSource to) {
    this.from = Objects.requireNonNull(from, "from");
    this.to = Objects.requireNonNull(to, "to");
  }

  /**
   * A move to be run.
   *
   * @param from the directory that {@link JdbcStorage#sqlite} was given
   * @param to gives connections to PostgreSQL, two at a time at most; it stays the caller's
   */
  public static HistoryMove of(Path from, DataSource to) {
    return new HistoryMove(from, to);
  }

  /** How tables are called in the source; {@link TableNames#usual} by default. */
  public HistoryMove fromTables(TableNames called) {
    fromTables = Objects.requireNonNull(called, "called");
    return this;
  }

  /**
   * How tables are called in the target; {@link TableNames#usual} by default. They are made where
   * they are not there.
   */
  public HistoryMove toTables(TableNames called) {
    toTables = Objects.requireNonNull(called, "called");
    return this;
  }

  /** Hears how it goes on. */
  public HistoryMove listen(MoveProgress.Listener hears) {
    listener = Objects.requireNonNull(hears, "hears");
    return this;
  }

  /** About so many rows are moved in a transaction. */
  HistoryMove rowsAtOnce(int rows) {
    atOnce = rows;
    return this;
  }

  /** The time to live by; the system's by default. */
  public HistoryMove time(TimeSource source) {
    time = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * Moves what is not moved yet, and compares all of it.
   *
   * @return what both sides come to, which is the same
   * @throws MoveException when it is not, with the differences; when the move is refused; and when
   *     a database failed: then it is run again
   */
  public MoveReport run() throws InterruptedException {
    if (!Files.isRegularFile(from.resolve("monitor.db"))) {
      throw new MoveException(
          "there is no history in %s, since it has no file monitor.db: give the directory that the monitor had"
              .formatted(from),
          null);
    }
    carry();
    try (MoveSource source = MoveSource.open(from, fromTables, LIMIT, time)) {
      Schema.of(DatabaseKind.POSTGRESQL, toTables).upgrade(to);
      return report(new Move(source, target(), time, atOnce, this::tell));
    } catch (IOException e) {
      throw inUse(e);
    } catch (SchemaException e) {
      throw new MoveException(notMoved() + e.getMessage(), e);
    } catch (HistoryException e) {
      throw new MoveException(
          "%sit was not compared: %s; run it again".formatted(notMoved(), e.getMessage()), e);
    } catch (SQLException e) {
      throw new MoveException(
          "%s%s: %s; what was moved stays moved: run it again, and it goes on from there"
              .formatted(notMoved(), OutageCause.of(e).advice(), FailureText.of(e)),
          e);
    }
  }

  private Database target() {
    return new Database(to, DatabaseKind.POSTGRESQL, toTables, LIMIT, new CallTimes(time, LIMIT));
  }

  private String notMoved() {
    return "the history in %s was not moved to tables %s: ".formatted(from, toTables);
  }

  private MoveException inUse(IOException e) {
    return new MoveException(
        "%sno program may have it open meanwhile: %s".formatted(notMoved(), e.getMessage()), e);
  }

  /** What waits in the spools belongs to the history. Nothing is compacted or removed meanwhile. */
  private void carry() throws InterruptedException {
    listener.went(new MoveProgress(MoveProgress.Stage.CARRY, "spools", 0, 1, 0));
    try (JdbcStorage storage = JdbcStorage.sqlite(from).tables(fromTables).withoutUpkeep().open()) {
      if (!storage.flush(LIMIT)) {
        throw new MoveException(
            "%s%d records wait in its spools, and its files did not take them within %s: %s"
                .formatted(
                    notMoved(),
                    storage.status().waiting(),
                    LIMIT,
                    storage.outage().map(Object::toString).orElse("run it again")),
            null);
      }
    } catch (IOException e) {
      throw inUse(e);
    } catch (SchemaException e) {
      throw new MoveException(notMoved() + e.getMessage(), e);
    }
    listener.went(new MoveProgress(MoveProgress.Stage.CARRY, "spools", 1, 1, 0));
  }

  private MoveReport report(Move move) throws SQLException {
    List<Compared> compared;
    try {
      compared = move.run();
    } catch (RefusedMoveException | UnknownNumberException e) {
      throw new MoveException(notMoved() + e.getMessage(), e);
    }
    MoveReport report =
        new MoveReport(
            move.moved(),
            compared.stream()
                .map(is -> new MoveReport.Compared(is.what(), is.source(), is.target()))
                .toList(),
            move.notCompared());
    refuseDifferences(report, move.hasOthers());
    return report;
  }

  private void refuseDifferences(MoveReport report, boolean hasOthers) {
    List<MoveReport.Compared> differences = report.differences();
    if (!differences.isEmpty()) {
      MoveReport.Compared first = differences.get(0);
      throw new MoveException(
          "tables %s do not hold what %s holds: of %d things that were compared %d differ, such as %s: %s there, %s here; %s"
              .formatted(
                  toTables,
                  from,
                  report.compared().size(),
                  differences.size(),
                  first.what(),
                  first.source(),
                  first.target(),
                  hasOthers
                      ? "a monitor has stored there, so drop nothing: keep %s, and move it into other tables to see whether it differs there too"
                          .formatted(from)
                      : "drop the tables and move again"),
          null,
          report);
    }
  }

  private void tell(Move.Stage stage, String what, int done, int of, long rows) {
    MoveProgress.Stage at =
        switch (stage) {
          case EVENTS -> MoveProgress.Stage.EVENTS;
          case ROLLUPS -> MoveProgress.Stage.ROLLUPS;
          case SAMPLES -> MoveProgress.Stage.SAMPLES;
          case PROOF -> MoveProgress.Stage.PROOF;
        };
    listener.went(new MoveProgress(at, what, done, of, rows));
  }

  @Override
  public String toString() {
    return "move of %s to tables %s".formatted(from, toTables);
  }
}
