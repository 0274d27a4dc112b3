package io.ispmonitor.instance;

import io.ispmonitor.Monitor;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A monitor that runs, and what has to be closed with it. */
public final class Tenure implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Tenure.class);

  private final Monitor monitor;
  private final List<AutoCloseable> rest;

  private Tenure(Monitor monitor, List<AutoCloseable> rest) {
    this.monitor = monitor;
    this.rest = rest;
  }

  /**
   * A monitor, started already.
   *
   * @param rest closed after it, in this order, such as its probes and its storage
   */
  public static Tenure of(Monitor monitor, AutoCloseable... rest) {
    return new Tenure(monitor, List.of(rest));
  }

  /**
   * Opens parts, builds a monitor on them and starts it. When anything of it fails, what is open is
   * closed.
   *
   * <pre>{@code
   * Tenure.open(
   *     parts -> {
   *       JdbcStorage storage = parts.add(JdbcStorage.postgresql(pool, directory)...open());
   *       return Monitor.builder().leadership(leadership).stateLog(storage.states())...build();
   *     })
   * }</pre>
   *
   * @param opening opens the parts and builds the monitor, which is not started yet
   * @throws Exception what the opening throws, or the start
   */
  public static Tenure open(Opening opening) throws Exception {
    Parts parts = new Parts();
    Monitor monitor = null;
    try {
      monitor = Objects.requireNonNull(opening.open(parts), "monitor");
      monitor.start();
      return of(monitor, parts.lastFirst());
    } catch (Throwable e) {
      if (monitor != null) {
        close(monitor);
      }
      List.of(parts.lastFirst()).forEach(Tenure::close);
      throw e;
    }
  }

  /** Opens parts and builds a monitor on them. */
  @FunctionalInterface
  public interface Opening {

    /**
     * Opens.
     *
     * @param parts takes what is opened as soon as it is open
     * @return a monitor, not started yet
     * @throws Exception when it cannot be done
     */
    Monitor open(Parts parts) throws Exception;
  }

  /** The monitor. */
  public Monitor monitor() {
    return monitor;
  }

  /** Closes all of it; what cannot be closed keeps nothing else from being closed. */
  @Override
  public void close() {
    close(monitor);
    rest.forEach(Tenure::close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception | Error e) {
      log.warn("INSTANCE_CLOSE {} could not be closed", part, e);
    }
  }
}
