package io.ispmonitor.jdbc.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Connections of a database that is gone after so many calls that do something: before the call, or
 * when it is done and nobody hears of it. Until it is mended there is none. One thread.
 */
public final class BreakingSource {
  private final DataSource behind;
  private int left = Integer.MAX_VALUE;
  private boolean isDoneFirst;

  /** Connections that do not break yet. */
  public BreakingSource(DataSource behind) {
    this.behind = behind;
  }

  /**
   * They break with a call.
   *
   * @param calls so many go well before
   * @param isDone whether the call that breaks is done
   */
  public void breakAfter(int calls, boolean isDone) {
    left = calls;
    isDoneFirst = isDone;
  }

  /** Whether they broke. */
  public boolean isBroken() {
    return left < 0;
  }

  /** The connections. */
  public DataSource source() {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = counted(behind, method, arguments, "getConnection");
          return result instanceof Connection connection ? connection(connection) : result;
        });
  }

  private Connection connection(Connection real) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (isBroken() && !method.getName().matches("close|isClosed")) {
            throw gone(); // or setAutoCommit would commit what is left
          }
          Object result = counted(real, method, arguments, "commit");
          if (result instanceof Statement statement) {
            Class<?> type = method.getReturnType();
            return proxy(
                type.asSubclass(Statement.class),
                (call, values) -> counted(statement, call, values, "execute"));
          }
          return result;
        });
  }

  private Object counted(Object real, Method method, Object[] arguments, String counts)
      throws Throwable {
    boolean isCounted = method.getName().startsWith(counts);
    if (isCounted && --left < 0) {
      if (left == -1 && isDoneFirst) {
        call(real, method, arguments);
      }
      left = -2;
      throw gone();
    }
    return call(real, method, arguments);
  }

  private static SQLException gone() {
    return new SQLException("the connection broke off", "08006");
  }

  private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private interface Way {
    Object go(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Way way) {
    return type.cast(
        Proxy.newProxyInstance(
            BreakingSource.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> way.go(method, arguments)));
  }
}
