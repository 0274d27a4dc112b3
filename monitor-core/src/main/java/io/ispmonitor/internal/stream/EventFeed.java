package io.ispmonitor.internal.stream;

import io.ispmonitor.status.StatusEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one subscriber, by the rules of {@link Flow}: as many as were requested, one after
 * the other. What is not fetched waits in a bounded buffer, from which the oldest go first.
 */
final class EventFeed implements Flow.Subscription {
  private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

  /** So many in one go, so that an executor's thread is not kept for ever. */
  private static final int BATCH = 256;

  /** So many looks in a row, one a second, at a buffer that overflows and an executor at rest. */
  private static final int MOST_STALLS = 300;

  private final Flow.Subscriber<? super StatusEvent> subscriber;
  private final Executor executor;
  private final int capacity;
  private final Consumer<EventFeed> leave;

  // Guarded by this.
  private final Deque<StatusEvent> waiting = new ArrayDeque<>();
  private long missed;
  private long demand;
  private @Nullable Throwable refusal;
  private boolean complete;
  private boolean running = true; // until it is introduced
  private boolean over;
  private @Nullable Batch given;
  private int stalls;

  EventFeed(
      Flow.Subscriber<? super StatusEvent> subscriber,
      Executor executor,
      int capacity,
      Consumer<EventFeed> leave) {
    this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
    this.executor = executor;
    this.capacity = capacity;
    this.leave = leave;
  }

  /** Introduces itself; before that has come back, nothing is handed over. */
  void begin() {
    boolean isWelcome = false;
    try {
      subscriber.onSubscribe(this);
      isWelcome = true;
    } finally {
      if (!isWelcome) {
        cancel();
      }
      if (goesOn()) {
        start();
      }
    }
  }

  /** Puts an event or a gap into the buffer; calls nobody. */
  synchronized void take(StatusEvent event) {
    if (over || complete || refusal != null) {
      return;
    }
    if (waiting.isEmpty() && event instanceof StatusEvent.Missed gap) {
      missed += gap.events();
      return;
    }
    if (waiting.size() == capacity) {
      drop(waiting.removeFirst());
    }
    waiting.addLast(event);
  }

  private void drop(StatusEvent oldest) {
    missed += oldest instanceof StatusEvent.Missed gap ? gap.events() : 1;
  }

  /** What waits is still handed over, then it ends; to be followed by {@link #run}. */
  synchronized void endAfterThat() {
    complete = true;
  }

  /** What waits is still handed over, then it ends. */
  void complete() {
    endAfterThat();
    run();
  }

  void refuse(Throwable why) {
    synchronized (this) {
      refusal = why;
    }
    run();
  }

  /** Finds out whether its executor has dropped what it was given. To be called once a second. */
  synchronized boolean isAbandoned() {
    Batch last = given;
    boolean isStalling = running && missed > 0 && last != null && !last.begun.get();
    stalls = isStalling ? stalls + 1 : 0;
    return stalls > MOST_STALLS;
  }

  /** Takes in no more; should the executor still begin, the subscriber is told why. */
  void abandon() {
    synchronized (this) {
      refusal =
          new IllegalStateException(
              "the executor of this subscriber did not begin a task for %d s while events were lost"
                      .formatted(MOST_STALLS)
                  + "; subscribe again with one that does");
      waiting.clear();
      missed = 0;
    }
    leave.accept(this);
    log.warn(
        "EVENTS_REJECTED the executor of an event subscriber has not begun its task for {} s and"
            + " events are lost, so it is left out from now on",
        MOST_STALLS);
  }

  @Override
  public void request(long more) {
    synchronized (this) {
      if (more > 0) {
        demand += Math.min(more, Long.MAX_VALUE - demand);
      } else {
        refusal = new IllegalArgumentException("a subscriber must request 1 or more, was " + more);
      }
    }
    run();
  }

  @Override
  public void cancel() {
    end();
    leave.accept(this);
  }

  private synchronized void end() {
    over = true;
    waiting.clear();
    missed = 0;
  }

  /** Goes on handing over, unless that is under way or there is nothing to do. */
  void run() {
    if (starts()) {
      start();
    }
  }

  /** Whether it has to be started, which is then up to the caller. */
  synchronized boolean starts() {
    boolean starts = !running && !over && hasWork();
    running |= starts;
    return starts;
  }

  /** Starts handing over. Calls the executor. */
  void start() {
    submit(false);
  }

  /** It could not be started after all. */
  synchronized void startsNot() {
    running = false;
  }

  /**
   * Gives the executor the next batch.
   *
   * @param isWithin whether this is called by the batch before
   * @return whether the executor called back at once, so that whoever called this has to go on
   */
  private boolean submit(boolean isWithin) {
    Batch next = new Batch(isWithin);
    synchronized (this) {
      given = next;
    }
    try {
      executor.execute(next);
    } catch (Throwable e) { // of host code anything may come, checked or not
      cancel();
      log.warn(
          "EVENTS_REJECTED the executor of an event subscriber takes no more work, so it is left"
              + " out from now on: {}",
          e.toString());
    }
    return next.cameBack();
  }

  private boolean hasWork() {
    boolean isOwed = demand > 0 && (missed > 0 || !waiting.isEmpty());
    return isOwed || refusal != null || (complete && waiting.isEmpty() && missed == 0);
  }

  /** A loop, so that an executor that runs at once what it is given does not fill the stack. */
  private void handOver() {
    do {
      handOverSome();
    } while (goesOn() && submit(true));
  }

  private synchronized boolean goesOn() {
    running = !over && hasWork();
    return running;
  }

  private void handOverSome() {
    try {
      for (int i = 0; i < BATCH; i++) {
        StatusEvent next = next();
        if (next == null) {
          conclude();
          break;
        }
        subscriber.onNext(next);
      }
    } catch (Throwable e) { // of host code anything may come, checked or not
      cancel();
      log.warn("an event subscriber threw, so it is left out from now on", e);
    }
  }

  private synchronized @Nullable StatusEvent next() {
    if (over || refusal != null || demand == 0 || (missed == 0 && waiting.isEmpty())) {
      return null;
    }
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (missed > 0) {
      StatusEvent.Missed gap = new StatusEvent.Missed(missed);
      missed = 0;
      return gap;
    }
    return waiting.removeFirst();
  }

  private void conclude() {
    Throwable why;
    synchronized (this) {
      boolean isDone = complete && waiting.isEmpty() && missed == 0;
      if (over || (refusal == null && !isDone)) {
        return;
      }
      why = refusal;
      end();
    }
    leave.accept(this);
    if (why == null) {
      subscriber.onComplete();
    } else {
      subscriber.onError(why);
    }
  }

  /** Some events, handed over on whatever thread the executor chooses. */
  private final class Batch implements Runnable {
    final AtomicBoolean begun = new AtomicBoolean();
    private final Thread giver = Thread.currentThread();

    // The giver's alone.
    private boolean isBeingGiven;
    private boolean cameBack;

    Batch(boolean isWithin) {
      this.isBeingGiven = isWithin;
    }

    @Override
    public void run() {
      if (!begun.compareAndSet(false, true)) {
        return; // once, however often it is run
      }
      if (Thread.currentThread() == giver && isBeingGiven) {
        cameBack = true;
      } else {
        handOver();
      }
    }

    /** Once it was given: whether it came back to the batch that gave it. */
    boolean cameBack() {
      isBeingGiven = false;
      return cameBack;
    }
  }
}
