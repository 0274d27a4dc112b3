package io.ispmonitor.icmp;

import io.ispmonitor.diagnosis.HopAnswer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One echo of a trace, from its request to its end. */
final class HopEcho {
  private static final Logger log = LoggerFactory.getLogger(IcmpTracer.class);

  final IcmpTrace trace;
  final int hopLimit;
  final long waitNanos;
  private final Consumer<HopAnswer> asker;
  private final AtomicBoolean told = new AtomicBoolean();

  // The loop's, once it was sent.
  int number;
  int sequence;
  long head;
  long mac;
  long sentNanos;

  /** Wall clock minus monotonic clock when it was sent. */
  long wallOffset;

  HopEcho(IcmpTrace trace, int hopLimit, long waitNanos, Consumer<HopAnswer> asker) {
    this.trace = trace;
    this.hopLimit = hopLimit;
    this.waitNanos = waitNanos;
    this.asker = asker;
  }

  /** Whether this cookie is, to the last bit, the one that was sent. */
  boolean sent(Cookie cookie) {
    return ((mac ^ cookie.mac) | (head ^ cookie.head)) == 0;
  }

  /** Tells the asker what came of it, unless the trace is closed. */
  void end(HopAnswer answer) {
    if (trace.isClosed() || !told.compareAndSet(false, true)) {
      return;
    }
    try {
      asker.accept(answer);
    } catch (RuntimeException e) {
      log.warn("trace to {}: whoever asked failed to hear of {}", trace, answer, e);
    }
  }
}
