package io.ispmonitor.snmp.collector;

import io.ispmonitor.device.Device;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Endpoint;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.SnmpOptions;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.profile.Profile;
import io.ispmonitor.snmp.profile.Profiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A probe that collects what devices know of themselves over SNMP: traffic, errors and states of
 * interfaces, radios, voltages, temperatures, whatever their profiles name.
 *
 * <pre>{@code
 * try (SnmpCollector snmp = SnmpCollector.builder().targets(credentials::targetOf).open();
 *     Monitor monitor = Monitor.builder()
 *         .inventory(inventory)
 *         .probe(icmp, Schedule.every(Duration.ofSeconds(30)))
 *         .probe(snmp, snmp.schedule(Duration.ofMinutes(1)))
 *         .with(snmp.observing())
 *         .build()) {
 *   monitor.start();
 *   ...
 * }
 * }</pre>
 *
 * <p>A device is asked one thing at a time. The first question tells whether it answers, so that a
 * silence costs one timeout. What it has is learnt once, again when it restarts or changes, and
 * otherwise once in an hour; then known objects are asked for, as many at once as fit into 1,400
 * bytes, or as few as the agent bears. A device that keeps silent is asked more seldom, every five
 * minutes in the end, unless it is asked out of turn.
 *
 * <p>Rates are made of two readings of a counter with the agent's own time between them. A counter
 * that went round once is bridged; after a restart, and when the rate is more than the link can
 * carry, there is a {@link io.ispmonitor.metric.Gap} that says so.
 *
 * <p>Thread-safe. To be closed, after the monitor.
 */
public final class SnmpCollector implements Probe, AutoCloseable {
  private static final Duration LONGEST_TURN = Duration.ofSeconds(10);
  private static final long FORGET_AFTER = Duration.ofHours(2).toNanos();
  private static final long SWEEP_EVERY = Duration.ofMinutes(10).toNanos();

  private final String name;
  private final Function<Device, @Nullable SnmpTarget> targets;
  private final Ground ground;
  private final Map<String, Subject> subjects = new ConcurrentHashMap<>();
  private volatile Consumer<Observation> observations = observation -> {};
  private volatile long sweptNanos;

  private SnmpCollector(Builder builder) {
    this.name = builder.name;
    this.targets =
        Objects.requireNonNull(
            builder.targets,
            "the collector needs targets(...): whom to ask with which credentials");
    this.ground =
        new Ground(
            SnmpClient.open(builder.options.callbacks(Runnable::run)),
            builder.options.time(),
            builder.profiles,
            new PlanBook(),
            builder.learnAgain,
            observation -> observations.accept(observation));
    this.sweptNanos = builder.options.time().nanoTime();
  }

  /** Begins to describe a collector. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return name;
  }

  /** {@link Role#DATA}: what SNMP says never decides whether a device is up. */
  @Override
  public Role role() {
    return Role.DATA;
  }

  /**
   * Asks each device that has a target once in an interval, waiting 10 s at most.
   *
   * @param interval 60 s is usual
   */
  public Schedule schedule(Duration interval) {
    Duration timeout = interval.compareTo(LONGEST_TURN) < 0 ? interval : LONGEST_TURN;
    return Schedule.every(interval)
        .timeout(timeout)
        .on(device -> device.isAddressed() && targets.apply(device) != null);
  }

