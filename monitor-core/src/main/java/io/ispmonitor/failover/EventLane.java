package io.ispmonitor.failover;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events to listeners: in their order, one at a time, with a bound. */
final class EventLane {
  private static final Logger log = LoggerFactory.getLogger(EventLane.class);
  private static final int CAPACITY = 1_024;

  private final String name;
  private final List<FailoverListener> listeners;
  private final Executor executor;
  private final TimeSource time;

  // Guarded by this.
  private final Deque<FailoverEvent> waiting = new ArrayDeque<>();
  private boolean isGiven;
  private boolean isClosed;
  private boolean isRejected;
  private long busySince = Step.ON_WAKE;
  private long lost;

  EventLane(String name, List<FailoverListener> listeners, Executor executor, TimeSource time) {
    this.name = name;
    this.listeners = listeners;
    this.executor = executor;
    this.time = time;
  }

  /** Puts an event in; calls nobody. To be followed by {@link #run}. */
  synchronized void add(FailoverEvent event) {
    if (isClosed) {
      return;
    }
    if (waiting.size() == CAPACITY) {
      waiting.removeFirst();
      lost++;
    }
    waiting.addLast(event);
  }

  /** Has what waits told, unless that is under way. Calls the executor. */
  void run() {
    if (!claim()) {
      return;
    }
    AtomicBoolean begun = new AtomicBoolean();
    try {
      executor.execute(() -> tellAll(begun));
      taken();
    } catch (Throwable e) { // of host code anything may come, checked or not
      if (begun.compareAndSet(false, true)) {
        rejected(e);
      }
    }
  }

  private synchronized boolean claim() {
    if (isGiven || waiting.isEmpty()) {
      return false;
    }
    isGiven = true;
    busySince = time.nanoTime();
    return true;
  }

  private synchronized void taken() {
    isRejected = false;
  }

  /** What waits is handed over again with the next turn of the loop. */
  private void rejected(Throwable why) {
    boolean isNew;
    synchronized (this) {
      release();
      isNew = !isRejected;
      isRejected = true;
    }
    if (isNew) {
      log.warn(
          "FAILOVER_EVENTS_REJECTED failover {}: the executor took no events, they wait: {}",
          name,
          Words.of(why));
    }
  }

  /** Once, however often the executor runs it. */
  private void tellAll(AtomicBoolean begun) {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      for (FailoverEvent event = next(); event != null; event = next()) {
        for (FailoverListener listener : listeners) {
          tell(listener, event);
        }
      }
    } catch (RuntimeException | Error e) { // not of a listener: the log itself failed
      release();
      throw e;
    }
  }

  private synchronized void release() {
    isGiven = false;
    busySince = Step.ON_WAKE;
  }

  private synchronized @Nullable FailoverEvent next() {
    FailoverEvent next = waiting.pollFirst();
    isGiven = next != null;
    busySince = next == null ? Step.ON_WAKE : time.nanoTime();
    return next;
  }

  private void tell(FailoverListener listener, FailoverEvent event) {
    try {
      listener.onEvent(event);
    } catch (Throwable e) { // of host code anything may come, checked or not
      log.warn(
          "FAILOVER_LISTENER_FAILED failover {}: listener {} threw on {}",
          name,
          listener.getClass().getName(),
          event,
          e);
    }
  }

  /** For how long one event has been with the listeners, or the executor has not begun. */
  synchronized long busyNanos() {
    return busySince == Step.ON_WAKE ? 0 : time.nanoTime() - busySince;
  }

  /** How many events were dropped because too many waited. */
  synchronized long lost() {
    return lost;
  }

  /** Takes in no more; what waits is still told. */
  synchronized void close() {
    isClosed = true;
  }
}
