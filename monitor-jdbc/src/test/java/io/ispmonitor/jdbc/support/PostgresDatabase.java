package io.ispmonitor.jdbc.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

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

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What tells PostgreSQL's own programs where it is. */
  public Map<String, String> environment() {
    PGSimpleDataSource at = server.at(name, user, password);
    return Map.of(
        "PGHOST",
        at.getServerNames()[0],
        "PGPORT",
        Integer.toString(at.getPortNumbers()[0]),
        "PGDATABASE",
        name,
        "PGUSER",
        user,
        "PGPASSWORD",
        password);
  }

  /** Something to stand between programs and the server. */
  public TcpProxy proxy() {
    return server.proxy();
  }

  /** Connections by way of it. */
  public DataSource through(TcpProxy proxy) {
    PGSimpleDataSource source = server.at(name, user, password);
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {proxy.port()});
    return source;
  }

  /** The number that a question comes to. */
  public long number(String question) {
    try (Connection connection = asOwner().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(question + " failed", e);
    }
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
