package io.ispmonitor.power;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches the voltage of every device that tells one: mains or battery, low or normal, when the
 * battery will be empty, and whether a device that went silent lost its power or its link. Attach
 * it with {@code Monitor.builder().with(watch)}; one watch serves one monitor.
 *
 * <p>It hears every voltage that a probe brings or a host offers, whatever it was asked by. Nothing
 * is decided by a single reading; readings that cannot be true are left out, and a silence is not a
 * voltage. What it finds it offers to the monitor as observations of the source {@code power}, each
 * once for each change: {@code mainsLost}, {@code mainsBack}, {@code voltageLow}, {@code
 * voltageNormal}, {@code batteryEmptySoon} once in a discharge, {@code powerLost} and {@code
 * linkLost}. The first source it learns of a device is no change.
 *
 * <p>All methods may be called from any thread and none waits for long: it has no thread of its own
 * and does its work where the monitor calls listeners. It keeps about 300 bytes for a device with a
 * voltage and 1,440 more while that is on battery, and nothing for others.
 */
public final class PowerWatch implements MonitorExtension {
  private final PowerSettings settings;
  private volatile @Nullable Attached attached;

  private PowerWatch(PowerSettings settings) {
    this.settings = settings;
  }

  /** Starts a watch whose limits are still to be named. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return PowerBulletin.SOURCE;
  }

  /**
   * Begins to listen.
   *
   * @throws IllegalStateException if it is attached already: devices of two monitors may share an
   *     id
   */
  @Override
  public synchronized void attach(MonitorContext monitor) {
    if (attached != null) {
      throw new IllegalStateException(
          "this power watch is attached to a monitor already; build another one");
    }
    Supplies supplies = new Supplies(settings, monitor);
    PowerLosses losses = new PowerLosses(supplies, monitor);
    attached =
        new Attached(
            monitor,
            supplies,
            losses,
            monitor
                .inventory()
                .listen(
                    diff ->
                        diff.removed()
                            .forEach(
                                device -> {
                                  supplies.forget(device.id());
                                  losses.forget(device.id());
                                })));
    monitor.listen((ProbeResult result) -> onOutcome(supplies, result));
    monitor.listen(new Ear(monitor, supplies, losses));
  }

  @Override
  public void close() {
    Attached to = attached;
    if (to != null) {
      to.inventory().close();
    }
  }

  /** How a device is fed; empty when no voltage of it was heard. */
  public Optional<PowerStatus> status(String device) {
    Attached to = attached;
    return to == null ? Optional.empty() : to.supplies().status(device);
  }

  /**
   * Whether a device that does not answer ran out of power or lost its link, as it was judged when
   * it went silent; empty when it is not known to be silent. A device that tells no voltage is
   * judged by that of a parent, first of all one of the kind {@link DeviceKind#POWER}.
   */
  public Optional<PowerFinding> finding(String device) {
    Attached to = attached;
    return to == null ? Optional.empty() : to.losses().finding(device);
  }

  /** How many devices have a voltage, how many are on battery and how many low. */
  @Override
  public List<HealthCheck> health() {
    Attached to = attached;
    return to == null ? List.of() : List.of(to.supplies().health(name()));
  }

  private static void onOutcome(Supplies supplies, ProbeResult result) {
    if (result.outcome() instanceof ProbeOutcome.Answered answered) {
      supplies.take(result.device(), result.askedAt(), answered.readings(), answered.more());
    } else if (result.outcome() instanceof ProbeOutcome.Partial partial) {
      supplies.take(result.device(), result.askedAt(), partial.readings(), partial.more());
    }
  }

  /** What it works with from when it is attached. */
  private record Attached(
      MonitorContext monitor,
      Supplies supplies,
      PowerLosses losses,
      InventoryListener.Registration inventory) {}

