package io.ispmonitor.testkit.sim;

import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is to be done in a simulation, and which times must not be skipped. Its times are those of
 * the manual time, which begins with the plan.
 */
final class Agenda {
  private static final long LEAST_JUMP = Duration.ofMinutes(1).toNanos();

  private final Truth truth;
  private final ManualTime time;
  private final long beforeNanos;
  private final List<Function<Instant, Optional<Instant>>> stops;
  private final TreeMap<Instant, List<Runnable>> actions;
  private final Deque<Fault> pauses = new ArrayDeque<>();

  Agenda(SimulationBuilder from, ManualTime time) {
    this.truth = from.truth;
    this.time = time;
    this.beforeNanos = from.around().before().toNanos();
    this.stops = List.copyOf(from.stops);
    this.actions = new TreeMap<>(from.actions);
    for (Fault fault : truth.plan().faults()) {
      if (fault.place() instanceof Place.OnMonitor) {
        pauses.add(fault);
      }
    }
  }

  /** When something is to be done next: an action, a stop or a pause of the process. */
  long nextNanos() {
    long now = time.nanoTime();
    long next = pauses.isEmpty() ? Long.MAX_VALUE : truth.nanos(pauses.getFirst().from());
    if (!actions.isEmpty()) {
      next = Math.min(next, truth.nanos(actions.firstKey()));
    }
    Instant instant = truth.plan().start().plusNanos(now);
    for (Function<Instant, Optional<Instant>> stop : stops) {
      Optional<Instant> at = stop.apply(instant);
      if (at.isPresent() && at.get().isAfter(instant)) {
        next = Math.min(next, truth.nanos(at.get()));
      }
    }
    return Math.max(now, next);
  }

  /** Until when nothing happens, not even in the network, less some time to be awake before. */
  long nextToSkipTo(long end) {
    long next = Math.min(nextNanos(), truth.nextMoment(time.nanoTime()));
    return Math.min(next, end) - beforeNanos;
  }

  boolean isWorthIt(long targetNanos) {
    return targetNanos - time.nanoTime() >= LEAST_JUMP;
  }

  /** For how long the process is stopped now; zero when it is not. Each pause is told once. */
  Duration pauseNow() {
    Duration longest = Duration.ZERO;
    while (!pauses.isEmpty() && truth.nanos(pauses.getFirst().from()) <= time.nanoTime()) {
      long left = truth.nanos(pauses.removeFirst().to()) - time.nanoTime();
      longest = left > longest.toNanos() ? Duration.ofNanos(left) : longest;
    }
    return longest;
  }

  /** Does what is due. */
  void runDue() {
    while (!actions.isEmpty() && truth.nanos(actions.firstKey()) <= time.nanoTime()) {
      Map.Entry<Instant, List<Runnable>> due = actions.pollFirstEntry();
      due.getValue().forEach(Runnable::run);
    }
  }
}
