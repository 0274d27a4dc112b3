package io.ispmonitor.app.web.api;

import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Passes events on, each when the one before was written: who is slow keeps nobody waiting. */
final class Relay<T> implements Flow.Subscriber<T> {
  private final BiConsumer<T, Runnable> each;
  private final Runnable atEnd;
  private Flow.@Nullable Subscription subscription;
  private boolean isCancelled;

  /**
   * A relay.
   *
   * @param each sends an event on, and runs what it is given when that is written
   * @param atEnd is run when no more come
   */
  Relay(BiConsumer<T, Runnable> each, Runnable atEnd) {
    this.each = each;
    this.atEnd = atEnd;
  }

  @Override
  public void onSubscribe(Flow.Subscription to) {
    boolean isLate;
    synchronized (this) {
      subscription = to;
      isLate = isCancelled;
    }
    if (isLate) {
      to.cancel();
    } else {
      to.request(1);
    }
  }

  @Override
  public void onNext(T event) {
    each.accept(event, this::next);
  }

  @Override
  public void onError(Throwable failure) {
    atEnd.run();
  }

  @Override
  public void onComplete() {
    atEnd.run();
  }

  private void next() {
    Flow.Subscription from = current();
    if (from != null) {
      from.request(1);
    }
  }

  private synchronized Flow.@Nullable Subscription current() {
    return isCancelled ? null : subscription;
  }

  /** Wants no more. */
  void cancel() {
    Flow.Subscription from;
    synchronized (this) {
      isCancelled = true;
      from = subscription;
    }
    if (from != null) {
      from.cancel();
    }
  }
}
