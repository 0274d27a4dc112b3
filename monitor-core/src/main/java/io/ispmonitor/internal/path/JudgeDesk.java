package io.ispmonitor.internal.path;

import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.Inbox;
import io.ispmonitor.time.TimeSource;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Where things are handed in for the judge. */
final class JudgeDesk {
  private static final int CAPACITY = 1 << 17;

  private final Inbox<JudgeTask> tasks = new Inbox<>("outcomes to judge", CAPACITY);
  private final TimeSource time;
  private volatile Runnable wake = () -> {};

  /** The judge comes back by itself soon, so nobody needs to wake it. */
  private volatile boolean attended;

  JudgeDesk(TimeSource time) {
    this.time = time;
  }

  void wakeBy(Runnable wake) {
    this.wake = wake;
  }

  /** Hands a task in; false, and counted, when the judge is too far behind. Any thread. */
  boolean submit(JudgeTask task) {
    boolean taken = tasks.offer(task);
    // So that either the judge, which said no before it looked, sees the task, or we see the no.
    VarHandle.fullFence();
    if (!attended) {
      wake.run();
    }
    return taken;
  }

  @Nullable JudgeTask next() {
    return tasks.poll();
  }

  /** The judge says whether it comes back soon; no before it looks, so that nothing is missed. */
  void attend(boolean soon) {
    attended = soon;
    VarHandle.fullFence();
  }

  long nanoTime() {
    return time.nanoTime();
  }

  QueueHealth health() {
    return tasks.health();
  }

  /** How much of its queue is in use, 0 to 1. Any thread. */
  double fill() {
    return tasks.size() / (double) CAPACITY;
  }

  void gauge() {
    tasks.gauge();
  }
}
