package io.ispmonitor.benchmarks.snmp;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the devices of a round. Thread-safe. */
final class Round {
  private final CountDownLatch open;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger partly = new AtomicInteger();
  private final AtomicInteger unread = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();

  Round(int devices) {
    this.open = new CountDownLatch(devices);
  }

  /** A device gave all its values; whether they are what they should be. */
  void answered(boolean isRight) {
    answered.incrementAndGet();
    wrong.addAndGet(isRight ? 0 : 1);
    open.countDown();
  }

  /** A device gave some of them. */
  void partly() {
    partly.incrementAndGet();
    open.countDown();
  }

  /** A device gave nothing. */
  void unread() {
    unread.incrementAndGet();
    open.countDown();
  }

  /** Waits until there is something of each device. */
  void await() throws InterruptedException {
    open.await();
  }

  /** Answered, partly answered, unread, wrong. */
  @Override
  public String toString() {
    return answered + " " + partly + " " + unread + " " + wrong;
  }
}
