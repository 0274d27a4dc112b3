package io.ispmonitor.alerting.channel;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's place in the ring of events, by the rules of {@link Flow}: as many events as
 * were requested, one after the other, on the executor.
 */
final class StreamFeed implements Flow.Subscription {
  private static final Logger log = LoggerFactory.getLogger(StreamChannel.class);

  private final Flow.Subscriber<? super StreamEvent> subscriber;
  private final EventRing ring;
  private final Executor executor;
  private final Consumer<StreamFeed> leave;

  // Guarded by this.
  private long seen;
  private long demand;
  private boolean complete;
  private boolean running = true; // until it is introduced
  private boolean over;
  private @Nullable Throwable refusal;

  /** A feed that begins after an event. */
  StreamFeed(
      Flow.Subscriber<? super StreamEvent> subscriber,
      EventRing ring,
      long seen,
      Executor executor,
      Consumer<StreamFeed> leave) {
    this.subscriber = subscriber;
    this.ring = ring;
    this.seen = seen;
    this.executor = executor;
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
    }
    synchronized (this) {
      running = false;
    }
    wake();
  }

  /** What is there is still handed over, then it ends. */
  void complete() {
    synchronized (this) {
      complete = true;
    }
    wake();
  }

  /** It ends with an error. */
  void refuse(Throwable why) {
    synchronized (this) {
      refusal = why;
    }
    wake();
  }

  @Override
  public void request(long more) {
    if (more <= 0) {
      refuse(new IllegalArgumentException("a subscriber must request 1 or more, was " + more));
      return;
    }
    synchronized (this) {
      demand += Math.min(more, Long.MAX_VALUE - demand);
    }
    wake();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      over = true;
    }
    leave.accept(this);
  }

  /** Goes on handing over, unless that is under way or there is nothing to do. */
  void wake() {
    synchronized (this) {
      if (running || !hasWork()) {
        return;
      }
      running = true;
    }
    try {
      executor.execute(this::handOver);
    } catch (RuntimeException | OutOfMemoryError e) { // no room, or no thread more
      log.warn(
          "ALERT_STREAM_REJECTED the executor takes no more work, so a subscriber is left out from"
              + " now on: {}",
          e.toString());
      endHere(e);
    }
  }

  /** On this thread, since there is no other: a subscriber that hears nothing waits for ever. */
  private void endHere(Throwable rejection) {
    synchronized (this) {
      boolean isAllSaid = complete && !ring.hasAfter(seen);
      if (refusal == null && !isAllSaid) {
        refusal = rejection;
      }
    }
    try {
      conclude();
    } catch (Throwable e) { // of host code anything may come, checked or not
      failed(e);
    }
  }

  private void failed(Throwable e) {
    cancel();
    log.warn("ALERT_STREAM_FAILED a subscriber threw, so it is left out from now on", e);
  }

  private boolean hasWork() {
    boolean isBehind = ring.hasAfter(seen);
    return !over && (refusal != null || (isBehind ? demand > 0 : complete));
  }

  private void handOver() {
    try {
      for (StreamEvent next = next(); next != null; next = next()) {
        subscriber.onNext(next);
      }
      conclude();
    } catch (Throwable e) { // of host code anything may come, checked or not
      failed(e);
    }
    synchronized (this) {
      running = false;
    }
    wake(); // for what came meanwhile
  }

  private synchronized @Nullable StreamEvent next() {
    StreamEvent next = over || refusal != null || demand == 0 ? null : ring.after(seen);
    if (next != null) {
      seen = next.id();
      demand -= demand == Long.MAX_VALUE ? 0 : 1;
    }
    return next;
  }

  private void conclude() {
    Throwable why;
    synchronized (this) {
      if (over || (refusal == null && (!complete || ring.hasAfter(seen)))) {
        return;
      }
      why = refusal;
    }
    cancel();
    if (why == null) {
      subscriber.onComplete();
    } else {
      subscriber.onError(why);
    }
  }
}
