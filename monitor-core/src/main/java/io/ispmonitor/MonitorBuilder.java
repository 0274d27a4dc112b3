package io.ispmonitor;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.NameResolver;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthLimits;
import io.ispmonitor.internal.path.HealthSettings;
import io.ispmonitor.internal.path.PathSettings;
import io.ispmonitor.internal.path.ScheduledProbe;
import io.ispmonitor.internal.path.StateChangeListener;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeMode;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.AffectedSubscribers;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link Monitor} is made of. Everything has a default but the probes. What is
 * handed in stays the host's: the monitor does not close it. Not for use by several threads.
 */
public final class MonitorBuilder {
  private static final Duration SHORTEST_STUCK = Duration.ofMillis(100);
  private static final Duration SHORTEST_CHECK = Duration.ofSeconds(1);
  private static final Duration LONGEST_CHECK = Duration.ofDays(1);

  private final List<Device> devices = new ArrayList<>();
  private final List<ScheduledProbe> probes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<MonitorListener> listeners = new ArrayList<>();
  private final List<OutcomeListener> outcomeListeners = new ArrayList<>();
  private final List<MonitorExtension> extensions = new ArrayList<>();
  private @Nullable Inventory inventory;
  private ReachabilityPolicy policy = ReachabilityPolicy.defaults();
  private ReachabilityOverrides overrides = new ReachabilityOverrides();
  private final List<Uplink> uplinks = new ArrayList<>();
  private Maintenance maintenance = new Maintenance();
  private @Nullable MetricStore metrics;
  private @Nullable StateLog stateLog;
  private Leadership leadership = Leadership.always();
  private TimeSource time = TimeSource.system();
  private ThreadFactory threads = MonitorBuilder::daemon;
  private @Nullable Executor callbacks;
  private NameResolver resolver = NameResolver.system();
  private @Nullable AffectedSubscribers subscribers;
  private @Nullable PathTracer tracer;
  private Duration stuckAfter = Duration.ofSeconds(10);
  private Duration summaryEvery = Duration.ofMinutes(1);
  private final List<HealthSettings.OwnCheck> checks = new ArrayList<>();
  private final Set<String> checkNames = new HashSet<>();
  private final List<Path> disks = new ArrayList<>();
  private HealthLimits limits = HealthLimits.defaults();

  MonitorBuilder() {}

  /** Watches this device, beside those of the inventory. */
  public MonitorBuilder device(Device device) {
    devices.add(device);
    return this;
  }

  /** Watches these devices, beside those of the inventory. */
  public MonitorBuilder devices(Collection<Device> devices) {
    this.devices.addAll(devices);
    return this;
  }

  /** Watches the devices of this inventory and follows its changes; a new one by default. */
  public MonitorBuilder inventory(Inventory inventory) {
    this.inventory = inventory;
    return this;
  }

  /**
   * Asks by this probe. A device that several reachability probes would ask is asked by the first
   * of them that was named here.
   */
  public MonitorBuilder probe(Probe probe, Schedule schedule) {
    return probe(probe, schedule, ProbeMode.ACTIVE);
  }

