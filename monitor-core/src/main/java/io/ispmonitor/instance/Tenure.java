package io.ispmonitor.instance;

import io.ispmonitor.Monitor;
import java.util.List;
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
