package io.ispmonitor.internal.loop;

import io.ispmonitor.health.QueueHealth;
import org.jspecify.annotations.Nullable;

/**
 * Where the loops hand in their log lines. Logging is host code too: an appender may block on a
 * full disk or a stopped terminal, and no loop that asks or judges may wait for that. The lines are
 * written by the loop that calls listeners.
 */
public final class LogDesk {
  private static final int CAPACITY = 1 << 12;

  private final Inbox<Runnable> lines = new Inbox<>("log lines to write", CAPACITY);
  private volatile Runnable wake = () -> {};

  /** A desk with nothing on it. */
  public LogDesk() {}

  /** Who is woken to write. */
  public void wakeBy(Runnable wake) {
    this.wake = wake;
  }

  /** Hands in a line; it is dropped and counted when too many wait. Any thread. */
  public void submit(Runnable line) {
    lines.offer(line);
    wake.run();
  }

  /** The next line to write; null when there is none. */
  public @Nullable Runnable next() {
    return lines.poll();
  }

  /** How many wait. */
  public QueueHealth health() {
    return lines.health();
  }
}
