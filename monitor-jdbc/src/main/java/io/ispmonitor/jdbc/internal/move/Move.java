package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.sample.BlockMove;
import io.ispmonitor.time.TimeSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A move from its begin, or from where it ended: first what happened and what stands, then roll-ups
 * and samples, and then the proof. One thread.
 */
public final class Move {
  private static final String BEGUN = "move from";
  private static final String BEGUN_AT = "begun at";
  private static final String EVENTS = "move events";
  private static final List<String> MUST_BE_EMPTY =
      List.of(
          "device",
          "state_change",
          "device_state",
          "maintenance",
          "alert",
          "ledger",
          "outbox",
          "device_limit",
          "reading",
          "chunk",
          "rollup_5min",
          "rollup_hour",
          "progress");

  private final MoveSource source;
  private final Database target;
  private final TimeSource time;
  private final int atOnce;
  private final Heard heard;
  private final MovePositions positions;
  private final List<String> notCompared = new ArrayList<>();
  private boolean hasOthers;
  private long moved;

  /** What a move is at. */
  public enum Stage {
    /** Changes of state, alerts and all that stands. */
    EVENTS,
    /** Roll-ups. */
    ROLLUPS,
    /** Samples. */
    SAMPLES,
    /** Both sides are read. */
    PROOF
  }

  /** Hears how it goes on. */
  public interface Heard {
    /**
     * A part was done.
     *
     * @param what it is
     * @param done how many parts of the stage are done
     * @param of how many there are
     * @param rows how many rows were moved by this run
     */
    void went(Stage stage, String what, int done, int of, long rows);
  }

  /**
   * A move from a source into tables that are there.
   *
   * @param atOnce about so many rows are moved in a transaction
   */
  public Move(MoveSource source, Database target, TimeSource time, int atOnce, Heard heard)
      throws SQLException {
    this.source = source;
    this.target = target;
    this.time = time;
    this.atOnce = atOnce;
    this.heard = heard;
    this.positions = MovePositions.read(target, source.id());
  }

  /** What was not compared, and why. */
  public List<String> notCompared() {
    return List.copyOf(notCompared);
  }

  /** Whether a monitor was on the target when both sides were compared last. */
  public boolean hasOthers() {
    return hasOthers;
  }

  /** How many rows were moved by this run. */
  public long moved() {
    return moved;
  }

  /**
   * Goes on to the end.
   *
   * @return what both sides come to
   * @throws RefusedMoveException when it cannot be begun, or cannot go on
   */
  public List<Compared> run() throws SQLException, RefusedMoveException {
    begin();
    SourceNumbers numbers = SourceNumbers.settle(source.database(), target);
    List<Compared> proved = events(numbers);
    if (!Compared.areEqual(proved)) {
      return proved;
    }
    blocks(numbers);
    return proof();
  }

  private void begin() throws SQLException, RefusedMoveException {
    long now = source.fingerprint();
    if (positions.isEmpty()) {
      String used = target.write("move", connection -> beginIn(connection, now));
      if (!used.isEmpty()) {
        throw new RefusedMoveException(
            "table %s has rows already, and a history is moved into empty tables only: give other ones (another prefix or schema), or, when a monitor was started on these, move before it is"
                .formatted(target.table(used)));
      }
    } else if (positions.of(BEGUN) != now) {
      throw new RefusedMoveException(
          "%s was written to since its move to %s began: drop those tables and move it from the begin"
              .formatted(source, target));
    }
  }

  /** Returns the table that has something; empty when it has begun. */
  private String beginIn(Connection connection, long fingerprint) throws SQLException {
    for (String table : MUST_BE_EMPTY) {
      String sql = "select exists (select 1 from %s)".formatted(target.table(table));
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        if (rows.next() && rows.getBoolean(1)) {
          return table;
        }
      }
    }
    positions.advance(connection, BEGUN_AT, time.instant().getEpochSecond());
    positions.advance(connection, BEGUN, fingerprint);
    return "";
  }

  /** Returns what was compared; nothing when it was done by an earlier run. */
  private List<Compared> events(SourceNumbers numbers) throws SQLException, RefusedMoveException {
    if (positions.of(EVENTS) > 0) {
      return List.of();
    }
    if (positions.hasOthers()) {
      throw new RefusedMoveException(
          "a monitor was started on %s before all that stands was moved there from %s: end it, drop those tables and move again"
              .formatted(target, source));
    }
    int done = 0;
    for (MovedTable table : MovedTable.ALL) {
      moved += new TableMove(source.database(), target, table, positions, numbers, atOnce).run();
      heard.went(Stage.EVENTS, table.name(), ++done, MovedTable.ALL.size(), moved);
    }
    List<Compared> proved = tables();
    if (Compared.areEqual(proved)) {
      target.write(
          "move",
          connection -> {
            positions.advance(connection, EVENTS, 1);
            return true;
          });
    }
    return proved;
  }

  private void blocks(SourceNumbers numbers) throws SQLException {
    blockMove(numbers, Stage.ROLLUPS).rollups();
    blockMove(numbers, Stage.SAMPLES).samples();
  }

  private BlockMove blockMove(SourceNumbers numbers, Stage stage) throws SQLException {
    return new BlockMove(
        target,
        source.directory(),
        source.id(),
        time,
        positions,
        numbers,
        atOnce,
        (file, done, of, rows) -> {
          moved += rows;
          heard.went(stage, file, done, of, moved);
        });
  }

  /** What stands is compared as long as no monitor changes it in the target. */
  private List<Compared> proof() throws SQLException {
    hasOthers = positions.hasOthers();
    List<Compared> all = new ArrayList<>();
    if (hasOthers) {
      MovedTable.ALL.forEach(
          table -> notCompared.add(table.name() + ": was, before a monitor was on the target"));
    } else {
      all.addAll(tables());
    }
    try (SampleProof samples =
        new SampleProof(
            source.database(),
            source.directory(),
            target,
            time,
            hasOthers ? begunNanos() : Long.MAX_VALUE,
            (what, done, of) -> heard.went(Stage.PROOF, what, done, of, moved))) {
      all.addAll(samples.compare());
      notCompared.addAll(samples.notCompared());
    }
    return all;
  }

  /** What a monitor stores is later than when its tables were still empty. */
  private long begunNanos() {
    long seconds = positions.of(BEGUN_AT);
    return seconds == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds);
  }

  private List<Compared> tables() throws SQLException {
    List<Compared> all = new ArrayList<>();
    for (MovedTable table : MovedTable.ALL) {
      all.add(new TableProof(table).compare(source.database(), target));
    }
    return all;
  }
}
