package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Days;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.testkit.sim.Fault;
import io.ispmonitor.testkit.sim.FaultPlan;
import io.ispmonitor.testkit.sim.ProviderShape;
import io.ispmonitor.testkit.sim.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * All that a seed decides but the faults. Each question has lots of its own, so that none disturbs
 * another.
 */
final class Draw {
  private static final Duration DAY = Duration.ofDays(1);

  /** Until the monitor knows its devices. */
  static final Duration CALM = Duration.ofMinutes(5);

  /** A device is slow so long before its maintenance. */
  static final Duration SLOW = Duration.ofMinutes(20);

  /** Maintenance that finds something takes so long. */
  private static final Duration INSPECTED = Duration.ofHours(3);

  private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
  private static final String OWNER = "field team";
  private static final String REASON = "planned work";

  private final Lots lots;

  Draw(long seed) {
    this.lots = new Lots(seed);
  }

  /**
   * The monitor is started again.
   *
   * @param after how long after the beginning
   * @param away how long none runs
   */
  record Restart(Duration after, Duration away) {}

  ProviderShape shape() {
    return ProviderShape.hundred().uplinks(1 + (int) Math.floorMod(lots.seed(), 3L));
  }

  Lots lots() {
    return lots;
  }

  /** How often devices are asked: some subscribers, by their names, not as often as the others. */
  static Schedule schedule() {
    return Schedule.every(Duration.ofSeconds(30))
        .perDevice(device -> isRare(device) ? Duration.ofSeconds(90) : null);
  }

  private static boolean isRare(Device device) {
    return device.kind().equals(DeviceKind.CPE) && device.id().hashCode() % 4 == 0;
  }

  /**
   * Our side fails to ask a device.
   *
   * @param number counts them
   * @param device whom
   * @param from when it begins
   * @param to when it is over
   */
  record Failure(long number, String device, Instant from, Instant to) {}

  /** Mostly it fails to ask something that others are behind. */
  List<Failure> failures(SimulatedNetwork network, Duration lasting) {
    Random random = lots.of(5);
    List<Device> towers = Lots.ofKind(network, DeviceKind.TOWER);
    List<Failure> failures = new ArrayList<>();
    for (long i = 6 + lasting.toDays() / 2; i > 0; i--) {
      List<Device> among = random.nextInt(3) > 0 ? towers : network.devices();
      Instant from = Trial.START.plus(CALM).plus(Lots.within(random, lasting));
      failures.add(
          new Failure(
              i, Lots.any(random, among).id(), from, from.plus(Lots.seconds(random, 60, 5_400))));
    }
    return failures;
  }

  /** Short trials have devices that our side fails to ask every other time, as well. */
  List<Failure> everyOther(SimulatedNetwork network, Duration lasting) {
    if (!Lots.isShort(lasting)) {
      return List.of();
    }
    Random random = lots.of(8);
    List<Failure> failures = new ArrayList<>();
    for (long i = 4; i > 0; i--) {
      Instant from = Trial.START.plus(CALM).plus(Lots.within(random, lasting));
      String device = Lots.any(random, network.devices()).id();
      failures.add(new Failure(i, device, from, from.plus(Lots.seconds(random, 1_200, 3_600))));
    }
    return failures;
  }

  /** When a channel does not deliver, and for how long: mostly when there is something to tell. */
  List<Outage> outages(int channel, FaultPlan plan, Duration lasting) {
    Random random = lots.of(10 + channel);
    List<Fault> faults = plan.faults();
    List<Outage> outages = new ArrayList<>();
    for (long i = 2 + lasting.toDays() / 3; i > 0 && !faults.isEmpty(); i--) {
      Fault fault = faults.get(random.nextInt(faults.size()));
      Instant from = fault.from().minus(Lots.seconds(random, 1, 120));
      Instant to = from.plus(Lots.seconds(random, 60, 3 * 3_600));
      Outage.Sort sort = Outage.Sort.values()[random.nextInt(Outage.Sort.values().length)];
      outages.add(new Outage(from, to, sort));
    }
    return outages;
  }

