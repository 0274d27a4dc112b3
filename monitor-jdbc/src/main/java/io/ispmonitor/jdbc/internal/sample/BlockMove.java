package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.time.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Moves the files of SQLite that hold samples and roll-ups into PostgreSQL: blocks stay as they
 * are, and numbers are those of the target. What is moved and how far it came is committed
 * together, so it goes on where it ended, and nothing comes twice. Roll-ups come first, so that a
 * day can be marked as soon as its samples are there. One thread.
 */
public final class BlockMove {
  private final Database target;
  private final Path directory;
  private final Positions positions;
  private final Numbers numbers;
  private final int atOnce;
  private final Heard heard;
  private final DayFiles days;
  private final MonthFiles months;
  private final DayHold hold;
  private final RoomInPostgres room;

  /** How far each part came, kept in the target. */
  public interface Positions {
    /** The last number of a part that is moved; 0 for none. */
    long of(String part);

    /** Notes another one, in the transaction that moves what leads there. */
    void advance(Connection connection, String part, long to) throws SQLException;
  }

  /** What the target calls what the source calls by a number. */
  public interface Numbers {
    /** A device. */
    int device(int number);

    /** A layout. */
    int layout(int number);

    /** A series. */
    int series(int number);
  }

  /** Hears how it goes on. */
  public interface Heard {
    /**
     * Some rows were moved.
     *
     * @param file that is moved
     * @param done how many files are moved
     * @param of how many there are
     * @param rows that were just moved
     */
    void moved(String file, int done, int of, long rows);
  }

  /**
   * A move to be begun or gone on with.
   *
   * @param directory of the files, which nobody writes to
   * @param id of the move
   * @param atOnce about so many rows are moved in a transaction
   */
  public BlockMove(
      Database target,
      Path directory,
      UUID id,
      TimeSource time,
      Positions positions,
      Numbers numbers,
      int atOnce,
      Heard heard) {
    this.target = target;
    this.directory = directory;
    this.positions = positions;
    this.numbers = numbers;
    this.atOnce = atOnce;
    this.heard = heard;
    this.days = DayFiles.in(directory, time);
    this.months = MonthFiles.in(directory);
    this.hold = new DayHold(target, id);
    this.room = new RoomInPostgres(target, time);
  }

  /** Moves roll-ups. */
  public void rollups() throws SQLException {
    List<YearMonth> all = months.months();
    for (int i = 0; i < all.size(); i++) {
      rollups(months.path(all.get(i)), i, all.size());
      heard.moved(name(months.path(all.get(i))), i + 1, all.size(), 0);
    }
  }

  private void rollups(Path file, int done, int of) throws SQLException {
    for (Partitioned table : List.of(Partitioned.ROLLUP_5MIN, Partitioned.ROLLUP_HOUR)) {
      String part = part(table.table(), file);
      SourceChunks.each(
          file,
          table,
          positions.of(part),
          atOnce,
          rows -> {
            room.make(table, rows);
            target.write(
                "move",
                connection -> {
                  room.put(connection, table, rows, numbers);
                  positions.advance(connection, part, last(rows));
                  return true;
                });
            heard.moved(name(file), done, of, rows.size());
          });
    }
    markWithoutSamples(file);
  }

  /** Days of which the samples are gone are rolled up for good. */
  private void markWithoutSamples(Path month) throws SQLException {
    String part = part("marks", month);
    if (positions.of(part) > 0) {
      return;
    }
    List<Long> gone = new ArrayList<>();
    for (long day : SourceChunks.days(month, Partitioned.ROLLUP_HOUR)) {
      if (!Files.exists(days.path(day))) {
        gone.add(day);
      }
    }
    target.write(
        "move",
        connection -> {
          for (long day : gone) {
            hold.mark(connection, day);
          }
          positions.advance(connection, part, 1);
          return true;
        });
  }

  /** Moves samples: what lies beside the days first, since it takes no mark with it. */
  public void samples() throws SQLException {
    List<Path> all = new ArrayList<>();
    if (Files.exists(days.others())) {
      all.add(days.others());
    }
    days.days().forEach(day -> all.add(days.path(day)));
    for (int i = 0; i < all.size(); i++) {
      Path file = all.get(i);
      if (positions.of(part("samples", file)) == 0) {
        readings(file, i, all.size());
        chunks(file, i, all.size());
        settle(file);
      }
      heard.moved(name(file), i + 1, all.size(), 0);
    }
  }

  private void readings(Path file, int done, int of) throws SQLException {
    String part = part("reading", file);
    SourceReadings.each(
        file,
        positions.of(part),
        atOnce,
        numbers,
        (rows, last) -> {
          room.makeForReadings(rows);
          target.write(
              "move",
              connection -> {
                room.put(connection, rows);
                positions.advance(connection, part, last);
                return true;
              });
          heard.moved(name(file), done, of, rows.size());
        });
  }

  private void chunks(Path file, int done, int of) throws SQLException {
    String part = part("chunk", file);
    SourceChunks.each(
        file,
        Partitioned.CHUNK,
        positions.of(part),
        atOnce,
        rows -> {
          room.make(Partitioned.CHUNK, rows);
          boolean isBegun = positions.of(part) > 0;
          target.write(
              "move",
              connection -> {
                hold.take(connection, rows, isBegun);
                room.put(connection, Partitioned.CHUNK, rows, numbers);
                positions.advance(connection, part, last(rows));
                return true;
              });
          heard.moved(name(file), done, of, rows.size());
        });
  }

  /** The file is moved; days are marked as they were. */
  private void settle(Path file) throws SQLException {
    List<Long> inFile = SourceChunks.days(file, Partitioned.CHUNK);
    boolean isMoved = positions.of(part("chunk", file)) > 0;
    long own = file.equals(days.others()) ? Long.MIN_VALUE : DayFiles.day(file);
    boolean isMarked = own != Long.MIN_VALUE && SourceMarks.isRight(file, own);
    target.write(
        "move",
        connection -> {
          for (long day : inFile) {
            hold.settle(connection, day, isMarked && day == own);
          }
          if (isMarked && !isMoved) {
            hold.mark(connection, own);
          }
          positions.advance(connection, part("samples", file), 1);
          return true;
        });
  }

  private static long last(List<StoredChunk> rows) {
    return rows.get(rows.size() - 1).series;
  }

  private static String part(String what, Path file) {
    return "move " + what + " " + name(file);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public String toString() {
    return "move of the samples in " + directory;
  }
}
