package io.ispmonitor.jdbc.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes connections that end after a commit was done and before that is answered. */
final class LostInCommit {
  private LostInCommit() {}

  static DataSource of(DataSource database) {
    return proxy(
        DataSource.class,
        database,
        (called, result) ->
            result instanceof Connection connection
                ? proxy(Connection.class, connection, LostInCommit::loseAfterCommit)
                : result);
  }

  private static Object loseAfterCommit(String called, Object result) throws SQLException {
    if (called.equals("commit")) {
      throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
    }
    return result;
  }

  private interface After {
    Object of(String called, Object result) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, T real, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            LostInCommit.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              try {
                return after.of(called.getName(), called.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