  /**
   * A channel does not deliver.
   *
   * @param from since when
   * @param to when it does again
   * @param sort how it fails
   */
  record Outage(Instant from, Instant to, Sort sort) {
    enum Sort {
      LATER,
      THROWS,
      WANTS_REST,
      BROKEN
    }

    boolean holdsAt(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  /** Those for which a router on the way answers when they cannot be reached. */
  Set<String> refused(SimulatedNetwork network) {
    Random random = lots.of(6);
    Set<String> refused = new HashSet<>();
    for (Device device : network.devices()) {
      if (random.nextInt(4) == 0) {
        refused.add(device.id());
      }
    }
    return refused;
  }

  List<Restart> restarts(Duration lasting) {
    Random random = lots.of(1);
    List<Restart> restarts = new ArrayList<>();
    for (long i = 1 + lasting.toDays() / 5; i > 0; i--) {
      restarts.add(new Restart(Lots.within(random, lasting), Lots.seconds(random, 5, 900)));
    }
    return restarts;
  }

  Maintenance maintenance(SimulatedNetwork network, Duration lasting) {
    Random random = lots.of(2);
    Maintenance maintenance = new Maintenance();
    List<Device> towers = Lots.ofKind(network, DeviceKind.TOWER);
    for (long i = 2 + lasting.toDays() / 3; i > 0; i--) {
      Instant start = Trial.START.plus(Lots.within(random, lasting));
      Duration length = Lots.seconds(random, 600, 4 * 3_600);
      Selection where =
          random.nextBoolean()
              ? Selection.subtree(Lots.any(random, towers).id())
              : Selection.device(Lots.any(random, network.devices()).id());
      Timing timing =
          random.nextInt(3) == 0
              ? Timing.flexible(start, start.plus(DAY), length)
              : Timing.fixed(start, start.plus(length));
      maintenance.schedule(new MaintenanceWindow("work-" + i, where, timing, OWNER, REASON));
    }
    Timing nightly =
        Timing.recurring(Days.daily(), LocalTime.of(1, 30), Duration.ofMinutes(90), ZONE);
    Selection one = Selection.subtree(Lots.any(random, towers).id());
    maintenance.schedule(new MaintenanceWindow("nightly", one, nightly, OWNER, REASON));
    if (Lots.isShort(lasting)) {
      for (Inspection is : inspections(network, lasting)) {
        Timing timing = Timing.fixed(is.start(), is.start().plus(INSPECTED));
        Selection device = Selection.device(is.device());
        String id = "inspection of " + is.device() + " at " + is.start();
        maintenance.schedule(new MaintenanceWindow(id, device, timing, OWNER, REASON));
      }
    }
    return maintenance;
  }

  /**
   * Maintenance that finds something.
   *
   * @param device of what
   * @param start when it begins; it takes {@link #INSPECTED}
   * @param seed how it flaps
   */
  record Inspection(String device, Instant start, long seed) {}

  List<Inspection> inspections(SimulatedNetwork network, Duration lasting) {
    Random random = lots.of(9);
    List<Inspection> inspections = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Instant start = Trial.START.plus(SLOW).plus(CALM).plus(Lots.within(random, lasting));
      String device = Lots.any(random, network.devices()).id();
      inspections.add(new Inspection(device, start, random.nextLong()));
    }
    return inspections;
  }

  ReachabilityOverrides overrides(SimulatedNetwork network) {
    Random random = lots.of(3);
    ReachabilityOverrides overrides = new ReachabilityOverrides();
    ReachabilityPolicy usual = ReachabilityPolicy.defaults();
    for (ReachabilityPolicy own :
        List.of(
            usual.downAfter(5),
            usual.upAfter(4),
            usual.flapping(FlappingPolicy.never()),
            usual.repeatAfter(Duration.ofSeconds(3)))) {
      overrides.set(Lots.any(random, network.devices()).id(), own);
    }
    return overrides;
  }
}
