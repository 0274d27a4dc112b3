package io.ispmonitor.jdbc.internal.sample;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections of a database that is away at times, or breaks off in the middle of a commit. */
final class FaultySource {
  private final DataSource behind;
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger answersToLose = new AtomicInteger();
  private final AtomicInteger commitsToLose = new AtomicInteger();
  private volatile boolean isAway;

  FaultySource(DataSource behind) {
    this.behind = behind;
  }

  void goAway() {
    isAway = true;
  }

  void comeBack() {
    isAway = false;
  }

  int refused() {
    return refused.get();
  }

  /** The next commits are made, and nobody hears of it. */
  void loseAnswers(int commits) {
    answersToLose.set(commits);
  }

  /** The next commits are not made. */
  void loseCommits(int commits) {
    commitsToLose.set(commits);
  }

  boolean hasLostAll() {
    return answersToLose.get() <= 0 && commitsToLose.get() <= 0;
  }

  DataSource source() {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            if (isAway) {
              refused.incrementAndGet();
              throw new SQLException("nobody listens", "08001");
            }
            return connection((Connection) call(behind, method, arguments));
          }
          return call(behind, method, arguments);
        });
  }

  private Connection connection(Connection real) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("commit")) {
            return commit(real, method, arguments);
          }
          Object result = call(real, method, arguments);
          return method.getName().equals("createStatement")
              ? statement((Statement) result)
              : result;
        });
  }

  /** SQLite's transactions are ended by hand. */
  private Statement statement(Statement real) {
    return proxy(
        Statement.class,
        (method, arguments) ->
            arguments != null && "commit".equals(arguments[0])
                ? commit(real, method, arguments)
                : call(real, method, arguments));
  }

  private Object commit(Object real, Method method, Object[] arguments) throws Throwable {
    if (commitsToLose.getAndDecrement() > 0) {
      throw new SQLException("broken off before the commit", "08006");
    }
    Object result = call(real, method, arguments);
    if (answersToLose.getAndDecrement() > 0) {
      throw new SQLException("broken off after the commit", "08006");
    }
    return result;
  }

  private interface Way {
    Object go(Method method, Object[] arguments) throws Throwable;
  }

  private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, Way way) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> way.go(method, arguments)));
  }
}
