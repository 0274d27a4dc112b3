package io.ispmonitor.testkit;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Receipt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A channel that remembers what it was to deliver, and answers what a test says: delivered, with a
 * receipt, unless it says something else. It can be held, as one is whose other side does not
 * answer. Thread-safe.
 */
public final class RecordingChannel implements NotificationChannel {
  private final String name;
  private final Pace pace;
  private final List<Notice> asked = new ArrayList<>();
  private final List<Notice> delivered = new ArrayList<>();
  private final Deque<Function<Notice, DeliveryResult>> script = new ArrayDeque<>();
  private Function<Notice, DeliveryResult> usual = RecordingChannel::receipt;
  private boolean isHeld;
  private boolean isClosed;

  /** A channel without a limit. */
  public RecordingChannel(String name) {
    this(name, Pace.UNLIMITED);
  }

  /** A channel whose other side takes no more than this. */
  public RecordingChannel(String name, Pace pace) {
    this.name = name;
    this.pace = pace;
  }

  private static DeliveryResult receipt(Notice notice) {
    Receipt first = notice.previous();
    return new DeliveryResult.Delivered(first != null ? first : new Receipt(notice.id()));
  }

  /** What the next attempts come to, one after the other; the ones after them as usual. */
  public synchronized RecordingChannel next(DeliveryResult... results) {
    for (DeliveryResult result : results) {
      script.add(notice -> result);
    }
    return this;
  }

  /** What the next attempt does, such as to throw. */
  public synchronized RecordingChannel next(Function<Notice, DeliveryResult> attempt) {
    script.add(attempt);
    return this;
  }

  /** What attempts come to from now on, where nothing else was said. */
  public synchronized RecordingChannel always(DeliveryResult result) {
    usual = notice -> result;
    return this;
  }

  /** From now on attempts wait until {@link #release}. */
  public synchronized void hold() {
    isHeld = true;
  }

  /** Attempts go on. */
  public synchronized void release() {
    isHeld = false;
    notifyAll();
  }

  /**
   * Waits until so many attempts were made, those that are held included.
   *
   * @return false when the time was over first, by the machine's clock
   */
  public synchronized boolean awaitAsked(int count, Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (asked.size() < count) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** The notice of every attempt, in their order. */
  public synchronized List<Notice> asked() {
    return List.copyOf(asked);
  }

  /** The notices that were delivered, in their order. */
  public synchronized List<Notice> delivered() {
    return List.copyOf(delivered);
  }

  /** The titles of what was delivered. */
  public List<String> titles() {
    return delivered().stream().map(notice -> notice.message().title()).toList();
  }

  /** Whether it was closed. */
  public synchronized boolean isClosed() {
    return isClosed;
  }

  /** Forgets what was; the script stays. */
  public synchronized void clear() {
    asked.clear();
    delivered.clear();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public synchronized DeliveryResult deliver(Notice notice) throws InterruptedException {
    if (isClosed) {
      return DeliveryResult.tryLater("channel " + name + " is closed");
    }
    asked.add(notice);
    notifyAll();
    while (isHeld) {
      wait();
    }
    Function<Notice, DeliveryResult> attempt = script.poll();
    DeliveryResult result = (attempt == null ? usual : attempt).apply(notice);
    if (result instanceof DeliveryResult.Delivered) {
      delivered.add(notice);
    }
    return result;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    release();
  }

  @Override
  public String toString() {
    return "RecordingChannel[" + name + "]";
  }
}
