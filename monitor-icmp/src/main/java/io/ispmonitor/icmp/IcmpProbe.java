package io.ispmonitor.icmp;

import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Asks devices by ICMP echo and decides whether they are up. One probe serves any number of
 * devices; close it when the monitor is closed.
 *
 * <p>A question is one echo, or several with a spacing. All of them must fit into the deadline: the
 * last one leaves early enough to be waited for as long as the others. Outcomes:
 *
 * <ul>
 *   <li>{@link ProbeOutcome.Answered} with the columns of {@link IcmpMetrics#SINGLE} or {@link
 *       IcmpMetrics#SERIES} when at least one echo was answered,
 *   <li>{@link ProbeOutcome.Partial} when at least one was answered and another proves nothing,
 *   <li>{@link ProbeOutcome.Refused} when none was answered and a router, or the device, sent an
 *       ICMP error; our own machine does when a direct neighbour cannot be resolved,
 *   <li>{@link ProbeOutcome.Silent} when none was answered and every one of them proves it,
 *   <li>{@link ProbeOutcome.Void} when none was answered but our side may have lost the answers, or
 *       the probe was closed,
 *   <li>{@link ProbeOutcome.Broken} when our side could not send.
 * </ul>
 *
 * <p>The outcome comes some milliseconds before the deadline, so that a watch over the deadline
 * does not take a void question for a silent one.
 *
 * <p>On Linux it is {@link EchoEngine}; on Windows {@link InetAddress#isReachable(int)} with
 * bounded threads, which takes only one echo and no options, and was never run on Windows by its
 * authors. All methods may be called from any thread.
 */
public final class IcmpProbe implements Probe, AutoCloseable {
  private final String name;
  private final IcmpBackend backend;

  IcmpProbe(String name, IcmpBackend backend) {
    this.name = name;
    this.backend = backend;
  }

  /**
   * One echo for each question, and the defaults of {@link EchoOptions#DEFAULT}.
   *
   * @throws IcmpNotPermittedException when the system allows no ICMP socket
   * @throws IcmpUnavailableException when this system or JVM cannot send echoes
   */
  public static IcmpProbe open() {
    return builder().open();
  }

  /** Starts a probe that differs from the default. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Role role() {
    return Role.REACHABILITY;
  }

  @Override
  public Layout layout() {
    return backend.layout();
  }

  @Override
  public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    InetAddress address = device.address();
    if (address == null) {
      outcome.accept(
          new ProbeOutcome.Broken(
              "device '%s' has no address to send an echo to; give it one, or a host name for the"
                      .formatted(device.id())
                  + " monitor to resolve",
              null));
      return Question.DONE;
    }
    return backend.start(device, address, deadline, outcome);
  }

  @Override
  public List<HealthCheck> health() {
    return backend.health();
  }

  /** Ends open questions as void and lets go of sockets and threads. Quick; may be repeated. */
  @Override
  public void close() {
    backend.close();
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private static final int MOST_ECHOES = 100;
    private static final Duration SHORTEST_SPACING = Duration.ofMillis(1);

    private String name = "icmp";
    private int count = 1;
    private Duration spacing = Duration.ofMillis(100);
    private EchoOptions options = EchoOptions.DEFAULT;
    private TimeSource time = TimeSource.system();
    private ThreadFactory threads = Threads::daemon;

    private Builder() {}

    /** What it is called in reports and logs; {@code icmp} by default. */
    public Builder name(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("ICMP probe: name is blank; give it one such as 'icmp'");
      }
      this.name = name;
      return this;
    }

    /** How many echoes one question is, 1 to 100; 1 by default. */
    public Builder count(int echoes) {
      if (echoes < 1 || echoes > MOST_ECHOES) {
        throw new IllegalArgumentException(
            "ICMP probe '%s': count must be from 1 to %d, was %d"
                .formatted(name, MOST_ECHOES, echoes));
      }
      this.count = echoes;
      return this;
    }

    /** How long after one echo of a question the next leaves, at least 1 ms; 100 ms by default. */
    public Builder spacing(Duration spacing) {
      if (spacing.compareTo(SHORTEST_SPACING) < 0) {
        throw new IllegalArgumentException(
            "ICMP probe '%s': spacing must be at least %s, was %s"
                .formatted(name, SHORTEST_SPACING, spacing));
      }
      this.spacing = spacing;
      return this;
    }

    /** All options of the engine at once; replaces what was set before. */
    public Builder options(EchoOptions options) {
      this.options = options;
      return this;
    }

    /** See {@link EchoOptions#payloadBytes()}. */
    public Builder payloadBytes(int bytes) {
      return options(options.withPayloadBytes(bytes));
    }

    /** See {@link EchoOptions#dscp()}. */
    public Builder dscp(int codePoint) {
      return options(options.withDscp(codePoint));
    }

    /** See {@link EchoOptions#dontFragment()}. */
    public Builder dontFragment(boolean on) {
      return options(options.withDontFragment(on));
    }

    /** See {@link EchoOptions#transmitTimestamps()}. */
    public Builder transmitTimestamps(boolean on) {
      return options(options.withTransmitTimestamps(on));
    }

    /** See {@link EchoOptions#families()}. */
    public Builder families(Set<StandardProtocolFamily> families) {
      return options(options.withFamilies(families));
    }

    /** See {@link EchoOptions#receiveBufferBytes()}. */
    public Builder receiveBufferBytes(int bytes) {
      return options(options.withReceiveBufferBytes(bytes));
    }

    /** The time to live by; the machine's by default. It must follow the machine's wall clock. */
    public Builder time(TimeSource time) {
      this.time = time;
      return this;
    }

    /** Makes the threads; daemon threads by default. */
    public Builder threads(ThreadFactory threads) {
      this.threads = threads;
      return this;
    }

    /**
     * Opens the sockets and starts the thread.
     *
     * @throws IcmpNotPermittedException when the system allows no ICMP socket
     * @throws IcmpUnavailableException when this system or JVM cannot send echoes
     */
    public IcmpProbe open() {
      if (Platforms.isWindows()) {
        return new IcmpProbe(name, ReachableBackend.open(name, count, options, time, threads));
      }
      EchoEngine engine = EchoEngine.open(options, time, threads);
      return new IcmpProbe(name, new EchoBackend(engine, count, spacing));
    }
  }
}
