package io.ispmonitor.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps connections that were given back, as a pool does, and says as one does that none is to be
 * had: after a while, with the driver's reason behind it.
 */
final class SmallPool implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final DataSource source;
  private final Deque<Connection> free = new ArrayDeque<>();

  SmallPool(DataSource source) {
    this.source = source;
  }

  DataSource source() {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            return lent(take());
          }
          return call(source, method, arguments);
        });
  }

  private Connection take() throws SQLException {
    for (Connection one = poll(); one != null; one = poll()) {
      if (one.isValid(1)) {
        return one;
      }
      one.close();
    }
    return make();
  }

  private synchronized @Nullable Connection poll() {
    return free.poll();
  }

  private Connection make() throws SQLException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return source.getConnection();
      } catch (SQLException e) {
        if (System.nanoTime() > until) {
          throw new SQLTransientConnectionException(
              "pool: no connection within " + PATIENCE.toMillis() + " ms", e);
        }
      }
    }
  }

  private Connection lent(Connection real) {
    AtomicBoolean isBack = new AtomicBoolean();
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (!method.getName().equals("close")) {
            return call(real, method, arguments);
          }
          if (isBack.compareAndSet(false, true)) {
            giveBack(real);
          }
          return null;
        });
  }

  private synchronized void giveBack(Connection real) {
    free.push(real);
  }

  private interface Way {
    @Nullable Object go(Method method, Object[] arguments) throws Throwable;
  }

  private static @Nullable Object call(Object real, Method method, Object[] arguments)
      throws Throwable {
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

  @Override
  public synchronized void close() throws SQLException {
    for (Connection one : free) {
      one.close();
    }
  }
}
