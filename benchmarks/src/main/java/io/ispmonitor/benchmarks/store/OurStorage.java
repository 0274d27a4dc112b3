package io.ispmonitor.benchmarks.store;

import com.zaxxer.hikari.HikariDataSource;
import io.ispmonitor.jdbc.JdbcStorage;
import java.io.IOException;
import java.nio.file.Path;
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

  HikariDataSource pool() {
    return pool;
  }

  void flush() throws InterruptedException {
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
