package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.sql.Transactions;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of SQLite that hold samples, one for each day (UTC). Days far from the present share
 * one file, so that no clock that steps makes thousands. A few that are written to stay open. Any
 * thread.
 */
public final class DayFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DayFiles.class);
  private static final int MOST_OPEN = 3;
  private static final int MOST_FILES = 1_000;
  private static final int MOST_BEFORE = 100;
  private static final int MOST_AFTER = 1;
  private static final String PREFIX = "samples-";
  private static final String SUFFIX = ".db";

  private final Path directory;
  private final TimeSource time;
  private final Map<Path, DayFile> open = new LinkedHashMap<>(8, 0.75f, true);
  private boolean isClosed;

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

  private static long day(Path file) {
    String name = file.getFileName().toString();
    if (!name.matches("samples-\\d{4}-\\d{2}-\\d{2}\\.db")) {
      return NO_DAY;
    }
    return LocalDate.parse(name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
        .toEpochDay();
  }

  /** Does what writes into a file, as a whole or not at all. */
  synchronized <T> T write(Path path, Transactions.Work<T> work) throws SQLException {
    if (isClosed) {
      throw new SQLException("the files of samples are closed; " + path + " is not written to");
    }
    DayFile file = open.get(path);
    if (file == null) {
      file = DayFile.open(path);
      open.put(path, file);
      closeOldest();
    }
    return file.write(work);
  }

  private void closeOldest() {
    if (open.size() > MOST_OPEN) {
      Map.Entry<Path, DayFile> oldest = open.entrySet().iterator().next();
      open.remove(oldest.getKey());
      close(oldest.getKey(), oldest.getValue());
    }
  }

  /** Removes the files of days before one; returns how many. */
  synchronized int removeBefore(long day) {
    int gone = 0;
    for (long old : days()) {
      if (old < day) {
        remove(path(old));
        gone++;
      }
    }
    return gone;
  }

  /** With what SQLite keeps beside it. */
  private void remove(Path file) {
    DayFile one = open.remove(file);
    if (one != null) {
      close(file, one);
    }
    try {
      for (String beside : new String[] {"-wal", "-shm", ""}) {
        Files.deleteIfExists(Path.of(file + beside));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file of samples " + file + " cannot be removed", e);
    }
  }

  synchronized int open() {
    return open.size();
  }

  /** Closes what is open; it is opened again when it is needed. */
  synchronized void forget() {
    open.forEach(DayFiles::close);
    open.clear();
  }

  /** Closes what is open; nothing is written any more. */
  @Override
  public synchronized void close() {
    isClosed = true;
    forget();
  }

  private static void close(Path path, DayFile file) {
    try {
      file.close();
    } catch (SQLException e) {
      log.warn("STORE_CLOSE_FAILED the file of samples {} could not be closed", path, e);
    }
  }

  @Override
  public String toString() {
    return "samples in " + directory;
  }
}
