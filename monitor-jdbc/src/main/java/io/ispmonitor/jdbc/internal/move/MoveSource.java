package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.database.TableNames;
import io.ispmonitor.jdbc.internal.carry.CallTimes;
import io.ispmonitor.jdbc.internal.carry.Database;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.jdbc.internal.spool.DirectoryLock;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.time.TimeSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The files a history is moved from, which no program has open meanwhile. */
public final class MoveSource implements Closeable {
  private static final List<String> SPOOLS = List.of("events", "polls", "pings");

  private final Path directory;
  private final Database database;
  private final List<DirectoryLock> locks;

  private MoveSource(Path directory, Database database, List<DirectoryLock> locks) {
    this.directory = directory;
    this.database = database;
    this.locks = locks;
  }

  /**
   * Takes the directories of the spools, as a monitor would.
   *
   * @throws IOException when a program has them
   */
  public static MoveSource open(Path directory, TableNames names, Duration limit, TimeSource time)
      throws IOException {
    List<DirectoryLock> locks = new ArrayList<>();
    Database database =
        new Database(
            new SqliteSource(directory.resolve("monitor.db")),
            DatabaseKind.SQLITE,
            names,
            limit,
            new CallTimes(time, limit));
    MoveSource source = new MoveSource(directory, database, locks);
    try {
      for (String spool : SPOOLS) {
        locks.add(DirectoryLock.of(directory.resolve(spool)));
      }
      return source;
    } catch (IOException | RuntimeException | Error e) {
      source.close();
      throw e;
    }
  }

  /** The main file. */
  Database database() {
    return database;
  }

  /** Where the files are. */
  Path directory() {
    return directory;
  }

  /** What the move is known by in the target: the same for as long as the files are. */
  UUID id() throws SQLException {
    String text =
        "move " + texts("select distinct writer from %s where spool = 'events' order by 1");
    String since = texts("select applied_at from %s where version = 1", "version");
    return UUID.nameUUIDFromBytes((text + since).getBytes(StandardCharsets.UTF_8));
  }

  /** A number that is another one when something was carried into the files since. */
  long fingerprint() throws SQLException {
    String text = texts("select writer || ' ' || spool || ' ' || position from %s order by 1");
    byte[] digest = StoredName.digest(text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong() >>> 2 | 1;
  }

  private String texts(String sql) throws SQLException {
    return texts(sql, "progress");
  }

  private String texts(String sql, String table) throws SQLException {
    String question = sql.formatted(database.table(table));
    return database.read(
        "move",
        connection -> {
          StringBuilder all = new StringBuilder();
          try (PreparedStatement statement = connection.prepareStatement(question);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.append(rows.getString(1)).append('\n');
            }
          }
          return all.toString();
        });
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (DirectoryLock lock : locks) {
      try {
        lock.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    locks.clear();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
