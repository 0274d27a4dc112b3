package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.sql.Transactions;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of SQLite that hold samples, one for each day (UTC). Days far from the present share
 * one file, so that no clock that steps makes thousands. A few that are written to stay open. Any
 * thread.
 */
public final class DayFiles implements AutoCloseable {
  private static final int MOST_FILES = 1_000;
  private static final int MOST_BEFORE = 100;
  private static final int MOST_AFTER = 1;
  private static final String PREFIX = "samples-";
  private static final String SUFFIX = ".db";

  private final Path directory;
  private final TimeSource time;
  private final OpenFiles open = new OpenFiles(DayFile.KIND);

  private DayFiles(Path directory, TimeSource time) {
    this.directory = directory;
    this.time = time;
  }

  /** The files of a directory, which must be there. */
  public static DayFiles in(Path directory, TimeSource time) {
    return new DayFiles(directory, time);
  }

  /** The file that samples of a day are to be written to. */
  Path toWrite(long day) {
    Path own = path(day);
    if (Files.exists(own)) {
      return own;
    }
    long today = SampleTimes.day(SampleTimes.hour(time.instant()));
    boolean isNear = day >= today - MOST_BEFORE && day <= today + MOST_AFTER;
    return isNear && days().size() < MOST_FILES ? own : others();
  }

  /** The file for all days that have none of their own; it need not be there. */
  Path others() {
    return directory.resolve(PREFIX + "other" + SUFFIX);
  }

  /** The file of a day; it need not be there. */
  Path path(long day) {
    return directory.resolve(PREFIX + LocalDate.ofEpochDay(day) + SUFFIX);
  }

  /** The days that have files, in their order. */
  List<Long> days() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(DayFiles::day).filter(day -> day != NO_DAY).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory of samples " + directory + " cannot be read", e);
    }
  }

  private static final long NO_DAY = Long.MIN_VALUE;

  /** The day of a file; the lowest number for another one. */
  static long day(Path file) {
    String name = file.getFileName().toString();
    if (!name.matches("samples-\\d{4}-\\d{2}-\\d{2}\\.db")) {
      return NO_DAY;
    }
    return LocalDate.parse(name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
        .toEpochDay();
  }

  /** Does what writes into a file, as a whole or not at all. */
  <T> T write(Path path, Transactions.Work<T> work) throws SQLException {
    return open.write(path, work);
  }

  /** Reads a file; empty when it is not there. */
  Optional<FileReaders.Reader> read(Path path) throws SQLException {
    return open.read(path);
  }

  /** Removes the files of days before one; returns how many. */
  int removeBefore(long day) {
    int gone = 0;
    for (long old : days()) {
      if (old < day) {
        open.remove(path(old));
        gone++;
      }
    }
    return gone;
  }

  int open() {
    return open.size();
  }

  /** Closes what is open; it is opened again when it is needed. */
  void forget() {
    open.forget();
  }

  /** Closes what is open; nothing is written any more, and what is read is not kept open. */
  @Override
  public void close() {
    open.close();
  }

  @Override
  public String toString() {
    return "samples in " + directory;
  }
}
