package io.ispmonitor.icmp;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends single ICMP echoes and tells what came of each: one thread, one socket for each address
 * family, any number of devices. Linux only. {@link IcmpProbe} makes a probe of it; whoever needs
 * echoes outside a monitor uses it directly.
 *
 * <p>Echoes asked for faster than they can safely be sent wait for their turn: as many may be on
 * their way at once as replies fit into half of the receive buffer. All methods may be called from
 * any thread.
 *
 * <p>What is never taken for silence of a device: a receive buffer that overflowed, a process that
 * stood still, an echo that left too late. Such echoes end {@link ProbeOutcome.Void}. A reply is
 * only accepted with the code that this engine alone can make, and from the address that was asked;
 * a router that answers from another of its addresses must be asked at that one.
 */
public final class EchoEngine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EchoEngine.class);
  private static final Duration MOST_WAIT = Duration.ofSeconds(1);
  private static final String LOOP_NAME = "ispmonitor-icmp";

  private final EchoLoop loop;
  private final Wakeup wakeup;
  private final EchoHealth health;

  private EchoEngine(EchoLoop loop, Wakeup wakeup) {
    this.loop = loop;
    this.wakeup = wakeup;
    this.health = new EchoHealth(loop);
  }

  /**
   * Opens sockets and starts the thread, with the machine's time.
   *
   * @throws IcmpNotPermittedException when the system allows no ICMP socket
   * @throws IcmpUnavailableException when this system or JVM cannot run the engine
   */
  public static EchoEngine open(EchoOptions options) {
    return open(options, TimeSource.system(), Threads::daemon);
  }

  /**
   * Opens sockets and starts the thread.
   *
   * @param time must follow the machine's wall clock, since kernel timestamps are compared with it
   * @param threads makes the one thread
   * @throws IcmpNotPermittedException when the system allows no ICMP socket
   * @throws IcmpUnavailableException when this system or JVM cannot run the engine
   */
  public static EchoEngine open(EchoOptions options, TimeSource time, ThreadFactory threads) {
    Platforms.requireLinux64();
    return open(JnaLibc.load(), options, List.of(SocketKind.values()), time, threads);
  }

  /** With these kinds of sockets only. */
  static EchoEngine open(
      Libc libc,
      EchoOptions options,
      List<SocketKind> kinds,
      TimeSource time,
      ThreadFactory threads) {
    SocketOpener opener = new SocketOpener(libc, options);
    SipHash code = SipHash.withRandomKey();
    EchoLoop loop = new EchoLoop(time, options.maxOpen());
    StringJoiner refusals = new StringJoiner(", ");
    for (StandardProtocolFamily family : inOrder(options)) {
      try {
        EchoSocket socket = opener.open(family, kinds);
        loop.add(socket, family == StandardProtocolFamily.INET6, code, Lane.windowLimit(socket));
      } catch (SocketRefusedException e) {
        refusals.add(e.getMessage());
      }
    }
    if (loop.lanes().isEmpty()) {
      throw new IcmpNotPermittedException(refusals.toString());
    }
    if (refusals.length() > 0) {
      log.warn("ICMP engine: one address family cannot be asked: {}", refusals);
    }
    return started(loop, time, threads);
  }

  private static List<StandardProtocolFamily> inOrder(EchoOptions options) {
    return options.families().stream().sorted().toList();
  }

  /** Starts a loop that has its sockets. */
  static EchoEngine started(EchoLoop loop, TimeSource time, ThreadFactory threads) {
    try {
      EchoEngine engine = new EchoEngine(loop, time.drive(LOOP_NAME, loop, threads));
      for (Lane lane : loop.lanes()) {
        log.info("ICMP engine: {}", EchoHealth.words(lane));
      }
      return engine;
    } catch (RuntimeException | Error e) {
      loop.close();
      throw e;
    }
  }

  /**
   * Sends an echo, soon or at the time the request names.
   *
   * @param listener told once what came of it, on the engine's thread; at once on this thread when
   *     it cannot be asked at all
   * @param token handed to the listener
   * @return to call it off; the listener then hears nothing more, unless it is being told already
   */
  public Question ask(EchoRequest request, EchoListener listener, long token) {
    InetAddress to = request.to();
    String objection = Addresses.objectionTo(to);
    if (objection != null) {
      return refuse(listener, token, to, objection);
    }
    if (!loop.serves(to instanceof Inet6Address)) {
      return refuse(listener, token, to, noSocketFor(to));
    }
    Echo echo = new Echo(loop, request, listener, token);
    Admission admission = loop.offer(echo);
    if (admission == Admission.TAKEN) {
      wakeup.wake();
      return echo;
    }
    return admission == Admission.CLOSED
        ? refuseClosed(listener, token)
        : refuse(
            listener, token, to, loop.open() + " echoes are open; ask slower or raise maxOpen");
  }

  private static String noSocketFor(InetAddress to) {
    return "this engine has no socket for "
        + (to instanceof Inet6Address ? "IPv6" : "IPv4")
        + "; the log of its start says why, and the options name the families";
  }

  private static Question refuse(
      EchoListener listener, long token, InetAddress to, String objection) {
    String words = "echo to " + to.getHostAddress() + ": " + objection;
    listener.failed(token, new ProbeOutcome.Broken(words, null));
    return Question.DONE;
  }

  private static Question refuseClosed(EchoListener listener, long token) {
    listener.failed(token, new ProbeOutcome.Void("the ICMP engine was closed"));
    return Question.DONE;
  }

  /** What was counted up to some milliseconds ago. */
  public EchoCounters counters() {
    return loop.counters();
  }

  /** How many echoes are on their way at this moment, without those that wait to be sent. */
  public int inFlight() {
    return loop.inFlight();
  }

  /** How the engine is doing: its loop, its sockets, what it had to drop. Cheap. */
  public List<HealthCheck> health() {
    return new ArrayList<>(health.checks());
  }

  /**
   * Ends open echoes as {@link ProbeOutcome.Void}, closes the sockets and ends the thread. Waits
   * for that at most two seconds, and not at all when called by a listener.
   */
  @Override
  public void close() {
    loop.close();
    wakeup.close();
    try {
      if (!wakeup.awaitEnd(MOST_WAIT)) {
        log.warn("ICMP engine: the loop did not end within {}; a listener may hold it", MOST_WAIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
