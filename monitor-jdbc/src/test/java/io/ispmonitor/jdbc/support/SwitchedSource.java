package io.ispmonitor.jdbc.support;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections to a real database, as long as it is not switched off. */
public final class SwitchedSource implements DataSource {
  private final DataSource source;
  private final AtomicInteger held = new AtomicInteger();
  private volatile boolean isAway;

  /** Connections to a database that is there. */
  public SwitchedSource(DataSource source) {
    this.source = source;
  }

  /** Refuses connections, and whatever is done with those that are held. */
  public void isAway(boolean isIt) {
    isAway = isIt;
  }

  /** Whether there are connections that nobody has closed. */
  public boolean isHeld() {
    return held.get() > 0;
  }

  private void check() throws SQLException {
    if (isAway) {
      throw new SQLException("away", "08001", new ConnectException("connection refused"));
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    check();
    Connection connection = source.getConnection();
    held.incrementAndGet();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            held.decrementAndGet();
          } else if (!method.getName().equals("isClosed")) {
            check();
          }
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            SwitchedSource.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return source.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source.isWrapperFor(type);
  }
}
