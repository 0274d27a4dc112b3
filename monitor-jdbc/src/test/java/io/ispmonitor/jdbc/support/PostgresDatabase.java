package io.ispmonitor.jdbc.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database of the test's own on a real server, which is dropped afterwards. */
public final class PostgresDatabase implements AutoCloseable {
  private final PostgresServer server;
  private final String name;
  private final String user;
  private final String password;

  PostgresDatabase(PostgresServer server, String name, String user, String password) {
    this.server = server;
    this.name = name;
    this.user = user;
    this.password = password;
  }

  /** Connections as the one who may do everything. */
  public DataSource asOwner() {
    return server.at(name, user, password);
  }

  /** Connections as somebody else. */
  public DataSource as(String role, String secret) {
    return server.at(name, role, secret);
  }

  /** Does what a test prepares, as the one who may do everything. */
  public void execute(String... statements) {
    try (Connection connection = asOwner().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a statement of the test failed", e);
    }
  }

  @Override
  public void close() {
    server.drop(name);
  }
}
