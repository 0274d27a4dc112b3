package io.ispmonitor.internal.path;

import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.Inbox;
import io.ispmonitor.time.TimeSource;
import org.jspecify.annotations.Nullable;

/** Where things are handed in for the judge. */
final class JudgeDesk {
  private static final int CAPACITY = 1 << 17;

  private final Inbox<JudgeTask> tasks = new Inbox<>("outcomes to judge", CAPACITY);
  private final TimeSource time;
  private volatile Runnable wake = () -> {};

  JudgeDesk(TimeSource time) {
    this.time = time;
  }

  void wakeBy(Runnable wake) {
    this.wake = wake;
  }

  /** Hands a task in; false, and counted, when the judge is too far behind. Any thread. */
  boolean submit(JudgeTask task) {
    boolean taken = tasks.offer(task);
    wake.run();
    return taken;
  }

  @Nullable JudgeTask next() {
    return tasks.poll();
  }

  long nanoTime() {
    return time.nanoTime();
  }

  QueueHealth health() {
    return tasks.health();
  }

  void gauge() {
    tasks.gauge();
  }
}
