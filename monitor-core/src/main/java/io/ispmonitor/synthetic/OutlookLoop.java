package io.ispmonitor.synthetic;

import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries all conversations with one selector. What came is read before deadlines are looked at, so
 * that an answer in a buffer is never taken for silence.
 */
final class OutlookLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Outlook.class);
  private static final Duration TICK = Duration.ofMillis(1);
  private static final int SLOTS = 4_096;
  private static final int BUFFER_BYTES = 32 * 1_024;
  private static final int SCRATCH_BYTES = 64 * 1_024;
  private static final long AFTER_ERROR_NANOS = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final TimeSource time;
  private final int mostOpen;
  private final Aside aside;
  private final Selector selector;
  private final TimerWheel<Conversation> wheel;
  private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
  private final Set<Conversation> open = new HashSet<>();
  private final AtomicInteger admitted = new AtomicInteger();
  private final RecentCount turnedAway;
  private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES);
  private final PauseWatch pauses = new PauseWatch();
  private volatile long expectedNanos = Step.ON_WAKE;
  private volatile boolean closing;
  private volatile boolean over;

  OutlookLoop(TimeSource time, int mostOpen, Aside aside) throws IOException {
    this.time = time;
    this.mostOpen = mostOpen;
    this.aside = aside;
    this.turnedAway = new RecentCount(time);
    this.selector = Selector.open();
    this.wheel = new TimerWheel<>(TICK, SLOTS, time.nanoTime());
  }

  /** From any thread: begins a conversation soon, or tells at once why not. */
  Question begin(Conversation conversation) {
    Terms terms = conversation.terms;
    if (closing) {
      terms.outcome().accept(closed());
      return Question.DONE;
    }
    if (admitted.incrementAndGet() > mostOpen) {
      admitted.decrementAndGet();
      turnedAway.increment();
      terms.outcome().accept(tooMany());
      return Question.DONE;
    }
    enqueue(conversation::begin);
    return conversation;
  }

  private ProbeOutcome tooMany() {
    return new ProbeOutcome.Broken(
        "%d conversations are open already; ask slower or raise mostOpen".formatted(mostOpen),
        null);
  }

  static ProbeOutcome closed() {
    return new ProbeOutcome.Void("the outlook was closed");
  }

  /** From any thread: runs this on the loop's thread. */
  void enqueue(Runnable errand) {
    errands.add(errand);
    selector.wakeup();
    if (over) {
      runErrands(); // nobody else does any more
    }
  }

  @Override
  public void run() {
    try {
      while (!closing) {
        turnSafely();
      }
    } finally {
      endAll();
    }
  }

  private void turnSafely() {
    try {
      turn();
    } catch (IOException | RuntimeException | Error e) {
      log.error("synthetic probes: a turn failed; it goes on in a second", e);
      LockSupport.parkNanos(this, AFTER_ERROR_NANOS);
    }
  }

  private void turn() throws IOException {
    long began = time.nanoTime();
    long next = wheel.nextDueNanos();
    expectedNanos = next;
    select(next, began);
    long now = time.nanoTime();
    pauses.turned(next, now);
    expectedNanos = now;
    runErrands();
    pauses.turned(now, time.nanoTime());
    // Only what came before the turn has been read for sure: parts of this turn may have taken
    // long.
    wheel.advance(began, Conversation::overdue);
  }

  private void select(long next, long now) throws IOException {
    if (!errands.isEmpty() || (next != Step.ON_WAKE && next - now <= 0)) {
      selector.selectNow(this::ready);
    } else if (next == Step.ON_WAKE) {
      selector.select(this::ready);
    } else {
      selector.select(this::ready, (next - now) / NANOS_PER_MILLI + 1);
    }
  }

  private void ready(SelectionKey key) {
    expectedNanos = time.nanoTime();
    if (key.attachment() instanceof Endpoint endpoint) {
      endpoint.owner().guard(endpoint::ready);
    }
  }

  private void runErrands() {
    for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
      try {
        errand.run();
      } catch (RuntimeException e) {
        log.error("synthetic probes: a part of the loop failed; it goes on", e);
      }
    }
  }

  /** On the loop's thread: a conversation begins. */
  void admit(Conversation conversation, long endNanos) {
    open.add(conversation);
    wheel.schedule(conversation, endNanos);
  }

  /** A conversation has its outcome. */
  void ended(Conversation conversation) {
    if (!over) {
      open.remove(conversation);
      wheel.cancel(conversation);
    }
    admitted.decrementAndGet();
  }

  private void endAll() {
    runErrands();
    for (Conversation conversation : List.copyOf(open)) {
      conversation.end(closed());
    }
    over = true;
    closeQuietly(selector);
    aside.close();
    runErrands();
  }

  /** From any thread: ends soon; open conversations are void. */
  void close() {
    closing = true;
    selector.wakeup();
  }

  boolean isOver() {
    return over;
  }

  Selector selector() {
    return selector;
  }

  Aside aside() {
    return aside;
  }

  TimeSource time() {
    return time;
  }

  long now() {
    return time.nanoTime();
  }

  /** The buffer to read into; what is in it is gone after the next read. */
  ByteBuffer received() {
    return received;
  }

  /** A buffer for bytes that are passed on at once. */
  ByteBuffer scratch() {
    return scratch;
  }

  /** How long the process stood still since then; null when it did not. */
  @Nullable Duration pauseSince(long nanos) {
    return pauses.since(nanos);
  }

  int openCount() {
    return admitted.get();
  }

  int mostOpen() {
    return mostOpen;
  }

  RecentCount turnedAway() {
    return turnedAway;
  }

  /** How far the loop is behind the time at which it wanted to turn, or has been in one part. */
  Duration overdueBy() {
    long expected = expectedNanos;
    return expected == Step.ON_WAKE
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, time.nanoTime() - expected));
  }

  static void closeQuietly(@Nullable AutoCloseable closeable) {
    if (closeable == null) {
      return;
    }
    try {
      closeable.close();
    } catch (Exception e) {
      String what = closeable instanceof Channel ? "a channel" : "the selector";
      log.debug("synthetic probes: {} did not close cleanly", what, e);
    }
  }
}
