package io.ispmonitor.instance;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an instance has open while it waits for the lease. The instance's own loop. */
final class Waiting {
  private static final Logger log = LoggerFactory.getLogger(Instance.class);
  private static final long AGAIN = Duration.ofMinutes(1).toNanos();

  private final String id;
  private final @Nullable Callable<? extends AutoCloseable> what;
  private final TimeSource time;
  private @Nullable AutoCloseable open;
  private long notBefore;

  Waiting(String id, @Nullable Callable<? extends AutoCloseable> what, TimeSource time) {
    this.id = id;
    this.what = what;
    this.time = time;
    this.notBefore = time.nanoTime();
  }

  /** Opens it, unless it is open or could not be opened a moment ago. */
  void begin() {
    if (what == null || open != null || time.nanoTime() - notBefore < 0) {
      return;
    }
    try {
      open = what.call();
    } catch (Throwable e) { // other languages throw checked exceptions undeclared
      notBefore = time.nanoTime() + AGAIN;
      log.warn("INSTANCE_NOT_WAITING '{}' could not open what it has while it waits", id, e);
    }
  }

  /** Closes it. */
  void end() {
    AutoCloseable is = open;
    open = null;
    if (is != null) {
      try {
        is.close();
      } catch (Exception | Error e) {
        log.warn("INSTANCE_CLOSE {} could not be closed", is, e);
      }
    }
  }
}
