package io.ispmonitor.alerting.channel;

import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What a connection may cost: how long it lasts, and how much the other side says. */
final class SocketBudget {
  private static final Duration A_LIFETIME = Duration.ofDays(36_500);

  private final TimeSource time;
  private final Duration most;
  private final long begun;
  private final long mostBytes;
  private long bytes;

  /** One that begins now. */
  SocketBudget(TimeSource time, Duration most, long mostBytes) {
    this.time = time;
    this.most = most;
    this.begun = time.nanoTime();
    this.mostBytes = mostBytes;
  }

  /** For a connection that is kept. */
  static SocketBudget unlimited() {
    return new SocketBudget(TimeSource.system(), A_LIFETIME, Long.MAX_VALUE);
  }

  /**
   * How long to wait, in milliseconds: no longer than there is time left.
   *
   * @param wanted 0 for as long as it takes
   * @throws SocketTimeoutException when no time is left
   */
  int millis(int wanted) throws SocketTimeoutException {
    long left = most.minusNanos(time.nanoTime() - begun).toMillis();
    if (left < 1) {
      throw new SocketTimeoutException("it takes longer than " + most.toSeconds() + " s in all");
    }
    return (int) Math.min(left, wanted == 0 ? Integer.MAX_VALUE : wanted);
  }

  /** Counts what was read. */
  void received(int more) throws IOException {
    bytes += more;
    if (bytes > mostBytes) {
      throw new IOException("it says more than " + mostBytes / 1_024 + " kB");
    }
  }
}
