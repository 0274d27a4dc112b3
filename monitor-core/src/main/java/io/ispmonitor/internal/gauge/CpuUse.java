package io.ispmonitor.internal.gauge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What share of a processor was used lately: by readings of the time used in all, from the newest
 * one that is five minutes old to the last. For one thread.
 */
final class CpuUse {
  private static final long LENGTH_NANOS = Recent.LENGTH.toNanos();

  /** Over less than this, the grain of the readings shows. */
  private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();

  private final Deque<Reading> readings = new ArrayDeque<>();

  /** A reading, and when it was made. */
  private record Reading(long nanos, long cpuNanos) {}

  void note(long now, long cpuNanos) {
    readings.addLast(new Reading(now, cpuNanos));
    Reading oldest = readings.removeFirst();
    while (readings.size() > 1 && now - readings.getFirst().nanos >= LENGTH_NANOS) {
      oldest = readings.removeFirst();
    }
    readings.addFirst(oldest);
  }

  /** As a share of one processor; null before there is a reading a second after the first. */
  @Nullable Double share() {
    Reading from = readings.peekFirst();
    Reading to = readings.peekLast();
    return from == null || to == null || to.nanos - from.nanos < SHORTEST_NANOS
        ? null
        : (Double) ((to.cpuNanos - from.cpuNanos) / (double) (to.nanos - from.nanos));
  }
}
