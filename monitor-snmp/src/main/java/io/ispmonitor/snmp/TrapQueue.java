package io.ispmonitor.snmp;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traps on their way to whoever wants them, on a thread of its own, so that nobody holds up what
 * comes in. Bounded in number and in bytes.
 */
final class TrapQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SnmpTrapReceiver.class);
  private static final int MOST_TRAPS = 20_000;
  private static final long MOST_BYTES = 16L << 20;
  private static final int BATCH = 256;
  private static final long TRY_AGAIN = Duration.ofMillis(50).toNanos();
  private static final long GIVE_UP = Duration.ofSeconds(5).toNanos();
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final TimeSource time;
  private final Predicate<SnmpTrap> consumer;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger traps = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder taken = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final SaidOnce said;
  private final Wakeup wakeup;
  private long triedSince = Step.ON_WAKE;
  private volatile boolean closed;

  private record Waiting(SnmpTrap trap, int bytes) {}

  /**
   * An empty one.
   *
   * @param consumer takes a trap; false when it has to be handed over again a little later
   */
  TrapQueue(TimeSource time, ThreadFactory threads, Predicate<SnmpTrap> consumer) {
    this.time = time;
    this.consumer = consumer;
    this.said = new SaidOnce(time.nanoTime());
    this.wakeup = time.drive("ispmonitor-snmp-trap-consumer", this::turn, threads);
  }

  /**
   * Takes one in, from one thread.
   *
   * @param size of its message in bytes, for what it takes of the heap
   * @return false when too many wait
   */
  boolean offer(SnmpTrap trap, int size) {
    if (closed || traps.get() >= MOST_TRAPS || bytes.get() + size > MOST_BYTES) {
      return false;
    }
    traps.incrementAndGet();
    bytes.addAndGet(size);
    waiting.add(new Waiting(trap, size));
    wakeup.wake();
    return true;
  }

  /** How many were handed over. */
  long taken() {
    return taken.sum();
  }

  /** How many were not wanted for so long that they were given up. */
  long givenUp() {
    return givenUp.sum();
  }

  private long turn(long now) {
    for (int i = 0; i < BATCH && !closed; i++) {
      Waiting next = waiting.peek();
      if (next == null) {
        return Step.ON_WAKE;
      }
      if (handOver(next.trap())) {
        taken.increment();
      } else if (isToTryAgain()) {
        return time.nanoTime() + TRY_AGAIN;
      } else {
        givenUp.increment();
      }
      triedSince = Step.ON_WAKE;
      waiting.remove();
      traps.decrementAndGet();
      bytes.addAndGet(-next.bytes());
    }
    return closed ? Step.ON_WAKE : now;
  }

  private boolean handOver(SnmpTrap trap) {
    try {
      return consumer.test(trap);
    } catch (RuntimeException e) {
      if (said.isDue(e.getClass(), time.nanoTime())) {
        log.warn("SNMP_TRAP_CONSUMER_FAILED who was handed a trap failed to take it", e);
      }
      return true;
    }
  }

  private boolean isToTryAgain() {
    long now = time.nanoTime();
    if (triedSince == Step.ON_WAKE) {
      triedSince = now;
    }
    return now - triedSince < GIVE_UP;
  }

  /** Hands over nothing any more. */
  @Override
  public void close() {
    closed = true;
    wakeup.close();
    try {
      wakeup.awaitEnd(CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
