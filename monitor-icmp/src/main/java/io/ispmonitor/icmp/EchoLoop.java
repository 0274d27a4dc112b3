package io.ispmonitor.icmp;

import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine's loop: takes echoes in, sends them in batches, reads what comes back, and ends what
 * is due. A turn never blocks. Kernel timestamps make reading late harmless, so nothing wakes the
 * loop when a packet comes; it looks every few milliseconds as long as an echo is in flight.
 */
final class EchoLoop implements Step {
  private static final Duration WHEEL_TICK = Duration.ofMillis(1);
  private static final int WHEEL_SLOTS = 4_096;
  private static final long TICK_NANOS = 1_000_000;
  private static final long BUSY_REST_NANOS = 2_000_000;
  private static final long CALM_REST_NANOS = 8_000_000;
  private static final int BUSY_IN_FLIGHT = 64;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A turn takes milliseconds; one that takes longer than this ends the loop when it returns. */
  private static final long MOST_WAIT_NANOS = 1_000_000_000;

  /** Beyond every timer. */
  private static final long FAR_NANOS = 1L << 61;

  private final TimeSource time;
  private final Inbox inbox;
  private final Queue<Echo> calledOff = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final TimerWheel<Echo> wheel;
  private final Ledger ledger;
  private final PauseWatch pauses;
  private final Lanes lanes = new Lanes();
  private long nextTickNanos;
  private boolean over;
  private volatile boolean closing;
  private volatile EchoCounters counters;
  private volatile long expectedNanos = ON_WAKE;
  private volatile int inFlight;

  EchoLoop(TimeSource time, int maxOpen) {
    this.time = time;
    this.inbox = new Inbox(maxOpen);
    this.nextTickNanos = time.nanoTime();
    this.wheel = new TimerWheel<>(WHEEL_TICK, WHEEL_SLOTS, nextTickNanos);
    this.ledger = new Ledger(time, wheel);
    this.pauses = new PauseWatch(ledger);
    this.counters = ledger.tally().snapshot();
  }

  /** Before the first turn: the sockets to use. */
  void add(EchoSocket socket, boolean forIpv6, SipHash code, int windowLimit) {
    lanes.add(new Lane(socket, ledger, code, windowLimit), forIpv6);
  }

  List<Lane> lanes() {
    return lanes.all();
  }

  boolean serves(boolean forIpv6) {
    return lanes.serve(forIpv6);
  }

  /** From any thread: takes an echo in, unless too many are open or the engine is closed. */
  Admission offer(Echo echo) {
    if (closing) {
      return Admission.CLOSED;
    }
    if (!inbox.offer(echo)) {
      return Admission.FULL;
    }
    if (closing) {
      close();
    }
    return Admission.TAKEN;
  }

  /** From any thread: the echo is not wanted any more. */
  void callOff(Echo echo) {
    calledOff.add(echo);
  }

  EchoCounters counters() {
    return counters;
  }

  int open() {
    return inbox.open();
  }

  int inFlight() {
    return inFlight;
  }

