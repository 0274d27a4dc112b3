package io.ispmonitor.icmp;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathTracer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The echoes to one address, at most a few dozen at once. */
final class IcmpTrace implements PathTracer.Trace {
  private static final int LONGEST_PATH = 255;
  private static final int MOST_OPEN = 64;

  final InetAddress to;
  final long high;
  final long low;
  final int scope;
  final boolean ipv6;
  private final TraceLoop loop;
  private final Runnable wake;
  private final @Nullable String objection;
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean closed;

  /** With an objection it sends nothing, and every echo says why. */
  IcmpTrace(TraceLoop loop, Runnable wake, InetAddress to, @Nullable String objection) {
    this.loop = loop;
    this.wake = wake;
    this.to = to;
    this.objection = objection;
    byte[] address = to.getAddress();
    this.high = Addresses.high(address);
    this.low = Addresses.low(address);
    this.scope = Addresses.scope(to);
    this.ipv6 = to instanceof Inet6Address;
  }

  @Override
  public void send(int hopLimit, Duration wait, Consumer<HopAnswer> answer) {
    if (hopLimit < 1 || hopLimit > LONGEST_PATH) {
      throw new IllegalArgumentException(
          "trace to %s: hop limit must be from 1 to %d, was %d"
              .formatted(this, LONGEST_PATH, hopLimit));
    }
    if (wait.isNegative() || wait.isZero()) {
      throw new IllegalArgumentException(
          "trace to %s: wait must be more than 0, was %s".formatted(this, wait));
    }
    HopEcho echo = new HopEcho(this, hopLimit, wait.toNanos(), answer);
    if (objection != null) {
      echo.end(new HopAnswer.Unsent(objection));
    } else if (open.incrementAndGet() > MOST_OPEN) {
      open.decrementAndGet();
      echo.end(
          new HopAnswer.Unsent(MOST_OPEN + " echoes of this trace are open; ask fewer at once"));
    } else if (loop.offer(echo)) {
      wake.run();
    } else {
      echo.end(new HopAnswer.Unsent("the tracer is closed"));
    }
  }

  /** An echo of it has ended. */
  void ended() {
    open.decrementAndGet();
  }

  boolean isClosed() {
    return closed;
  }

  boolean isAt(long sourceHigh, long sourceLow, int sourceScope) {
    return low == sourceLow && high == sourceHigh && (scope == 0 || scope == sourceScope);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      loop.forget(this);
      wake.run();
    }
  }

  @Override
  public String toString() {
    return to.getHostAddress();
  }
}
