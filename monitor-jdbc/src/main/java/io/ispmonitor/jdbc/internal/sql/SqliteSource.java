package io.ispmonitor.jdbc.internal.sql;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections to one SQLite file, each of them new: they are cheap. Readers wait for no writer
 * (write-ahead log), and what is committed is on disk.
 */
public final class SqliteSource implements DataSource {
  private static final String[] SETTINGS = {
    "pragma journal_mode = wal", "pragma synchronous = full", "pragma busy_timeout = 10000"
  };

  private final String url;

  /** Connections to a file, which is made when it is not there. */
  public SqliteSource(Path file) {
    this.url = "jdbc:sqlite:" + file;
  }

  /**
   * Looks whether there is a driver.
   *
   * @throws IllegalStateException when there is none
   */
  public void checkDriver() {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "there is no driver for " + url + "; put org.xerial:sqlite-jdbc on the class path", e);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("SQLite has no users; call getConnection()");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException("a SQLite file has no log writer");
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("a SQLite file takes no log writer");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("nobody logs into a SQLite file");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("a SQLite file has no logger of its own");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException(this + " is no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public String toString() {
    return url;
  }
}
