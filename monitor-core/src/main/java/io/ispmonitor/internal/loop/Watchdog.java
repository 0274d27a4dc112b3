package io.ispmonitor.internal.loop;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds loops that hang. One that hangs in host code goes on with a new thread; the old one ends as
 * soon as it comes back. One that hangs in our own code cannot be replaced, since nobody else may
 * touch what it owns: it is named with its stack.
 */
public final class Watchdog {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final List<Loop> loops;
  private final Duration stuckAfter;
  private final LogDesk desk;
  private final Set<String> reported = new HashSet<>();

  /** Watches these loops. */
  public Watchdog(List<Loop> loops, Duration stuckAfter, LogDesk desk) {
    this.loops = List.copyOf(loops);
    this.stuckAfter = stuckAfter;
    this.desk = desk;
  }

  /** Looks at every loop once. */
  public void check(long now) {
    for (Loop loop : loops) {
      HostCall call = loop.currentCall();
      if (call != null && now - call.sinceNanos > stuckAfter.toNanos()) {
        leaveBehind(loop, call, now);
      } else if (loop.stuckIn(now, stuckAfter) == null) {
        reported.remove(loop.name());
      } else if (call == null && reported.add(loop.name())) {
        String stack = stack(loop.thread());
        desk.submit(
            () ->
                log.error(
                    "LOOP_STUCK loop {} has been in one turn for more than {}; its stack:\n{}",
                    loop.name(),
                    stuckAfter,
                    stack));
      }
    }
  }

  private void leaveBehind(Loop loop, HostCall call, long now) {
    String stack = stack(call.thread);
    if (loop.leaveBehind(call)) {
      Duration hung = Duration.ofNanos(now - call.sinceNanos);
      desk.submit(
          () ->
              log.error(
                  "LOOP_REPLACED loop {} hung in {} ({}) for {}; it goes on with a new thread. The"
                      + " stack it was left in:\n{}",
                  loop.name(),
                  call.part,
                  call,
                  hung,
                  stack));
    }
  }

  private static String stack(@Nullable Thread thread) {
    return thread == null
        ? "  (no thread)"
        : Stack.of(thread, Integer.MAX_VALUE).stream()
            .map(frame -> "  at " + frame)
            .collect(Collectors.joining("\n"));
  }
}