  @Override
  public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    SnmpTarget target = targets.apply(device);
    if (target == null) {
      outcome.accept(
          new ProbeOutcome.Broken(
              "no SNMP target is known for " + device.id() + "; give it one, or do not ask it",
              null));
      return Question.DONE;
    }
    sweep();
    Subject subject = subjects.computeIfAbsent(device.id(), id -> new Subject(id, target));
    synchronized (subject) {
      if (!subject.target.equals(target)) {
        subject.moved(target);
      }
      long now = ground.time().nanoTime();
      subject.startedNanos = now;
      if (subject.resting.restsAt(now)) {
        outcome.accept(
            new ProbeOutcome.Void(
                "not asked this time: it has been silent for %s"
                    .formatted(subject.resting.silentFor(now))));
        return Question.DONE;
      }
      return Turn.begin(ground, subject, deadline, outcome);
    }
  }

  /** Devices that are asked no more are forgotten. */
  private void sweep() {
    long now = ground.time().nanoTime();
    if (now - sweptNanos > SWEEP_EVERY) {
      sweptNanos = now;
      subjects.values().removeIf(subject -> now - subject.startedNanos > FORGET_AFTER);
    }
  }

  /** The UDP port of its agent. */
  @Override
  public List<Endpoint> endpoints(Device device) {
    SnmpTarget target = targets.apply(device);
    return target == null ? List.of() : List.of(Endpoint.udp(target.port()));
  }

  /**
   * The interfaces of a device as they were learnt last; empty when they were not.
   *
   * @param device the device's id
   */
  public List<SnmpInterface> interfaces(String device) {
    Subject subject = subjects.get(device);
    if (subject == null) {
      return List.of();
    }
    synchronized (subject) {
      return subject.interfaces;
    }
  }

  /**
   * Hands what changes over to the monitor it is attached to, as observations of the source {@code
   * snmp}: {@code reboot}, and by the name of its metric each state that is another one, such as
   * {@code if.oper} with {@code ether1: up -> down}. Without it there are values only.
   */
  public MonitorExtension observing() {
    return new MonitorExtension() {
      @Override
      public String name() {
        return SnmpCollector.this.name;
      }

      @Override
      public void attach(MonitorContext monitor) {
        observations = monitor::offer;
      }

      @Override
      public void close() {
        observations = observation -> {};
      }
    };
  }

  @Override
  public List<HealthCheck> health() {
    long dropped = ground.client().droppedPackets();
    String detail =
        "%d devices by %d plans, %d questions under way"
            .formatted(subjects.size(), ground.plans().size(), ground.client().inFlight());
    return List.of(
        dropped == 0
            ? HealthCheck.healthy(name, detail)
            : HealthCheck.degraded(
                name, detail + ", %d packets dropped since we were too slow".formatted(dropped)));
  }

  /** Ends it; what is under way ends as broken. */
  @Override
  public void close() {
    ground.client().close();
  }

  /** Collects what a collector is made of. Not for use by several threads. */
  public static final class Builder {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private String name = "snmp";
    private @Nullable Function<Device, @Nullable SnmpTarget> targets;
    private BiFunction<@Nullable Oid, String, Profile> profiles = Profiles.builtIn()::forDevice;
    private SnmpOptions options = SnmpOptions.defaults();
    private Duration learnAgain = Duration.ofHours(1);

    private Builder() {}

    /** What it is called in reports and logs; {@code snmp} by default. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Where and with which credentials a device is asked; null for one that is not. Called for each
     * question and so must not block: keep targets, and give the same one for the same device.
     */
    public Builder targets(Function<Device, @Nullable SnmpTarget> targets) {
      this.targets = targets;
      return this;
    }

    /** What is asked of which sort of device; {@link Profiles#builtIn()} by default. */
    public Builder profiles(Profiles profiles) {
      return profiles(profiles::forDevice);
    }

    /**
     * Which profile a device has, by its {@code sysObjectID}, if it says one, and {@code sysDescr}.
     */
    public Builder profiles(BiFunction<@Nullable Oid, String, Profile> profiles) {
      this.profiles = profiles;
      return this;
    }

    /**
     * How agents are asked; {@link SnmpOptions#defaults()} by default. Its executor is not used.
     */
    public Builder options(SnmpOptions options) {
      this.options = options;
      return this;
    }

    /** After how long a device is learnt anew if nothing else says so; an hour by default. */
    public Builder learnAgainAfter(Duration duration) {
      if (duration.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "collector: devices can be learnt anew every minute at most, was " + duration);
      }
      this.learnAgain = duration;
      return this;
    }

    /**
     * The collector, with its socket open.
     *
     * @throws java.io.UncheckedIOException when no socket can be opened
     */
    public SnmpCollector open() {
      return new SnmpCollector(this);
    }
  }
}
