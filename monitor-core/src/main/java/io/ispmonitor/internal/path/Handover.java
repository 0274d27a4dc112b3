package io.ispmonitor.internal.path;

import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.internal.loop.RepeatedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to the host's executor, one batch at a time so that the order stays. A batch that
 * the executor rejects is kept, and handed over again until it is taken.
 */
final class Handover {
  private static final int BATCH = 1_000;
  private static final long RETRY_AFTER = Duration.ofMillis(200).toNanos();

  final HostPart part = new HostPart("callback executor");

  private final EventQueue events;
  private final Executor executor;
  private final Consumer<Event> ears;
  private final RepeatedLog failures;
  private final LongAdder rejections = new LongAdder();
  private final LongAdder allRejections = new LongAdder();
  private volatile @Nullable Batch batch;
  private volatile long handedOverNanos;

  /**
   * Nothing is handed over yet.
   *
   * @param ears where an event goes once it is on the executor
   */
  Handover(EventQueue events, Executor executor, Consumer<Event> ears, RepeatedLog failures) {
    this.events = events;
    this.executor = executor;
    this.ears = ears;
    this.failures = failures;
  }

  /** How long the executor has been at the batch it has; zero when it has none. */
  Duration delivering(long now) {
    Batch current = batch;
    return current == null || current.isOver || !current.isWithExecutor
        ? Duration.ZERO
        : Duration.ofNanos(now - handedOverNanos);
  }

  /** How often in a row the executor rejected the batch that waits; 0 when none does. */
  long rejections() {
    return rejections.sum();
  }

  /** How often the executor has rejected a batch in all. */
  long allRejections() {
    return allRejections.sum();
  }

  /** Gathers the next batch, unless there is one; the events that are new in it. */
  List<Event> gather(Loop running) {
    Batch current = batch;
    if (current != null && !current.isOver) {
      return List.of();
    }
    List<Event> gathered = new ArrayList<>();
    for (Event event = events.poll();
        event != null;
        event = gathered.size() < BATCH ? events.poll() : null) {
      gathered.add(event);
    }
    batch = gathered.isEmpty() ? null : new Batch(gathered, running);
    return gathered;
  }

  /**
   * Hands the batch over, if there is one that the executor has not got.
   *
   * @param atOnce whether a batch that was rejected waits no longer
   * @return when to call this again at the latest
   */
  long turn(Loop running, long now, long latest, boolean atOnce) {
    Batch current = batch;
    if (current == null || current.isWithExecutor) {
      return latest;
    }
    boolean isDue = rejections.sum() == 0 || now - handedOverNanos >= RETRY_AFTER;
    if (isDue || atOnce) {
      handedOverNanos = now;
      current.isWithExecutor = true;
      String what = current.events.size() + " events";
      if (!running.call(part, "take", what, () -> give(current))) {
        rejected(current, String.valueOf(part.lastFailure()));
      }
    }
    return current.isWithExecutor ? latest : Math.min(latest, handedOverNanos + RETRY_AFTER);
  }

  private void give(Batch given) {
    try {
      executor.execute(given);
      rejections.reset();
    } catch (RejectedExecutionException e) {
      rejected(given, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      rejected(given, e.toString());
      throw e;
    }
  }

  /** What has begun was taken after all, whatever the executor says. */
  private void rejected(Batch refused, String why) {
    if (!refused.isWithExecutor || refused.begun.get()) {
      return;
    }
    rejections.increment();
    allRejections.increment();
    refused.isWithExecutor = false;
    failures.warn(
        "executor",
        "EVENTS_REJECTED the callback executor took no more, {} events wait and are handed over"
            + " again: {}",
        refused.events.size(),
        why);
  }

  /** Events that are told in one go, and once only, however often the executor runs it. */
  private final class Batch implements Runnable {
    final List<Event> events;
    final AtomicBoolean begun = new AtomicBoolean();
    volatile boolean isWithExecutor;
    volatile boolean isOver;
    private final Loop running;

    Batch(List<Event> events, Loop running) {
      this.events = events;
      this.running = running;
    }

    @Override
    public void run() {
      if (!begun.compareAndSet(false, true)) {
        return;
      }
      try {
        events.forEach(ears);
      } finally {
        isOver = true;
        running.wake();
      }
    }
  }
}
