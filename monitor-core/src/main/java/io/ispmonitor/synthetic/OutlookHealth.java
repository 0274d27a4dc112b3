package io.ispmonitor.synthetic;

import io.ispmonitor.health.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How an outlook is doing. Asking changes nothing, so each of its probes hears the same. */
final class OutlookHealth {
  private static final Duration STUCK = Duration.ofSeconds(3);
  private static final Duration HANGING = Synthetic.TIMEOUT;
  private static final int MOST_FRAMES = 20;

  private final OutlookLoop loop;
  private final Thread thread;

  OutlookHealth(OutlookLoop loop, Thread thread) {
    this.loop = loop;
    this.thread = thread;
  }

  /** As a check of this name. Any thread; does not block. */
  HealthCheck check(String name) {
    if (loop.isOver()) {
      return HealthCheck.failing(name, "closed; nothing is asked any more");
    }
    Duration late = loop.overdueBy();
    if (late.compareTo(STUCK) > 0) {
      return HealthCheck.failing(
          name, "no turn for %d s; %s; %s".formatted(late.toSeconds(), counts(), stack()));
    }
    List<String> complaints = complaints();
    if (complaints.isEmpty()) {
      return HealthCheck.healthy(name, counts());
    }
    return HealthCheck.degraded(name, String.join("; ", complaints) + "; " + counts());
  }

  private String counts() {
    return "%d of at most %d conversations open, %d names wait to be looked up, %d handshakes wait"
        .formatted(
            loop.openCount(),
            loop.mostOpen(),
            loop.aside().waitingLookups(),
            loop.aside().waitingHandshakes());
  }

  private List<String> complaints() {
    List<String> said = new ArrayList<>();
    RecentCount turnedAway = loop.turnedAway();
    if (turnedAway.recent() > 0) {
      said.add("questions turned away: " + turnedAway.words() + "; ask slower or raise mostOpen");
    }
    RecentCount refusedLookups = loop.aside().refusedLookups();
    if (refusedLookups.recent() > 0) {
      said.add(
          "look-ups refused: "
              + refusedLookups.words()
              + "; ask slower, or find out what holds the resolver");
    }
    Aside.Lookup oldest = loop.aside().oldestLookup();
    Duration since =
        oldest == null ? Duration.ZERO : Duration.ofNanos(loop.now() - oldest.begunNanos());
    if (oldest != null && since.compareTo(HANGING) > 0) {
      said.add(
          "the name '%s' has been looked up for %d s; find out what holds the resolver"
              .formatted(Words.of(oldest.name()), since.toSeconds()));
    }
    return said;
  }

  /** Where the thread stands, which is in whoever takes outcomes more often than in us. */
  private String stack() {
    return Arrays.stream(thread.getStackTrace())
        .limit(MOST_FRAMES)
        .map(frame -> "at " + frame)
        .collect(Collectors.joining(", ", "its thread stands ", ""));
  }
}
