package io.ispmonitor.internal.stream;

import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.Inbox;
import io.ispmonitor.status.StatusEvent;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What happened and was not yet given to the subscribers, in its order. What finds no room is
 * counted, and comes out as a gap where it is missing.
 */
final class Backlog {
  private final Inbox<Entry> entries = new Inbox<>("events to stream", 1 << 16);

  /** How many found no room; written by the judge. */
  private final AtomicLong lost = new AtomicLong();

  // The consumer's alone.
  private long lostAndTold;
  private @Nullable Entry next;

  /** An event, and how many were lost before it. */
  private record Entry(StatusEvent event, long lostBefore) {}

  /** Takes an event in; false when there is no room for it. The judge alone. */
  boolean offer(StatusEvent event) {
    boolean taken = entries.offer(new Entry(event, lost.get()));
    if (!taken) {
      lost.incrementAndGet();
    }
    return taken;
  }

  /** The oldest event, or the gap before it; null when there is none. The consumer alone. */
  @Nullable StatusEvent poll() {
    long lostByNow = lost.get(); // before we look: all that was lost by now is behind what waits
    Entry first = next == null ? entries.poll() : next;
    long lostBefore = first == null ? lostByNow : first.lostBefore;
    if (lostBefore > lostAndTold) {
      StatusEvent gap = new StatusEvent.Missed(lostBefore - lostAndTold);
      lostAndTold = lostBefore;
      next = first;
      return gap;
    }
    next = null;
    return first == null ? null : first.event;
  }

  QueueHealth health() {
    return entries.health();
  }

  /** Notes how full it is. The consumer calls this before it drains. */
  void gauge() {
    entries.gauge();
  }
}