  /**
   * The same, with a say in what becomes of its outcomes. Where a probe of reachability only
   * observes, the states of the devices it asks are neither stored nor told; where it is disabled,
   * the next one that would ask a device does.
   */
  public MonitorBuilder probe(Probe probe, Schedule schedule, ProbeMode mode) {
    String name = probe.name();
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "a probe of " + probe.getClass().getName() + " has a blank name; give it one");
    }
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          "two probes are named '" + name + "'; reports tell probes apart by their names");
    }
    probes.add(new ScheduledProbe(probe, schedule, Objects.requireNonNull(mode, "mode")));
    return this;
  }

  /** The rules by which devices are judged. */
  public MonitorBuilder reachability(ReachabilityPolicy policy) {
    this.policy = policy;
    return this;
  }

  /**
   * Rules of their own for single devices. The host keeps the overrides and may change them while
   * the monitor runs.
   */
  public MonitorBuilder overrides(ReachabilityOverrides overrides) {
    this.overrides = overrides;
    return this;
  }

  /**
   * When trouble is expected. The host keeps the windows and may change them while the monitor
   * runs; a new collection in the heap by default.
   */
  public MonitorBuilder maintenance(Maintenance windows) {
    this.maintenance = windows;
    return this;
  }

  /**
   * A way by which devices are reached, with the witnesses that tell whether it is open. With none,
   * the monitor never takes itself for cut off.
   */
  public MonitorBuilder uplink(Uplink uplink) {
    boolean known = uplinks.stream().anyMatch(is -> is.name().equals(uplink.name()));
    if (known) {
      throw new IllegalArgumentException(
          "two uplinks are named '" + uplink.name() + "'; reports tell them apart by their names");
    }
    uplinks.add(uplink);
    return this;
  }

  /** Hears what happens. */
  public MonitorBuilder listener(MonitorListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Hears of every change of a device's state. */
  public MonitorBuilder onStateChange(Consumer<StateChange> consumer) {
    return listener(new StateChangeListener(consumer));
  }

  /** Hears of every outcome. */
  public MonitorBuilder outcomes(OutcomeListener listener) {
    outcomeListeners.add(listener);
    return this;
  }

  /** Attaches an extension, which starts and ends with the monitor. */
  public MonitorBuilder with(MonitorExtension extension) {
    extensions.add(extension);
    return this;
  }

  /** Keeps samples here; in 64 MB of the heap by default. */
  public MonitorBuilder metrics(MetricStore store) {
    this.metrics = store;
    return this;
  }

  /** Keeps changes of state here; in the heap by default. */
  public MonitorBuilder stateLog(StateLog log) {
    this.stateLog = log;
    return this;
  }

  /**
   * Who is in charge; always this instance by default. While another one is, devices are asked and
   * judged here all the same, and nothing is told; {@link io.ispmonitor.instance.Instance} runs a
   * monitor only while it is in charge.
   */
  public MonitorBuilder leadership(Leadership leadership) {
    this.leadership = leadership;
    return this;
  }

  /** The time to live by; the machine's by default. */
  public MonitorBuilder time(TimeSource time) {
    this.time = time;
    return this;
  }

  /**
   * Makes the threads of the loops, eleven in all, one more for {@link #subscribers}, and one more
   * once a device is diagnosed; daemon threads by default.
   */
  public MonitorBuilder threads(ThreadFactory threads) {
    this.threads = threads;
    return this;
  }

  /** Runs the listeners; a loop of the monitor's own by default. */
  public MonitorBuilder callbacks(Executor executor) {
    this.callbacks = executor;
    return this;
  }

  /** Looks up host names; the Java platform by default. */
  public MonitorBuilder resolver(NameResolver resolver) {
    this.resolver = resolver;
    return this;
  }

  /**
   * Sends the echoes of {@link Monitor#diagnose}, such as {@code IcmpTracer.open()}; none by
   * default, and then a diagnosis knows neither echoes nor the path.
   */
  public MonitorBuilder tracer(PathTracer tracer) {
    this.tracer = tracer;
    return this;
  }

  /** Tells how many subscribers hang on each device, so that outages can be ranked by them. */
  public MonitorBuilder subscribers(AffectedSubscribers subscribers) {
    this.subscribers = subscribers;
    return this;
  }

  /**
   * After how long in one call of host code a loop counts as stuck and goes on with a new thread;
   * 10 s by default, at least 100 ms.
   */
  public MonitorBuilder stuckAfter(Duration duration) {
    if (duration.compareTo(SHORTEST_STUCK) < 0) {
      throw new IllegalArgumentException(
          "stuckAfter must be at least " + SHORTEST_STUCK + ", was " + duration);
    }
    this.stuckAfter = duration;
    return this;
  }

  /** How often the log gets a summary; every minute by default, at least every second. */
  public MonitorBuilder summaryEvery(Duration interval) {
    if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("summaryEvery must be at least 1 s, was " + interval);
    }
    this.summaryEvery = interval;
    return this;
  }

  /**
   * Adds a check of the host's own to the health report: of its database, its licence, whatever the
   * monitoring needs. It is called on the health loop, apart from all else and by one thread at a
   * time; the report shows what it said last, so asking for a report never waits for it. One that
   * throws is {@code FAILING} with the exception's words. One that takes longer than {@link
   * #stuckAfter} keeps the other checks waiting for so long, then it is left to itself and not
   * asked again until it comes back; its last word is shown with its age meanwhile.
   *
   * @param name what it is called in the report; what the check calls itself does not count
   * @param every how often it is asked, a second to a day
   * @throws IllegalArgumentException when the name is blank or taken, or the interval out of range
   */
  public MonitorBuilder healthCheck(String name, Duration every, Callable<HealthCheck> check) {
    if (name.isBlank() || !checkNames.add(name)) {
      throw new IllegalArgumentException(
          "health check '" + name + "': the name is blank or taken; give it one of its own");
    }
    if (every.compareTo(SHORTEST_CHECK) < 0 || every.compareTo(LONGEST_CHECK) > 0) {
      throw new IllegalArgumentException(
          "health check '%s': it can be asked every second to every day, was %s"
              .formatted(name, every));
    }
    checks.add(new HealthSettings.OwnCheck(name, every, check));
    return this;
  }

  /** Reports what is left on the disk that holds this path, a file or directory that is there. */
  public MonitorBuilder disk(Path path) {
    if (disks.contains(path)) {
      throw new IllegalArgumentException("disk '" + path + "' is named twice; name it once");
    }
    disks.add(path);
    return this;
  }

  /** From when on the process lacks something; {@link HealthLimits#defaults()} by default. */
  public MonitorBuilder healthLimits(HealthLimits limits) {
    this.limits = limits;
    return this;
  }

  /**
   * The monitor, not started yet. Devices that were named one by one are added to the inventory
   * here.
   */
  public Monitor build() {
    if (probes.isEmpty()) {
      throw new IllegalArgumentException(
          "the monitor has no probe; add one, such as probe(icmp, Schedule.every(...))");
    }
    Inventory watched = inventory == null ? new Inventory() : inventory;
    watched.addAll(devices);
    PathSettings settings =
        new PathSettings(
            watched,
            probes,
            policy,
            overrides,
            uplinks,
            maintenance,
            metrics == null ? InMemoryMetricStore.ofDefaultSize() : metrics,
            stateLog == null ? InMemoryStateLog.create() : stateLog,
            leadership,
            time,
            threads,
            callbacks,
            resolver,
            subscribers,
            tracer,
            stuckAfter,
            summaryEvery,
            new HealthSettings(limits, checks, disks));
    return new Monitor(settings, listeners, outcomeListeners, extensions);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
