package io.ispmonitor.testkit.snmp;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** What is sent later, in the time of the agents. Any thread. */
final class LatePackets implements AutoCloseable {
  private static final int MOST = 100_000;

  private final TimeSource time;
  private final ThreadFactory threads;
  private final PriorityQueue<Late> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Late::order));
  private final long originNanos;
  private @Nullable Wakeup loop;
  private boolean closed;

  /** What is sent, and when, counted from our beginning. */
  private record Late(long order, Runnable send) {}

  LatePackets(TimeSource time, ThreadFactory threads) {
    this.time = time;
    this.threads = threads;
    this.originNanos = time.nanoTime();
  }

  /** Sends something later; nothing when far too much waits already. */
  synchronized void after(long nanos, Runnable send) {
    if (closed || waiting.size() >= MOST) {
      return;
    }
    waiting.add(new Late(time.nanoTime() - originNanos + nanos, send));
    if (loop == null) { // most never need one
      loop = time.drive("ispmonitor-simulated-agents-late", this::turn, threads);
    }
    loop.wake();
  }

  private long turn(long now) {
    for (Late due = due(now); due != null; due = due(now)) {
      due.send().run();
    }
    return nextNanos();
  }

  private synchronized @Nullable Late due(long now) {
    Late first = waiting.peek();
    return first != null && first.order() <= now - originNanos ? waiting.poll() : null;
  }

  private synchronized long nextNanos() {
    Late first = waiting.peek();
    return first == null ? Step.ON_WAKE : first.order() + originNanos;
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    if (loop != null) {
      loop.close();
    }
  }
}
