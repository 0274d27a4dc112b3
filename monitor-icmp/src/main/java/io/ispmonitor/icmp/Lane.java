package io.ispmonitor.icmp;

import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The echoes of one address family: those that wait to be sent, and those in flight. */
final class Lane implements EchoEvents, AutoCloseable {
  /** A reply costs this much of the receive buffer, whatever its payload (measured). */
  private static final int REPLY_COST = 832;

  private static final int SLOTS = 1 << 16;

  /** Rounds of reading in one go: 65,536 replies, so that a flood cannot hold the loop. */
  private static final int MOST_ROUNDS = 512;

  private final EchoSocket socket;
  private final Ledger ledger;
  private final TimeSource time;
  private final Tally tally;
  private final RateLimitedLog complaints;
  private final SipHash code;
  private final Slots slots = new Slots(SLOTS);
  private final FlightWindow window;
  private final Deque<Echo> waiting = new ArrayDeque<>();
  private final Echo[] batch;
  private final Cookie cookie = new Cookie();
  private final Doubt unseen = new Doubt();
  private int number;
  private long drops;

  Lane(EchoSocket socket, Ledger ledger, SipHash code, int windowLimit) {
    this.socket = socket;
    this.ledger = ledger;
    this.time = ledger.time();
    this.tally = ledger.tally();
    this.complaints = ledger.complaints();
    this.code = code;
    this.window = new FlightWindow(windowLimit, time.nanoTime());
    this.batch = new Echo[socket.batchSize()];
    this.drops = socket.drops();
  }

  /**
   * How many echoes may have left lately: half of the replies that fit into the buffer, since
   * transmit timestamps share it.
   */
  static int windowLimit(EchoSocket socket) {
    return Math.max(1, socket.receiveBufferBytes() / REPLY_COST / 2);
  }

  EchoSocket socket() {
    return socket;
  }

  String family() {
    return socket.family();
  }

  int windowLimit() {
    return window.limit();
  }

  int inFlight() {
    return slots.used();
  }

  boolean isIdle() {
    return slots.used() == 0 && waiting.isEmpty();
  }

  void enqueue(Echo echo) {
    echo.stage = Echo.Stage.WAITING;
    waiting.add(echo);
  }

  /** Reads what came, and whether all that came could be read. */
  void tick(long nowNanos) {
    window.advance(nowNanos);
    if (isIdle()) {
      return;
    }
    if (!drain()) {
      unseen.cast(nowNanos, "more packets came than could be read while the echo was under way");
    }
    long dropped = socket.drops() - drops;
    if (dropped > 0) {
      drops += dropped;
      tally.overflowed += Math.max(1, dropped / socket.dropsPerPacket());
      unseen.cast(nowNanos, overflowWords());
      complaints.warn(
          "overflow " + socket.kind(),
          "ICMP engine: the receive buffer of the %s overflowed; raise net.core.rmem_max (it has %d"
                  .formatted(socket.kind(), socket.receiveBufferBytes())
              + " bytes); echoes under way end void, not silent");
    }
  }

  private String overflowWords() {
    return "our receive buffer of %d bytes overflowed while this echo was under way"
        .formatted(socket.receiveBufferBytes());
  }

  /** Why the silence of this echo proves nothing. */
  Doubt unseen() {
    return unseen;
  }

  /**
   * Sends one batch and reads what came meanwhile.
   *
   * @return whether more could be sent at once
   */
  boolean send(long nowNanos) {
    int count = fill(nowNanos);
    if (count == 0) {
      return false;
    }
    boolean open = transmit(count);
    drain();
    return open;
  }

  private int fill(long nowNanos) {
    int count = 0;
    while (count < batch.length && window.hasRoom() && slots.hasFree() && !waiting.isEmpty()) {
      Echo echo = waiting.remove();
      if (echo.stage != Echo.Stage.WAITING) {
        continue;
      }
      if (echo.hasEnd() && nowNanos - echo.endNanos >= 0) {
        ledger.overdue(echo);
        continue;
      }
      slots.take(echo);
      echo.window = window.left();
      number++;
      cookie.set(number, echo.generation, echo.slot);
      cookie.mac = code.of(cookie.head, cookie.place);
      echo.head = cookie.head;
      echo.mac = cookie.mac;
      socket.put(count, echo.high, echo.low, echo.scope, number, cookie);
      batch[count++] = echo;
    }
    return count;
  }

  /** False when the send buffer is full, and what is left went back to the queue. */
  private boolean transmit(int count) {
    int from = 0;
    boolean retried = false;
    while (from < count) {
      long sentNanos = time.nanoTime();
      int result = socket.send(from, count);
      if (result > 0) {
        for (int end = from + result; from < end; from++) {
          ledger.left(batch[from], sentNanos);
        }
        retried = false;
      } else if (result == 0 || result == EchoSocket.WOULD_BLOCK) {
        tally.sendBufferFull++;
        putBack(from, count);
        return false;
      } else if (!retried && !Errno.isOutOfBuffers(-result)) {
        // The error may be that of an earlier echo, reported to whoever calls next.
        socket.errors(this);
        tally.retried++;
        retried = true;
      } else {
        release(batch[from], false);
        ledger.unsendable(batch[from++], -result);
        retried = false;
      }
    }
    return true;
  }

  private void putBack(int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      release(batch[i], false);
      waiting.addFirst(batch[i]);
    }
  }

  /** Reads what came; false when there is more than fits into one go. */
  private boolean drain() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int count = socket.receive();
      // In between, so that the sending of everything just received has been stamped.
      socket.errors(this);
      socket.replies(count, this);
      if (count < socket.receiveBatchSize()) {
        return true;
      }
    }
    return false;
  }

  /** Gives the place of an echo free that was sent or about to be. */
  void release(Echo echo, boolean answered) {
    slots.free(echo, answered);
    window.ended(echo.window);
  }

  @Override
  public void replied(long high, long low, int scope, Cookie received, long stampNanos) {
    Echo echo = slots.inFlight(received);
    if (echo == null) {
      unexpected(received);
    } else if (!echo.sent(received)) {
      tally.forged++;
    } else if (!echo.isAt(high, low, scope)) {
      tally.wrongSource++;
    } else {
      release(echo, true);
      ledger.answered(echo, stampNanos);
    }
  }

  private void unexpected(Cookie received) {
    if (code.of(received.head, received.place) != received.mac) {
      tally.forged++;
    } else if (slots.wasAnswered(received)) {
      tally.duplicate++;
    } else {
      tally.late++;
    }
  }

  @Override
  public void transmitted(Cookie sent, long stampNanos) {
    Echo echo = slots.inFlight(sent);
    if (echo != null && echo.sent(sent)) {
      echo.transmittedWallNanos = stampNanos;
    }
  }

  @Override
  public void refused(Cookie quoted, IcmpError error, long stampNanos) {
    Echo echo = slots.inFlight(quoted);
    if (echo == null) {
      unexpected(quoted);
    } else if (!echo.sent(quoted)) {
      tally.forged++;
    } else {
      release(echo, false);
      ledger.failed(echo, new ProbeOutcome.Refused(error.words(), error.by()));
    }
  }

  @Override
  public void unreadable() {
    tally.unreadable++;
  }

  /** Hands over all echoes that wait or are in flight, and forgets them. */
  void abandon(Consumer<Echo> action) {
    slots.forEach(
        echo -> {
          release(echo, false);
          action.accept(echo);
        });
    waiting.stream().filter(echo -> echo.stage == Echo.Stage.WAITING).forEach(action);
    waiting.clear();
  }

  @Override
  public void close() {
    socket.close();
  }
}
