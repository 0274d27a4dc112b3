package io.ispmonitor.benchmarks.store;

import com.zaxxer.hikari.HikariDataSource;
import io.ispmonitor.jdbc.JdbcStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Our storage with all defaults, over a pool as a program would give it. */
public final class OurStorage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration GATHERED = Duration.ofMinutes(3);

  private final HikariDataSource pool;
  private final JdbcStorage storage;

  private OurStorage(HikariDataSource pool, JdbcStorage storage) {
    this.pool = pool;
    this.storage = storage;
  }

  /**
   * A storage in a new database of the script's cluster.
   *
   * @param gathered for how long pings are
   */
  public static OurStorage inNew(String database, int port, Path directory, Duration gathered)
      throws SQLException, IOException {
    try (Server server = new Server(port)) {
      server.renew(database);
      return open(server, database, directory, gathered);
    }
  }

  static OurStorage open(Server server, String database, Path directory) throws IOException {
    return open(server, database, directory, GATHERED);
  }

  private static OurStorage open(Server server, String database, Path directory, Duration gathered)
      throws IOException {
    HikariDataSource pool = server.pool(database);
    return new OurStorage(
        pool, JdbcStorage.postgresql(pool, directory).gatherPings(gathered).open());
  }

  /** What a monitor is given. */
  public JdbcStorage storage() {
    return storage;
  }

  /**
   * What lies in the database.
   *
   * @param samples of all readings that are not compacted
   * @param rows of these
   * @param bytes of all tables
   */
  public record Stored(long samples, long rows, long bytes) {}

  /** Counts what was carried. */
  public Stored stored() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      BlockCount count = BlockCount.of(connection);
      long bytes = Server.tableBytes(connection, "monitor_%");
      return new Stored(count.samples(), count.blocks(), bytes);
    }
  }

  HikariDataSource pool() {
    return pool;
  }

  /** Waits until all is in the database. */
  public void flush() throws InterruptedException {
    if (!storage.flush(PATIENCE)) {
      throw new IllegalStateException(
          "not all was carried within %s: %s".formatted(PATIENCE, storage.status()));
    }
  }

  @Override
  public void close() {
    storage.close();
    pool.close();
  }
}
