package io.ispmonitor.testkit.check;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.Uplink;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a checker has to know of the monitor. Not for use by several threads. */
public final class InvariantCheckerBuilder {
  private final Inventory inventory;
  private final List<Settings.Asks> asking = new ArrayList<>();
  private final List<Uplink> uplinks = new ArrayList<>();
  private final Set<Rule> leftOut = EnumSet.noneOf(Rule.class);
  private ReachabilityPolicy policy = ReachabilityPolicy.defaults();
  private ReachabilityOverrides overrides = new ReachabilityOverrides();
  private @Nullable MaintenanceTimes maintenance;
  private @Nullable GroundTruth truth;

  InvariantCheckerBuilder(Inventory inventory) {
    this.inventory = inventory;
  }

  /** The rules by which the monitor judges reachability; the defaults unless given. */
  public InvariantCheckerBuilder reachability(ReachabilityPolicy rules) {
    this.policy = rules;
    return this;
  }

  /** The rules of single devices. */
  public InvariantCheckerBuilder overrides(ReachabilityOverrides rules) {
    this.overrides = rules;
    return this;
  }

  /** A probe of the monitor, in the same order as there. */
  public InvariantCheckerBuilder asking(Probe probe, Schedule schedule) {
    asking.add(Settings.Asks.by(probe, schedule));
    return this;
  }

  /** A probe that judges reachability, by its name. */
  public InvariantCheckerBuilder asking(String probe, Schedule schedule) {
    asking.add(new Settings.Asks(probe, Role.REACHABILITY, schedule));
    return this;
  }

  /**
   * When devices are in maintenance. Unless given, it goes by the maintenance of the monitor it is
   * attached to, as its windows are at the time; one that listens by hand knows of none.
   */
  public InvariantCheckerBuilder maintenance(MaintenanceTimes times) {
    this.maintenance = times;
    return this;
  }

  /** A way of the monitor's into the network; the rules of isolation need to know all of them. */
  public InvariantCheckerBuilder uplink(Uplink uplink) {
    uplinks.add(uplink);
    return this;
  }

  /** How the world is; the rules that need to know are not looked at otherwise. */
  public InvariantCheckerBuilder truth(GroundTruth truth) {
    this.truth = truth;
    return this;
  }

  /** Leaves rules out that the monitor is not meant to keep. */
  public InvariantCheckerBuilder except(Rule... rules) {
    leftOut.addAll(List.of(rules));
    return this;
  }

  /**
   * The checker. From now on it follows the inventory.
   *
   * @throws IllegalArgumentException when no probe was named that judges reachability
   */
  public InvariantChecker build() {
    if (asking.stream().noneMatch(asks -> asks.role() == Role.REACHABILITY)) {
      throw new IllegalArgumentException(
          "the checker knows no probe that judges reachability; name those of the monitor, such as"
              + " asking(probe, schedule)");
    }
    AttachedMaintenance attached = new AttachedMaintenance();
    MaintenanceTimes times = maintenance == null ? attached : maintenance;
    Settings settings =
        new Settings(policy, overrides, List.copyOf(asking), times, List.copyOf(uplinks), truth);
    return new InvariantChecker(inventory, settings, attached, leftOut);
  }
}
