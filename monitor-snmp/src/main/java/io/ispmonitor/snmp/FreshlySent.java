package io.ispmonitor.snmp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Questions sent a moment ago whose answers are still out. There are no more of them than there is
 * room for answers in the receive buffer, since an answer that finds no room looks like a silence;
 * those that have waited for longer will hardly all be answered at once. The session's thread.
 */
final class FreshlySent {
  private static final long FRESH_NANOS = Duration.ofMillis(200).toNanos();

  /** What the kernel charges for a packet of 1,400 bytes; it grants twice of what it says. */
  private static final int ANSWER_BYTES = 2_304 / 2;

  private static final int LEAST = 32;

  private final int most;
  private final Deque<Exchange> inOrder = new ArrayDeque<>();
  private int out;

  FreshlySent(int most) {
    this.most = most;
  }

  /**
   * For a receive buffer of this size.
   *
   * @param bytes as the Java platform says it, half of what Linux counts
   */
  static FreshlySent forBuffer(int bytes) {
    return new FreshlySent(Math.max(LEAST, bytes / ANSWER_BYTES));
  }

  /** Whether another question may be sent. */
  boolean hasRoomAt(long now) {
    for (Exchange oldest = inOrder.peek(); oldest != null; oldest = inOrder.peek()) {
      if (oldest.isFresh && now - oldest.firstSentNanos < FRESH_NANOS) {
        break;
      }
      inOrder.remove();
      ended(oldest);
    }
    return out < most;
  }

  /** When there is room at the latest, if nothing is answered until then. */
  long roomAtNanos() {
    Exchange oldest = inOrder.peek();
    return oldest == null || out < most ? Long.MAX_VALUE : oldest.firstSentNanos + FRESH_NANOS;
  }

  void add(Exchange exchange) {
    exchange.isFresh = true;
    inOrder.add(exchange);
    out++;
  }

  /** Its answer came, or is not waited for any more. */
  void ended(Exchange exchange) {
    if (exchange.isFresh) {
      exchange.isFresh = false;
      out--;
    }
  }
}
