package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.spool.Disk;
import io.ispmonitor.jdbc.internal.spool.PrivateDirectory;
import io.ispmonitor.jdbc.internal.sql.Transactions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Copies the files of SQLite while they are written to, each as of one moment. Days come first,
 * then months, which a mark in a day's file speaks of, and the main file last, which knows all
 * numbers that the others use. In its copy the spools of samples stand where they stood before the
 * first day was copied, so that what was carried since can be carried again: a day's file knows
 * what it has. Any thread.
 */
public final class FileBackup {
  private final DataSource main;
  private final String progress;
  private final DayFiles days;
  private final MonthFiles months;

  /** Of the main file and those beside it. */
  public FileBackup(DataSource main, TableNames names, DayFiles days, MonthFiles months) {
    this.main = main;
    this.progress = names.of("progress");
    this.days = days;
    this.months = months;
  }

  private record Position(String writer, String spool, long position) {}

  /**
   * Copies all files into a directory that is not there yet; when it is there, all of them are in
   * it, and on the disk.
   */
  public void copy(Path into) throws IOException, SQLException {
    Path part = into.resolveSibling(into.getFileName() + ".part");
    for (Path there : List.of(into, part)) {
      if (Files.exists(there)) {
        throw new FileAlreadyExistsException(
            "%s is there already, and a backup is made into a directory of its own: remove it, or give another name"
                .formatted(there));
      }
    }
    PrivateDirectory.make(part);
    try {
      copyInto(part);
      Files.move(part, into, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | SQLException | RuntimeException | Error e) {
      remove(part, e);
      throw e;
    }
    Path parent = into.toAbsolutePath().getParent();
    if (parent != null) {
      Disk.real().forceDirectory(parent);
    }
  }

  /** What was copied of a backup that failed is of no use, and takes as much room as a history. */
  private static void remove(Path part, Throwable because) {
    try (Stream<Path> files = Files.list(part)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(part);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private void copyInto(Path part) throws IOException, SQLException {
    List<Position> before = positions();
    copyBeside(part);
    Path copy = part.resolve("monitor.db");
    try (Connection connection = main.getConnection()) {
      copy(connection, copy);
    }
    setBack(copy, before);
    force(part);
  }

  private void copyBeside(Path part) throws SQLException {
    List<Path> files = new ArrayList<>();
    files.add(days.others());
    days.days().forEach(day -> files.add(days.path(day)));
    for (Path file : files) {
      copy(file, part);
    }
    for (var month : months.months()) { // asked for now: a day may have made one
      copy(months.path(month), part);
    }
  }

  /** One that is too old may have gone meanwhile. */
  private static void copy(Path file, Path part) throws SQLException {
    if (Files.exists(file)) {
      try (Connection connection = DataFile.connect(file)) {
        copy(connection, part.resolve(file.getFileName()));
      }
    }
  }

  private static void copy(Connection connection, Path to) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("vacuum into ?")) {
      statement.setString(1, to.toAbsolutePath().toString());
      statement.executeUpdate();
    }
  }

  private List<Position> positions() throws SQLException {
    List<Position> found = new ArrayList<>();
    String sql =
        "select writer, spool, position from %s where spool in ('polls', 'pings')"
            .formatted(progress);
    try (Connection connection = main.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(new Position(rows.getString(1), rows.getString(2), rows.getLong(3)));
      }
    }
    return found;
  }

  private void setBack(Path copy, List<Position> before) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
      Transactions.alone(
          connection,
          same -> {
            String delete = "delete from %s where spool in ('polls', 'pings')".formatted(progress);
            try (PreparedStatement statement = same.prepareStatement(delete)) {
              statement.executeUpdate();
            }
            String insert =
                "insert into %s (writer, spool, position) values (?, ?, ?)".formatted(progress);
            try (PreparedStatement statement = same.prepareStatement(insert)) {
              for (Position one : before) {
                statement.setString(1, one.writer());
                statement.setString(2, one.spool());
                statement.setLong(3, one.position());
                statement.executeUpdate();
              }
            }
            return true;
          });
    }
  }

  /** SQLite forces nothing of what it copies. */
  private static void force(Path part) throws IOException {
    try (Stream<Path> files = Files.list(part)) {
      for (Path file : files.toList()) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
    Disk.real().forceDirectory(part);
  }
}
