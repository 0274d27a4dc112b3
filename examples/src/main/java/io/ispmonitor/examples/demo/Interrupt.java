package io.ispmonitor.examples.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a wish of the system that the process ends: asks the run to end, and gives it a few
 * seconds to say what it has seen.
 */
final class Interrupt {
  private static final Duration TO_SAY_GOOD_BYE = Duration.ofSeconds(5);

  private final CountDownLatch handled = new CountDownLatch(1);
  private final Thread hook = new Thread(this::came, "demo-interrupt");

  private Runnable action = () -> {};
  private boolean hasCome;

  private Interrupt() {}

  /** Listens for it from now on. */
  static Interrupt listen() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /** What to do when it comes; done at once when it has come already. */
  synchronized void whenItComes(Runnable what) {
    action = what;
    if (hasCome) {
      what.run();
    }
  }

  /** The run is over, because of it or without. */
  void handled() {
    handled.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it has come, and the process ends by itself
      return;
    }
  }

  private void came() {
    synchronized (this) {
      hasCome = true;
      action.run();
    }
    try {
      if (!handled.await(TO_SAY_GOOD_BYE.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(Demo.BAD_USE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
