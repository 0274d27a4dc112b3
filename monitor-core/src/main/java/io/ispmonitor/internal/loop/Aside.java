package io.ispmonitor.internal.loop;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs host code on a thread beside, so that the caller is back in time whatever it does. */
public final class Aside {
  private static final Logger log = LoggerFactory.getLogger(Aside.class);

  private Aside() {}

  /** Runs the code and waits for it, but no longer than this; then it is left to itself. */
  public static void run(String name, ThreadFactory threads, Duration atMost, Runnable code) {
    Thread thread = started(name, threads, code);
    if (thread == null) {
      return;
    }
    try {
      thread.join(Math.max(1, atMost.toMillis()));
      if (thread.isAlive()) {
        log.warn("LEFT_BEHIND {} takes longer than {}; it is left to itself", name, atMost);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Thread started(String name, ThreadFactory threads, Runnable code) {
    try {
      Thread thread = threads.newThread(code);
      thread.setName(name);
      thread.start();
      return thread;
    } catch (RuntimeException | Error e) {
      log.warn("NO_THREAD {} found no thread to run on", name, e);
      return null;
    }
  }
}
