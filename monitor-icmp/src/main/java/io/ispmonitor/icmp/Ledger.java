package io.ispmonitor.icmp;

import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps account of open echoes: when each is due, how each ended, and who is told. Every way in
 * which an echo ends goes through here, once.
 */
final class Ledger {
  private static final Logger log = LoggerFactory.getLogger(EchoEngine.class);

  /** A transmit stamp this much before the call that sent the packet cannot be its own. */
  private static final long STAMP_SLACK_NANOS = 1_000_000;

  private final TimeSource time;
  private final TimerWheel<Echo> wheel;
  private final WallClock wall;
  private final Tally tally = new Tally();
  private final RateLimitedLog complaints;
  private int ended;

  Ledger(TimeSource time, TimerWheel<Echo> wheel) {
    this.time = time;
    this.wheel = wheel;
    this.wall = new WallClock(time);
    this.complaints = new RateLimitedLog(log, time);
  }

  TimeSource time() {
    return time;
  }

  WallClock wall() {
    return wall;
  }

  Tally tally() {
    return tally;
  }

  RateLimitedLog complaints() {
    return complaints;
  }

  /** How many echoes ended since this was last asked. */
  int takeEnded() {
    int count = ended;
    ended = 0;
    return count;
  }

  /** The echo was handed to the kernel. */
  void left(Echo echo, long sentNanos) {
    tally.sent++;
    echo.stage = Echo.Stage.IN_FLIGHT;
    echo.sentNanos = sentNanos;
    echo.wallOffset = wall.offset();
    long due = sentNanos + echo.timeoutNanos;
    wheel.schedule(echo, echo.hasEnd() && echo.endNanos - due < 0 ? echo.endNanos : due);
  }

  /** The reply came, and was stamped by the kernel at this wall clock time. */
  void answered(Echo echo, long stampNanos) {
    settle(echo);
    tally.answered++;
    long now = time.nanoTime();
    boolean timed = !wall.steppedSince(echo.wallOffset, now - echo.sentNanos);
    long received = stampNanos == ControlMessages.NO_STAMP ? now + wall.offset() : stampNanos;
    long roundTrip = Math.max(0, received - departure(echo, received));
    tally.clockSteps += timed ? 0 : 1;
    if (echo.cancelled) {
      return;
    }
    try {
      if (timed) {
        echo.listener.answered(echo.token, roundTrip);
      } else {
        echo.listener.answeredUntimed(echo.token);
      }
    } catch (RuntimeException | Error e) {
      log.error("ICMP engine: the listener of an echo to {} failed", echo.to, e);
    }
  }

  /** The kernel's stamp, if it has one that can be true, else the time we called it. */
  private long departure(Echo echo, long receivedWallNanos) {
    long called = echo.sentNanos + echo.wallOffset;
    long stamped = echo.transmittedWallNanos;
    if (stamped == ControlMessages.NO_STAMP
        || stamped > receivedWallNanos
        || stamped < called - STAMP_SLACK_NANOS) {
      return called;
    }
    tally.stamped++;
    return stamped;
  }

  /** The asker's time is over and the echo has not left. */
  void overdue(Echo echo) {
    long waited = (time.nanoTime() - echo.atNanos) / 1_000_000;
    failed(
        echo,
        new ProbeOutcome.Void(
            "the echo waited %d ms for its turn and was not sent; the engine is behind"
                .formatted(waited)));
  }

  /** The kernel does not take the echo. */
  void unsendable(Echo echo, int errno) {
    String words =
        "echo to %s could not be sent: %s".formatted(echo.to.getHostAddress(), Errno.words(errno));
    complaints.warn("unsendable " + errno, "ICMP engine: " + words);
    failed(echo, new ProbeOutcome.Broken(words, null));
  }

  /** The echo ends without an answer. */
  void failed(Echo echo, ProbeOutcome outcome) {
    settle(echo);
    tally.count(outcome);
    if (echo.cancelled) {
      return;
    }
    try {
      echo.listener.failed(echo.token, outcome);
    } catch (RuntimeException | Error e) {
      log.error("ICMP engine: the listener of an echo to {} failed", echo.to, e);
    }
  }

  /** Nobody wants to know any more. */
  void calledOff(Echo echo) {
    settle(echo);
    tally.cancelled++;
  }

  private void settle(Echo echo) {
    wheel.cancel(echo);
    echo.stage = Echo.Stage.ENDED;
    ended++;
  }
}
