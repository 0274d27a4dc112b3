package io.ispmonitor.testkit.check;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.Uplink;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checker was told about the monitor.
 *
 * @param policy the rules of all devices
 * @param overrides the rules of single devices
 * @param asking the probes, in the order the monitor has them
 * @param maintenance when devices are in maintenance
 * @param uplinks the monitor's own ways into the network
 * @param truth how the world is; null when nobody knows
 */
record Settings(
    ReachabilityPolicy policy,
    ReachabilityOverrides overrides,
    List<Asks> asking,
    MaintenanceTimes maintenance,
    List<Uplink> uplinks,
    @Nullable GroundTruth truth) {

  /** What a question takes besides waiting its turn: timeouts, repetitions, the judge's holding. */
  private static final long SLACK = Duration.ofSeconds(10).toNanos();

  /** A probe and whom it asks. */
  record Asks(String probe, Role role, Schedule schedule) {
    static Asks by(Probe probe, Schedule schedule) {
      return new Asks(probe.name(), probe.role(), schedule);
    }
  }

  ReachabilityPolicy policyOf(String device) {
    ReachabilityPolicy own = overrides.find(device);
    return own == null ? policy : own;
  }

  /** The probe that judges a device; null when none does. */
  @Nullable Asks reachabilityOf(Device device) {
    for (Asks asks : asking) {
      if (asks.role == Role.REACHABILITY && asks.schedule.includes(device)) {
        return asks;
      }
    }
    return null;
  }

  /** The probes that judge, by their names. */
  List<String> judging() {
    return asking.stream().filter(asks -> asks.role == Role.REACHABILITY).map(Asks::probe).toList();
  }

  /** How many questions a second the schedules ask a device. */
  double rateOf(Device device) {
    double rate = 0;
    boolean isJudged = false;
    for (Asks asks : asking) {
      boolean judges = asks.role == Role.REACHABILITY;
      if (asks.schedule.includes(device) && !(judges && isJudged)) {
        rate += 1e9 / asks.schedule.intervalOf(device).toNanos();
        isJudged |= judges;
      }
    }
    return rate;
  }

  /** How long what is due at a device may take to be noticed, in nanoseconds. */
  long patience(Node node) {
    return node.intervalNanos + SLACK;
  }

  /**
   * How long a silent device may be left as it was: each question waits for its turn, when the
   * budget for others is used up, and then the verdict is held.
   */
  long detectionTakes(Node node) {
    ReachabilityPolicy rules = node.now.policy;
    return (rules.misses() + 1) * node.intervalNanos + rules.holdAtMost().toNanos() + SLACK;
  }
}
