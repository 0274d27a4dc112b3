package io.ispmonitor.icmp;

import java.net.InetAddress;
import java.time.Duration;

/**
 * One echo to send. Times are those of the engine's {@link io.ispmonitor.time.TimeSource}.
 *
 * @param to whom; a link-local IPv6 address needs its interface
 * @param atNanos when to send it; a time in the past means now
 * @param timeoutNanos how long to wait for the answer from the moment it left
 * @param endNanos the monotonic time at which the asker gives up in any case, {@link #NO_END} for
 *     none. An echo that had to wait so long for its turn that less than nine tenths of its timeout
 *     were left ends void, not silent
 */
public record EchoRequest(InetAddress to, long atNanos, long timeoutNanos, long endNanos) {
  /** The asker waits for as long as it takes to send and to wait for the answer. */
  public static final long NO_END = Long.MAX_VALUE;

  /** Checks the timeout. */
  public EchoRequest {
    if (timeoutNanos <= 0) {
      throw new IllegalArgumentException(
          "echo to %s: timeout must be more than 0, was %s"
              .formatted(to.getHostAddress(), Duration.ofNanos(timeoutNanos)));
    }
  }
}
