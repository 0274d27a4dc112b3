package io.ispmonitor.icmp;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The echoes of traces of one address family, on a socket of their own. What comes is hostile: a
 * reply or an error counts only for an echo that is under way, with its whole cookie, and a reply
 * only from the address that was asked. An error that quotes no more than the header counts by the
 * echo's sequence number, which is drawn at random: many routers quote no more, and a hop in a
 * report is no verdict.
 */
final class TraceLane implements EchoEvents, AutoCloseable {
  /** Rounds of reading in one turn, so that a flood cannot hold the loop. */
  private static final int MOST_ROUNDS = 16;

  /** Every hop that answers leaves an error behind, and several may come while one is sent. */
  private static final int RETRIES = 4;

  private static final int SEQUENCES = 1 << Short.SIZE;

  private final EchoSocket socket;
  private final SipHash code;
  private final TimeSource time;
  private final WallClock wall;
  private final SecureRandom random;
  private final Map<Integer, HopEcho> byNumber = new HashMap<>();
  private final Map<Integer, HopEcho> bySequence = new HashMap<>();
  private final Cookie cookie = new Cookie();
  private int number;

  TraceLane(EchoSocket socket, SipHash code, TimeSource time, SecureRandom random) {
    this.socket = socket;
    this.code = code;
    this.time = time;
    this.random = random;
    this.wall = new WallClock(time);
  }

  boolean isIdle() {
    return byNumber.isEmpty();
  }

  void send(HopEcho echo) {
    take(echo);
    int result = socket.hopLimit(echo.hopLimit);
    if (result >= 0) {
      result = transmit(echo);
    }
    if (result <= 0) {
      String why = result == 0 ? "nothing was sent" : Errno.words(-result);
      end(echo, new HopAnswer.Unsent("echo to " + echo.trace + ": " + why));
    }
  }

  private void take(HopEcho echo) {
    number++;
    cookie.set(number, 0, number);
    cookie.mac = code.of(cookie.head, cookie.place);
    int sequence = random.nextInt(SEQUENCES);
    while (bySequence.containsKey(sequence)) {
      sequence = random.nextInt(SEQUENCES);
    }
    echo.number = number;
    echo.sequence = sequence;
    echo.head = cookie.head;
    echo.mac = cookie.mac;
    byNumber.put(number, echo);
    bySequence.put(sequence, echo);
  }

  private int transmit(HopEcho echo) {
    IcmpTrace trace = echo.trace;
    socket.put(0, trace.high, trace.low, trace.scope, echo.sequence, cookie);
    int result = sendNow(echo);
    for (int i = 0; i < RETRIES && result < 0 && result != EchoSocket.WOULD_BLOCK; i++) {
      // The error may be that of an earlier echo, reported to whoever calls next.
      socket.errors(this);
      result = sendNow(echo);
    }
    return result;
  }

  private int sendNow(HopEcho echo) {
    wall.read();
    echo.wallOffset = wall.offset();
    echo.sentNanos = time.nanoTime();
    return socket.send(0, 1);
  }

  /** Reads what came. */
  void read() {
    wall.read();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int count = socket.receive();
      socket.errors(this);
      socket.replies(count, this);
      if (count < socket.receiveBatchSize()) {
        return;
      }
    }
  }

  /**
   * Ends the echoes that waited long enough, after what came was read.
   *
   * @param far what to return when none is under way
   * @return when the next has waited long enough, in monotonic time
   */
  long expire(long now, long far) {
    long next = far;
    for (HopEcho echo : underWay()) {
      long waited = now - echo.sentNanos;
      if (waited >= echo.waitNanos || echo.trace.isClosed()) {
        end(echo, new HopAnswer.Silent(Duration.ofNanos(waited)));
      } else {
        next = Math.min(next, echo.sentNanos + echo.waitNanos);
      }
    }
    return next;
  }

  private List<HopEcho> underWay() {
    return new ArrayList<>(byNumber.values());
  }

  private void end(HopEcho echo, HopAnswer answer) {
    if (byNumber.remove(echo.number) == null) {
      return;
    }
    bySequence.remove(echo.sequence);
    echo.trace.ended();
    echo.end(answer);
  }

  @Override
  public void replied(long high, long low, int scope, Cookie received, long stampNanos) {
    HopEcho echo = byNumber.get(received.slot());
    if (echo != null && echo.sent(received) && echo.trace.isAt(high, low, scope)) {
      end(echo, new HopAnswer.Reached(echo.trace.to, roundTrip(echo, stampNanos)));
    }
  }

  @Override
  public void refused(Cookie quoted, IcmpError error, long stampNanos) {
    HopEcho echo = byNumber.get(quoted.slot());
    if (echo != null && echo.sent(quoted)) {
      end(echo, error, stampNanos);
    }
  }

  @Override
  public void refusedBriefly(int sequence, IcmpError error, long stampNanos) {
    HopEcho echo = bySequence.get(sequence);
    if (echo != null) {
      end(echo, error, stampNanos);
    }
  }

  private void end(HopEcho echo, IcmpError error, long stampNanos) {
    InetAddress by = error.by();
    Duration roundTrip = roundTrip(echo, stampNanos);
    if (!error.isHopLimitExceeded()) {
      end(echo, new HopAnswer.Unreachable(error.code(), error.words(), by, roundTrip));
    } else if (by != null) {
      end(echo, new HopAnswer.Expired(by, roundTrip));
    }
  }

  /** By the kernel's stamp, unless there is none or the clock was set meanwhile. */
  private Duration roundTrip(HopEcho echo, long stampNanos) {
    long upToNow = time.nanoTime() - echo.sentNanos;
    boolean hasStamp =
        stampNanos != ControlMessages.NO_STAMP && !wall.steppedSince(echo.wallOffset, upToNow);
    long stamped = stampNanos - echo.wallOffset - echo.sentNanos;
    return Duration.ofNanos(hasStamp ? Math.max(0, Math.min(stamped, upToNow)) : upToNow);
  }

  @Override
  public void transmitted(Cookie sent, long stampNanos) {
    // Not asked for.
  }

  @Override
  public void unreadable() {
    // Anybody may send anything.
  }

  @Override
  public void close() {
    HopAnswer closed = new HopAnswer.Unsent("the tracer was closed");
    underWay().forEach(echo -> end(echo, closed));
    socket.close();
  }
}
