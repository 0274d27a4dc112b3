package io.ispmonitor.snmp;

import io.ispmonitor.time.TimeSource;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a client asks. Immutable.
 *
 * @param local where its socket is bound; port 0 for any free one
 * @param receiveBytes the receive buffer that is wanted; the system may grant less
 * @param time the time it lives by
 * @param threads makes its two threads; null for daemon threads of its own
 * @param callbacks who completes what it gives back, so that nobody holds up its thread; null for a
 *     thread of its own
 */
public record SnmpOptions(
    InetSocketAddress local,
    int receiveBytes,
    TimeSource time,
    @Nullable ThreadFactory threads,
    @Nullable Executor callbacks) {

  private static final int USUAL_BYTES = 4 << 20;

  /** Checks the size. */
  public SnmpOptions {
    if (receiveBytes < 1) {
      throw new IllegalArgumentException(
          "SNMP client: the receive buffer must have at least 1 byte, was " + receiveBytes);
    }
  }

  /** Any free port of any address, a receive buffer of 4 MB, and threads of its own. */
  public static SnmpOptions defaults() {
    return new SnmpOptions(new InetSocketAddress(0), USUAL_BYTES, TimeSource.system(), null, null);
  }

  /** The same, bound elsewhere. */
  public SnmpOptions local(InetSocketAddress other) {
    return new SnmpOptions(other, receiveBytes, time, threads, callbacks);
  }

  /** The same with another time. */
  public SnmpOptions time(TimeSource other) {
    return new SnmpOptions(local, receiveBytes, other, threads, callbacks);
  }

  /** The same with the host's threads. */
  public SnmpOptions threads(ThreadFactory other) {
    return new SnmpOptions(local, receiveBytes, time, other, callbacks);
  }

  /** The same, completing on the host's executor. */
  public SnmpOptions callbacks(Executor other) {
    return new SnmpOptions(local, receiveBytes, time, threads, other);
  }
}
