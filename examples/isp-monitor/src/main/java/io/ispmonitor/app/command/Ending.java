package io.ispmonitor.app.command;

import io.ispmonitor.app.service.Logging;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the signal to end from the first moment on, and lets the thread that opened everything
 * close it: one that is still opening finishes that first. The process stays until all is closed,
 * or until patience is at its end. To be closed when all else is. Thread-safe.
 */
final class Ending implements AutoCloseable {

  /** Less than the service manager waits before it kills. */
  static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  private Ending() {}

  /** Begins to listen for the signal. */
  static Ending onSignal() {
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(new Thread(ending::end, "isp-monitor-end"));
    return ending;
  }

  /** Waits until somebody wants the program to end. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Whether somebody wants the program to end. */
  boolean isAsked() {
    return asked.getCount() == 0;
  }

  private void end() {
    asked.countDown();
    try {
      if (!done.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.error(
            "not all was closed within {} s; it ends now, and goes on from what is stored",
            PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Logging.end();
    }
  }

  /** All is closed, or was never opened. */
  @Override
  public void close() {
    done.countDown();
  }
}