  /** Hears of changes, and of voltages that nobody asked for. */
  private record Ear(MonitorContext monitor, Supplies supplies, PowerLosses losses)
      implements MonitorListener {

    @Override
    public void onStateChange(StateChange change) {
      losses.onStateChange(change);
    }

    @Override
    public void onObservation(Observation observation) {
      if (observation.readings().size() > 0) {
        monitor
            .inventory()
            .find(observation.device())
            .ifPresent(
                device ->
                    supplies.take(device, observation.at(), observation.readings(), List.of()));
      }
    }
  }

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private static final int MOST_CONFIRM = 100;

    private @Nullable Function<Device, @Nullable PowerLimits> limits;
    private String voltage = PowerMetrics.VOLTAGE.name();
    private Predicate<String> supplies = instance -> true;
    private @Nullable String status;
    private DoublePredicate onBattery = value -> false;
    private int confirm = 3;
    private Duration gap = Duration.ofMinutes(30);
    private Duration ahead = Duration.ofHours(2);
    private ZoneId zone = PowerWords.UTC;

    private Builder() {}

    /**
     * The limits of each device; null where its voltage is not to be watched. Asked at every
     * voltage, so what it returns may change at any time; it must be quick.
     */
    public Builder limits(Function<Device, @Nullable PowerLimits> limits) {
      this.limits = limits;
      return this;
    }

    /** The same limits for all devices. */
    public Builder limits(PowerLimits limits) {
      Objects.requireNonNull(limits, "limits");
      return limits(device -> limits);
    }

    /** The metric that is the voltage; {@link PowerMetrics#VOLTAGE} by default. */
    public Builder voltage(String metric) {
      this.voltage = Objects.requireNonNull(metric, "metric");
      return this;
    }

    /**
     * Which instances of the voltage count, by name, the empty one being the device as a whole; all
     * by default. Of those in one answer that of the whole is taken, or else the highest that can
     * be true.
     */
    public Builder supplies(Predicate<String> instances) {
      this.supplies = instances;
      return this;
    }

    /**
     * Lets the device say itself what feeds it, where it does: the predicate tells by the value of
     * this metric whether it is on battery, as in {@code status("ups.source", is -> is == 5)}. It
     * counts with the next voltage, and until it is as old as a gap; the voltage decides otherwise.
     */
    public Builder status(String metric, DoublePredicate onBattery) {
      this.status = Objects.requireNonNull(metric, "metric");
      this.onBattery = onBattery;
      return this;
    }

    /** How many readings in a row it takes to change anything, 2 to 100; 3 by default. */
    public Builder confirm(int readings) {
      if (readings < 2 || readings > MOST_CONFIRM) {
        throw new IllegalArgumentException(
            "power watch: confirm must be from 2 to %d, was %d; a single reading proves nothing"
                .formatted(MOST_CONFIRM, readings));
      }
      this.confirm = readings;
      return this;
    }

    /**
     * After what silence nothing goes on from before; 30 minutes by default. It should be some
     * times as long as voltages are apart.
     */
    public Builder gap(Duration silence) {
      this.gap = positive("gap", silence);
      return this;
    }

    /** How long before a battery is empty to tell; 2 hours by default. */
    public Builder emptyAhead(Duration ahead) {
      this.ahead = positive("emptyAhead", ahead);
      return this;
    }

    /** The zone of times in texts; UTC by default. */
    public Builder zone(ZoneId zone) {
      this.zone = Objects.requireNonNull(zone, "zone");
      return this;
    }

    /** The watch. */
    public PowerWatch build() {
      if (limits == null) {
        throw new IllegalArgumentException(
            "power watch has no limits; name them, such as limits(PowerLimits.leadAcid(48))");
      }
      return new PowerWatch(
          new PowerSettings(
              limits, voltage, supplies, status, onBattery, confirm, gap, ahead, zone));
    }

    private static Duration positive(String what, Duration duration) {
      if (duration.isNegative()
          || duration.isZero()
          || duration.compareTo(Duration.ofDays(30)) > 0) {
        throw new IllegalArgumentException(
            "power watch: %s must be more than 0 and at most 30 days, was %s"
                .formatted(what, duration));
      }
      return duration;
    }
  }
}
