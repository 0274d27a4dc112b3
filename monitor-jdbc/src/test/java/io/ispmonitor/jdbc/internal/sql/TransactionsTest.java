package io.ispmonitor.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

@DisplayName("A transaction")
class TransactionsTest {
  @TempDir Path folder;

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("some.db"));
    connection = source.getConnection();
    execute(connection, "create table t (a integer primary key)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  @DisplayName("leaves the time to wait for others and the mode as they were, done or not")
  void leavesNothing() throws SQLException {
    execute(connection, "pragma busy_timeout = 1234");
    for (boolean isAutomatic : new boolean[] {true, false}) {
      connection.setAutoCommit(isAutomatic);
      int waits =
          Transactions.alone(
              connection,
              in -> {
                execute(in, "insert into t values (" + (isAutomatic ? 1 : 2) + ")");
                return number("pragma busy_timeout");
              });
      assertEquals(30_000, waits);
      assertThrows(
          SQLException.class, () -> Transactions.alone(connection, in -> execute(in, "nonsense")));
      assertEquals(1234, number("pragma busy_timeout"));
      assertEquals(isAutomatic, connection.getAutoCommit());
    }
    assertEquals(2, number("select count(*) from t"));
  }

  @Test
  @DisplayName("is done though the connection cannot be put back afterwards")
  void doneAllTheSame() throws SQLException {
    Connection broken = failingOn("isClosed");
    boolean isDone = Transactions.in(broken, in -> execute(in, "insert into t values (1)"));
    assertTrue(isDone);
    connection.setAutoCommit(true);
    assertEquals(1, number("select count(*) from t"));
  }

  @Test
  @DisplayName("tells why it failed, not that the connection could not be put back either")
  void firstReason() {
    Connection broken = failingOn("isClosed");
    SQLException failed =
        assertThrows(
            SQLException.class, () -> Transactions.in(broken, in -> execute(in, "nonsense")));
    assertTrue(String.valueOf(failed.getMessage()).contains("nonsense"), failed::toString);
    assertEquals(1, failed.getSuppressed().length);
    assertEquals("isClosed fails", failed.getSuppressed()[0].getMessage());
  }

  private Connection failingOn(String method) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                throw new SQLException(method + " fails");
              }
              try {
                return called.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static boolean execute(Connection in, String sql) throws SQLException {
    try (Statement statement = in.createStatement()) {
      statement.execute(sql);
      return true;
    }
  }

  private int number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
