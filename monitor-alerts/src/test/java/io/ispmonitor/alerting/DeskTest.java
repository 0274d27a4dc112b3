package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeskTest {
  private static final long A_TASK = Duration.ofNanos(10_000).toNanos();
  private static final int TASKS = 100_000;

  private final Passing time = new Passing();
  private final Desk desk = new Desk(time);
  private int done;
  private int doneWhenDue;

  /** Time that passes with each task, and a loop that is turned by hand. */
  private static final class Passing implements TimeSource {
    private final ManualTime still = ManualTime.startingAt(Town.NOON);
    private long nanos;
    private Step step = now -> Step.ON_WAKE;

    @Override
    public Instant instant() {
      return Town.NOON.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Wakeup drive(String name, Step loop, ThreadFactory threads) {
      step = loop;
      return still.drive(name, now -> Step.ON_WAKE, threads);
    }
  }

  @Test
  @DisplayName("what is due does not wait until nothing comes in any more")
  void dueUnderLoad() {
    desk.start(due -> doneWhenDue = done, () -> {}, Thread::new);
    desk.wheel().schedule(new TimerWheel.Timer() {}, Duration.ofMillis(100).toNanos());
    desk.submit(this::workAndMore);
    while (done < TASKS) {
      time.step.run(time.nanos);
    }
    long tasksIn100ms = Duration.ofMillis(100).toNanos() / A_TASK;
    assertEquals(TASKS, done);
    assertTrue(
        doneWhenDue >= tasksIn100ms && doneWhenDue <= tasksIn100ms + 4_096,
        "the timer came after so many tasks: " + doneWhenDue);
    desk.close();
  }

  /** Takes some of the desk's time, and when it is done there is the next to do. */
  private void workAndMore() {
    time.nanos += A_TASK;
    if (++done < TASKS) {
      desk.submit(this::workAndMore);
    }
  }
}
