package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.sql.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of SQLite that hold roll-ups, one for each month (UTC), which outlive the files of days
 * that they were made of. Any thread.
 */
public final class MonthFiles implements AutoCloseable {
  private static final DataFile.Kind KIND = new DataFile.Kind("roll-ups", "month.sql", 1);
  private static final String PREFIX = "rollups-";
  private static final String SUFFIX = ".db";
  private static final String NAME = "rollups-\\d{4}-\\d{2}\\.db";

  private final Path directory;
  private final OpenFiles open = new OpenFiles(KIND);

  private MonthFiles(Path directory) {
    this.directory = directory;
  }

  /** The files of a directory, which must be there. */
  public static MonthFiles in(Path directory) {
    return new MonthFiles(directory);
  }

  /** The month that holds a day. */
  static YearMonth month(long day) {
    return YearMonth.from(LocalDate.ofEpochDay(day));
  }

  /** The file of a month; it need not be there. */
  Path path(YearMonth month) {
    return directory.resolve(PREFIX + month + SUFFIX);
  }

  /** The months that have files, in their order. */
  List<YearMonth> months() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(NAME))
          .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
          .map(YearMonth::parse)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory of roll-ups " + directory + " cannot be read", e);
    }
  }

  /** Does what writes into a file, as a whole or not at all. */
  <T> T write(YearMonth month, Transactions.Work<T> work) throws SQLException {
    return open.write(path(month), work);
  }

  /** Reads a month's file; empty when it is not there. */
  Optional<FileReaders.Reader> read(YearMonth month) throws SQLException {
    return open.read(path(month));
  }

  /** Removes the files of months before one; returns how many. */
  int removeBefore(YearMonth month) {
    List<YearMonth> old = months().stream().filter(each -> each.isBefore(month)).toList();
    old.forEach(each -> open.remove(path(each)));
    return old.size();
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
    return "roll-ups in " + directory;
  }
}
