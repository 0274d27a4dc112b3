package io.ispmonitor.icmp;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import java.net.StandardProtocolFamily;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The loop of a tracer: sends what was asked for, reads what came, ends what waited long enough.
 * Sockets are open only while there are traces, apart from those of the echo engine, so that the
 * one does not disturb the other. A turn never blocks; while an echo is under way there is one
 * every 2 ms, otherwise none.
 */
final class TraceLoop implements Step {
  private static final long REST_NANOS = 2_000_000;

  /** Opens the socket of an address family. */
  @FunctionalInterface
  interface Opener {
    EchoSocket open(StandardProtocolFamily family) throws SocketRefusedException;
  }

  private final TimeSource time;
  private final Opener opener;
  private final SipHash code = SipHash.withRandomKey();
  private final SecureRandom random = new SecureRandom();
  private final int mostTraces;
  private final Set<IcmpTrace> traces = new HashSet<>();

  /** Bounded by what the traces may have open. */
  private final Queue<HopEcho> submitted = new ConcurrentLinkedQueue<>();

  private final Map<StandardProtocolFamily, TraceLane> lanes =
      new EnumMap<>(StandardProtocolFamily.class);

  private volatile boolean closing;

  TraceLoop(TimeSource time, Opener opener, int mostTraces) {
    this.time = time;
    this.opener = opener;
    this.mostTraces = mostTraces;
  }

  /** Counts a trace in; false when there are enough. Any thread. */
  synchronized boolean admit(IcmpTrace trace) {
    return traces.size() < mostTraces && traces.add(trace);
  }

  /** The trace is over. Any thread. */
  synchronized void forget(IcmpTrace trace) {
    traces.remove(trace);
  }

  private synchronized boolean isNeeded(StandardProtocolFamily family) {
    return traces.stream().anyMatch(trace -> family(trace) == family);
  }

  private static StandardProtocolFamily family(IcmpTrace trace) {
    return trace.ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
  }

  /** Takes an echo in; false when the tracer is closed. Any thread. */
  boolean offer(HopEcho echo) {
    return !closing && submitted.add(echo);
  }

  /** The next turn is the last. Any thread. */
  void close() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  @Override
  public long run(long nowNanos) {
    for (HopEcho echo = submitted.poll(); echo != null; echo = submitted.poll()) {
      send(echo);
    }
    if (closing) {
      lanes.values().forEach(TraceLane::close);
      lanes.clear();
      return ON_WAKE;
    }
    long next = ON_WAKE;
    for (TraceLane lane : lanes.values()) {
      lane.read();
      long now = time.nanoTime();
      next = Math.min(next, lane.expire(now, ON_WAKE));
      next = lane.isIdle() ? next : Math.min(next, now + REST_NANOS);
    }
    lanes.entrySet().removeIf(lane -> closeUnneeded(lane.getKey(), lane.getValue()));
    return next;
  }

  private boolean closeUnneeded(StandardProtocolFamily family, TraceLane lane) {
    boolean unneeded = !isNeeded(family);
    if (unneeded) {
      lane.close();
    }
    return unneeded;
  }

  private void send(HopEcho echo) {
    if (echo.trace.isClosed() || closing) {
      echo.trace.ended();
      echo.end(new HopAnswer.Unsent("the tracer is closed"));
      return;
    }
    try {
      lane(family(echo.trace)).send(echo);
    } catch (SocketRefusedException e) {
      echo.trace.ended();
      String words = new IcmpNotPermittedException(String.valueOf(e.getMessage())).getMessage();
      echo.end(new HopAnswer.Unsent(String.valueOf(words)));
    } catch (IcmpUnavailableException e) {
      echo.trace.ended();
      echo.end(new HopAnswer.Unsent(String.valueOf(e.getMessage())));
    }
  }

  private TraceLane lane(StandardProtocolFamily family) throws SocketRefusedException {
    TraceLane known = lanes.get(family);
    if (known != null) {
      return known;
    }
    TraceLane opened = new TraceLane(opener.open(family), code, time, random);
    lanes.put(family, opened);
    return opened;
  }
}
