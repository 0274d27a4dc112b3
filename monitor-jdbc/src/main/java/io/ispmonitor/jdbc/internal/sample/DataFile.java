package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.sql.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A file of SQLite beside the main one, open for writing. One thread at a time. */
final class DataFile implements AutoCloseable {
  private final Connection connection;

  private DataFile(Connection connection) {
    this.connection = connection;
  }

  /**
   * What there is in files of a kind.
   *
   * @param holds what, as a word for messages
   * @param script makes the tables that are not there
   * @param version rises when the script changes
   */
  record Kind(String holds, String script, int version) {}

  /** Opens a file, which is made when it is not there. */
  static DataFile open(Path path, Kind kind) throws SQLException {
    Connection connection = connect(path);
    try {
      execute(connection, "pragma journal_mode = wal");
      // The main file would otherwise know of a commit that this one has lost with the power.
      execute(connection, "pragma synchronous = full");
      DataFile file = new DataFile(connection);
      file.write(same -> upgrade(same, kind));
      return file;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /** A connection of one's own for reading; the file must be there. */
  static Connection connect(Path path) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath());
    try {
      execute(connection, "pragma busy_timeout = 30000");
      return connection;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  <T> T write(Transactions.Work<T> work) throws SQLException {
    return Transactions.alone(connection, work);
  }

  private static boolean upgrade(Connection connection, Kind kind) throws SQLException {
    int found = version(connection);
    if (found > kind.version()) {
      throw new SQLException(
          "a file of %s is of version %d, and this program knows up to %d: run the newer one"
              .formatted(kind.holds(), found, kind.version()));
    }
    if (found == kind.version()) {
      return false;
    }
    for (String statement : text(kind.script()).split(";\n", 0)) {
      if (!statement.isBlank()) {
        execute(connection, statement);
      }
    }
    execute(connection, "pragma user_version = " + kind.version());
    return true;
  }

  /** Whether there is something to read; a file that was made a moment ago is empty. */
  static boolean isMade(Connection connection) throws SQLException {
    return version(connection) > 0;
  }

  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("pragma user_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static String text(String script) {
    try (InputStream in = DataFile.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("the script " + script + " is not in the module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the script " + script + " cannot be read", e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
