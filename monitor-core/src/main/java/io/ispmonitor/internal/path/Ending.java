package io.ispmonitor.internal.path;

import io.ispmonitor.internal.loop.Aside;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.probe.Question;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends loops and whatever else a monitor has under way, in a bounded time. Begins now. */
final class Ending {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);
  private static final Duration ONE = Duration.ofMillis(250);
  private static final long ALL = Duration.ofSeconds(1).toNanos();

  private final TimeSource time;
  private final ThreadFactory threads;
  private final long deadlineNanos;

  Ending(TimeSource time, ThreadFactory threads) {
    this.time = time;
    this.threads = threads;
    this.deadlineNanos = time.nanoTime() + ALL;
  }

  /** Ends all of these side by side; one that hangs is left to itself. */
  void end(List<Loop> loops) {
    loops.forEach(Loop::close);
    try {
      for (Loop loop : loops) {
        if (!loop.awaitEnd(left())) {
          log.warn(
              "CLOSE_LEFT_BEHIND loop {} did not end in time; it ends when it comes back",
              loop.name());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration left() {
    Duration left = Duration.ofNanos(deadlineNanos - time.nanoTime());
    return left.compareTo(ONE) < 0 ? left : ONE;
  }

  /** Cancels questions, unless there are none; a probe's cancel may hang. */
  void cancel(List<OpenQuestion> open) {
    if (!open.isEmpty()) {
      aside(() -> open.forEach(Ending::cancel));
    }
  }

  /** Does something that may hang on a thread of its own, which is waited for only so long. */
  void aside(Runnable last) {
    Aside.run("ispmonitor-close", threads, ONE, last);
  }

  private static void cancel(OpenQuestion open) {
    Question handle = open.handle();
    if (handle == null) {
      return;
    }
    try {
      handle.cancel();
    } catch (RuntimeException | Error e) {
      log.warn("question to {} could not be cancelled", open.asking, e);
    }
  }
}
