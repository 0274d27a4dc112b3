package io.ispmonitor.internal.path;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Questions out of turn that are due: the most urgent first, all within the budget. */
final class ExtraQueue {
  private static final Urgency[] MOST_URGENT_FIRST = {
    Urgency.OTHERS_WAIT, Urgency.CONFIRM, Urgency.LOOK
  };

  private static final long WAITED = Duration.ofSeconds(1).toNanos();
  private static final long SOON = Duration.ofSeconds(5).toNanos();

  private final Map<Urgency, Deque<Asking>> queues = new EnumMap<>(Urgency.class);
  private final ExtraBudget budget;
  private final Consumer<Asking> tooEarly;

  /**
   * An empty queue.
   *
   * @param tooEarly is handed those that waited here for a question they got meanwhile, and want
   *     another one later
   */
  ExtraQueue(long now, Consumer<Asking> tooEarly) {
    this.budget = new ExtraBudget(now);
    this.tooEarly = tooEarly;
    for (Urgency urgency : MOST_URGENT_FIRST) {
      queues.put(urgency, new ArrayDeque<>());
    }
  }

  void nominalRate(double questionsPerSecond) {
    budget.nominalRate(questionsPerSecond);
  }

  /** Puts it in, or moves it up if it has become more urgent. */
  void add(Asking asking) {
    Urgency place = asking.queued;
    if (place == null || asking.extraUrgency().compareTo(place) > 0) {
      asking.queued = asking.extraUrgency(); // where it stood before, it is passed over
      queue(asking.extraUrgency()).add(asking);
    }
  }

  /** The next to be asked; null when there is none or the budget is used up. */
  @Nullable Asking next(TimeSource time) {
    for (Urgency urgency : MOST_URGENT_FIRST) {
      Deque<Asking> queue = queue(urgency);
      dropUnwanted(queue, urgency, time.nanoTime());
      if (!queue.isEmpty()) {
        return budget.tryTake(time.nanoTime()) ? take(queue) : null;
      }
    }
    return null;
  }

  /** When {@link #next} has something again. */
  long nextNanos(long now) {
    for (Deque<Asking> queue : queues.values()) {
      if (!queue.isEmpty()) {
        return budget.nextNanos(now);
      }
    }
    return Asking.NEVER;
  }

  private Deque<Asking> queue(Urgency urgency) {
    Deque<Asking> queue = queues.get(urgency);
    if (queue == null) {
      throw new IllegalStateException("no queue for questions of urgency " + urgency);
    }
    return queue;
  }

  private static Asking take(Deque<Asking> queue) {
    Asking asking = queue.remove();
    asking.queued = null;
    return asking;
  }

  /** Asked meanwhile by the schedule, moved up, or gone. */
  private void dropUnwanted(Deque<Asking> queue, Urgency place, long now) {
    for (Asking first = queue.peek(); first != null; first = queue.peek()) {
      boolean moved = first.queued != place;
      boolean unwanted = first.removed || first.extraNanos() == Asking.NEVER || first.open != null;
      boolean early = !unwanted && first.extraNanos() - now > 0;
      boolean pointless = place == Urgency.LOOK && isAskedSoon(first, now);
      if (!moved && !unwanted && !early && !pointless) {
        return;
      }
      queue.remove();
      if (!moved) {
        first.queued = null;
        if (early) {
          tooEarly.accept(first);
        }
      }
    }
  }

  /** A look that had to wait until shortly before the regular turn is better given to another. */
  private static boolean isAskedSoon(Asking asking, long now) {
    boolean waited = now - asking.extraNanos() > WAITED;
    return waited && asking.regularNanos - now < SOON;
  }
}
