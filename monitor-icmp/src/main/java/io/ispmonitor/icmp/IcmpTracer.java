package io.ispmonitor.icmp;

import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends echoes that live for a given number of hops, over IPv4 and IPv6, for {@code
 * Monitor.diagnose}. Needs the same rights as {@link IcmpProbe}: a group in {@code
 * net.ipv4.ping_group_range}, or CAP_NET_RAW. Close it when the monitor is closed.
 *
 * <p>It has a thread of its own, which sleeps while nothing is traced, and sockets of its own,
 * which are open only while something is; so it disturbs no probe. Up to {@value #MOST_TRACES}
 * addresses are traced at once. Round trips are by the kernel's stamps where it gives them.
 *
 * <p>Linux only, on x86-64 and aarch64. Elsewhere, and where no socket is allowed, it can be opened
 * all the same, and every echo ends unsent with the reason. All methods may be called from any
 * thread.
 */
public final class IcmpTracer implements PathTracer, AutoCloseable {
  /** How many addresses are traced at once. */
  public static final int MOST_TRACES = 16;

  private static final Logger log = LoggerFactory.getLogger(IcmpTracer.class);
  private static final int RECEIVE_BUFFER = 1 << 20;
  private static final Duration MOST_WAIT = Duration.ofSeconds(1);
  private static final EchoOptions OPTIONS =
      EchoOptions.DEFAULT.withTransmitTimestamps(false).withReceiveBufferBytes(RECEIVE_BUFFER);

  private final TraceLoop loop;
  private final @Nullable Wakeup wakeup;
  private final @Nullable String unavailable;

  private IcmpTracer(TraceLoop loop, @Nullable Wakeup wakeup, @Nullable String unavailable) {
    this.loop = loop;
    this.wakeup = wakeup;
    this.unavailable = unavailable;
  }

  /** With the machine's time. */
  public static IcmpTracer open() {
    return open(TimeSource.system(), Threads::daemon);
  }

  /**
   * With a time and a thread of the host's.
   *
   * @param time must follow the machine's wall clock, since kernel timestamps are compared with it
   * @param threads makes the one thread
   */
  public static IcmpTracer open(TimeSource time, ThreadFactory threads) {
    try {
      Platforms.requireLinux64();
      return open(JnaLibc.load(), List.of(SocketKind.values()), time, threads);
    } catch (IcmpUnavailableException e) {
      return unavailable(time, String.valueOf(e.getMessage()));
    }
  }

  /** With these kinds of sockets only. */
  static IcmpTracer open(
      Libc libc, List<SocketKind> kinds, TimeSource time, ThreadFactory threads) {
    SocketOpener opener = new SocketOpener(libc, OPTIONS);
    return over(family -> opener.open(family, kinds), time, threads);
  }

  /** Over sockets from elsewhere. */
  static IcmpTracer over(TraceLoop.Opener sockets, TimeSource time, ThreadFactory threads) {
    TraceLoop loop = new TraceLoop(time, sockets, MOST_TRACES);
    return new IcmpTracer(loop, time.drive("ispmonitor-trace", loop, threads), null);
  }

  /** One that sends nothing and says why. */
  static IcmpTracer unavailable(TimeSource time, String why) {
    TraceLoop idle =
        new TraceLoop(
            time,
            family -> {
              throw new SocketRefusedException(why);
            },
            MOST_TRACES);
    return new IcmpTracer(idle, null, why);
  }

  @Override
  public Trace begin(InetAddress to) {
    String objection = unavailable != null ? unavailable : Addresses.objectionTo(to);
    if (objection != null) {
      return new IcmpTrace(loop, this::wake, to, objection);
    }
    IcmpTrace trace = new IcmpTrace(loop, this::wake, to, null);
    return loop.admit(trace)
        ? trace
        : new IcmpTrace(
            loop, this::wake, to, MOST_TRACES + " addresses are traced already; try again later");
  }

  private void wake() {
    Wakeup driven = wakeup;
    if (driven != null) {
      driven.wake();
    }
  }

  /** Ends all traces, closes the sockets and ends the thread. Waits for that at most a second. */
  @Override
  public void close() {
    Wakeup driven = wakeup;
    if (driven == null || loop.isClosing()) {
      return;
    }
    loop.close();
    driven.wake(); // for the last turn, which closes the sockets
    driven.close();
    try {
      if (!driven.awaitEnd(MOST_WAIT)) {
        log.warn("ICMP tracer: its loop did not end within {}; an asker may hold it", MOST_WAIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