  /** How far the loop is behind the time at which it wanted to turn. */
  Duration overdueBy() {
    long expected = expectedNanos;
    return expected == ON_WAKE
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, time.nanoTime() - expected));
  }

  @Override
  public long run(long nowNanos) {
    turn.lock();
    try {
      return over ? ON_WAKE : turn(nowNanos);
    } finally {
      turn.unlock();
    }
  }

  private long turn(long startNanos) {
    long now = startNanos;
    notePause(expectedNanos, now);
    tick(now);
    boolean more = true;
    while (more && !closing) {
      expectedNanos = now;
      accept(now);
      letGo();
      more = lanes.send(now);
      long before = now;
      now = time.nanoTime();
      notePause(before, now);
      if (now - nextTickNanos >= 0) {
        tick(now);
      }
    }
    return closing ? end() : rest(now);
  }

  private void notePause(long expected, long now) {
    if (expected != ON_WAKE && !lanes.isIdle()) {
      pauses.turned(expected, now);
    }
  }

  /** What came is read first, so that an answer in the buffer is never taken for silence. */
  private void tick(long now) {
    ledger.wall().read();
    lanes.tick(now);
    wheel.advance(now, this::due);
    nextTickNanos = now + TICK_NANOS;
    publish();
  }

  private void publish() {
    counters = ledger.tally().snapshot();
    inFlight = lanes.inFlight();
    inbox.ended(ledger.takeEnded());
  }

  private void accept(long now) {
    Echo echo = inbox.takeAll();
    while (echo != null) {
      Echo next = echo.nextSubmitted;
      echo.nextSubmitted = null;
      if (echo.stage == Echo.Stage.ENDED) {
        // Called off before it was taken in.
      } else if (echo.atNanos - now > 0) {
        wheel.schedule(echo, echo.atNanos);
      } else {
        enqueue(echo);
      }
      echo = next;
    }
  }

  private void enqueue(Echo echo) {
    if (echo.hasEnd()) {
      wheel.schedule(echo, echo.endNanos);
    }
    lanes.of(echo).enqueue(echo);
  }

  private void letGo() {
    for (Echo echo = calledOff.poll(); echo != null; echo = calledOff.poll()) {
      if (echo.stage == Echo.Stage.IN_FLIGHT) {
        lanes.of(echo).release(echo, false);
      }
      if (echo.stage != Echo.Stage.ENDED) {
        ledger.calledOff(echo);
      }
    }
  }

  private void due(Echo echo) {
    switch (echo.stage) {
      case DELAYED -> enqueue(echo);
      case WAITING -> ledger.overdue(echo);
      case IN_FLIGHT -> expired(echo);
      case ENDED -> {}
    }
  }

  private void expired(Echo echo) {
    Lane lane = lanes.of(echo);
    lane.release(echo, false);
    Duration waited = Duration.ofNanos(time.nanoTime() - echo.sentNanos);
    String doubt = doubtAbout(echo, lane, waited);
    ledger.failed(
        echo, doubt == null ? new ProbeOutcome.Silent(waited) : new ProbeOutcome.Void(doubt));
  }

  private @Nullable String doubtAbout(Echo echo, Lane lane, Duration waited) {
    String doubt = pauses.doubt().about(echo.sentNanos);
    if (doubt == null) {
      doubt = lane.unseen().about(echo.sentNanos);
    }
    if (doubt == null && waited.toNanos() < echo.timeoutNanos / 10 * 9) {
      doubt =
          "the echo left %d ms late, so only %d ms were left for the answer"
              .formatted((echo.sentNanos - echo.atNanos) / NANOS_PER_MILLI, waited.toMillis());
    }
    return doubt;
  }

  private long rest(long now) {
    publish();
    long next = wheel.nextDueNanos();
    if (!lanes.isIdle()) {
      long rest = inFlight > BUSY_IN_FLIGHT ? BUSY_REST_NANOS : CALM_REST_NANOS;
      next = Math.min(next, now + rest);
    }
    expectedNanos = next;
    return next;
  }

  /** From any thread: ends all that is open and closes the sockets, at once or with this turn. */
  void close() {
    closing = true;
    if (turn.isHeldByCurrentThread()) {
      return;
    }
    if (lockTurn()) {
      try {
        end();
      } finally {
        turn.unlock();
      }
    }
  }

  /** Not even an interrupt keeps the sockets open. False when a turn is stuck: it ends itself. */
  private boolean lockTurn() {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return turn.tryLock(MOST_WAIT_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** May run again, for an echo that slipped in while the first run was under way. */
  private long end() {
    ProbeOutcome closed = new ProbeOutcome.Void("the ICMP engine was closed");
    if (!over) {
      over = true;
      expectedNanos = ON_WAKE;
      lanes.close(echo -> ledger.failed(echo, closed));
      wheel.advance(time.nanoTime() + FAR_NANOS, echo -> ledger.failed(echo, closed));
    }
    for (Echo echo = inbox.takeAll(); echo != null; echo = echo.nextSubmitted) {
      ledger.failed(echo, closed);
    }
    publish();
    return ON_WAKE;
  }
}
