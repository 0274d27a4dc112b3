package io.ispmonitor.benchmarks.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The cluster that the script has made, asked by its superuser. For one thread. */
final class Server implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String AT = "jdbc:postgresql://127.0.0.1:%d/%s?%s";
  private static final int POOL = 5;

  private final int port;
  private @Nullable Connection admin;

  Server(int port) {
    this.port = port;
  }

  /** A database that has nothing in it yet. */
  void renew(String database) throws SQLException {
    drop(database);
    execute("create database " + database);
  }

  void drop(String database) throws SQLException {
    execute("drop database if exists " + database + " with (force)");
  }

  /** One connection, with options of the driver such as {@code preferQueryMode=simple}. */
  Connection connect(String database, String options) throws SQLException {
    return DriverManager.getConnection(AT.formatted(port, database, options), USER, "");
  }

  /** What a program would give our storage. */
  HikariDataSource pool(String database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(AT.formatted(port, database, "connectTimeout=5&loginTimeout=5"));
    config.setUsername(USER);
    config.setMaximumPoolSize(POOL);
    config.setConnectionTimeout(5_000);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** Bytes of the log that were written since there is a cluster. */
  long walBytes() throws SQLException {
    return number("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
  }

  /** So that what was put off is paid for, and the next one does not have to. */
  void checkpoint() throws SQLException {
    execute("checkpoint");
  }

  /**
   * Tables whose names are like this, partitions, indexes and all that belongs to them.
   *
   * @param like as in SQL
   */
  static long tableBytes(Connection database, String like) throws SQLException {
    return number(
        database,
        ("select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c"
                + " join pg_namespace n on n.oid = c.relnamespace"
                + " where c.relkind = 'r' and n.nspname = 'public' and c.relname like '%s'")
            .formatted(like));
  }

  private long number(String sql) throws SQLException {
    return number(admin(), sql);
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    execute(admin(), sql);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection admin() throws SQLException {
    Connection known = admin;
    if (known == null) {
      known = connect("postgres", "");
      admin = known;
    }
    return known;
  }

  @Override
  public void close() throws SQLException {
    if (admin != null) {
      admin.close();
    }
  }
}
