package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Dependency;
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
import io.ispmonitor.testkit.sim.Effect;
import io.ispmonitor.testkit.sim.Fault;
import io.ispmonitor.testkit.sim.FaultKind;
import io.ispmonitor.testkit.sim.FaultPlan;
import io.ispmonitor.testkit.sim.FaultProfile;
import io.ispmonitor.testkit.sim.Place;
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

/** All that a seed decides. Each question has lots of its own, so that none disturbs another. */
final class Draw {
  private static final Duration DAY = Duration.ofDays(1);

  /** Until the monitor knows its devices. */
  private static final Duration CALM = Duration.ofMinutes(5);

  /** A device is slow so long before its maintenance. */
  private static final Duration SLOW = Duration.ofMinutes(20);

  /** In maintenance it flaps so long. */
  private static final Duration BUSY = Duration.ofMinutes(30);

  /** And so long is that maintenance. */
  private static final Duration INSPECTED = Duration.ofHours(3);

  private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
  private static final String OWNER = "field team";
  private static final String REASON = "planned work";

  private final long seed;

  Draw(long seed) {
    this.seed = seed;
  }

  /**
   * The monitor is started again.
   *
   * @param after how long after the beginning
   * @param away how long none runs
   */
  record Restart(Duration after, Duration away) {}

  ProviderShape shape() {
    return ProviderShape.hundred().uplinks(1 + (int) Math.floorMod(seed, 3L));
  }

  /** A short time has to hold more trouble to be worth it: ten times the usual faults. */
  FaultProfile profile(Duration lasting) {
    if (isShort(lasting)) {
      return FaultProfile.stormy().times(2);
    }
    return switch ((int) Math.floorMod(seed, 8L)) {
      case 0 -> month().times(2.5).named("stormy month");
      case 1, 2 -> month().times(1.0 / 3).named("quiet month");
      default -> month();
    };
  }

  private static boolean isShort(Duration lasting) {
    return lasting.compareTo(Duration.ofDays(7)) < 0;
  }

  /**
   * The usual faults, with half the rain, and with loss and congestion of an hour or so instead of
   * up to four. None of that is skipped, nor is the hour in which a flapping device settles; with
   * more of it, and with five times as much in a stormy month, a thousand months would take days. A
   * short trial has all of it.
   */
  private static FaultProfile month() {
    return FaultProfile.usual()
        .with(FaultKind.RAIN_FADE, 0.1, Duration.ofMinutes(8), Duration.ofHours(2))
        .with(FaultKind.ASYMMETRIC_LOSS, 0.06, Duration.ofMinutes(10), Duration.ofHours(1))
        .with(FaultKind.CONGESTION, 0.06, Duration.ofMinutes(30), Duration.ofMinutes(90))
        .named("usual month");
  }

  /** How often devices are asked: some subscribers, by their names, not as often as the others. */
  static Schedule schedule() {
    return Schedule.every(Duration.ofSeconds(30))
        .perDevice(device -> isRare(device) ? Duration.ofSeconds(90) : null);
  }

  private static boolean isRare(Device device) {
    return device.kind().equals(DeviceKind.CPE) && device.id().hashCode() % 4 == 0;
  }

  /** What goes wrong: by lot, and where it takes two faults at once to see something. */
  FaultPlan plan(SimulatedNetwork network, Duration lasting) {
    FaultPlan plan =
        FaultPlan.random(network, profile(lasting), seed, Trial.START, lasting)
            .and(coincidences(network, lasting))
            .and(hidden(network, lasting));
    return isShort(lasting)
        ? plan.and(relapses(network, lasting))
            .and(whileAway(network, lasting))
            .and(halfHeard(network, lasting))
            .and(worseInMaintenance(network, lasting))
        : plan;
  }

  /** What our side fails to ask every other time fails meanwhile. */
  private List<Fault> halfHeard(SimulatedNetwork network, Duration lasting) {
    List<Fault> faults = new ArrayList<>();
    for (Failure failure : everyOther(network, lasting)) {
      Duration quarter = Duration.between(failure.from(), failure.to()).dividedBy(4);
      Instant from = failure.from().plus(quarter);
      faults.add(failure(failure.device(), from, quarter.multipliedBy(2)));
    }
    return faults;
  }

  /** A device is slow until its maintenance begins, and flaps in the beginning of that. */
  private List<Fault> worseInMaintenance(SimulatedNetwork network, Duration lasting) {
    List<Fault> faults = new ArrayList<>();
    for (Inspection inspection : inspections(network, lasting)) {
      Place place = new Place.OnDevice(inspection.device());
      Instant before = inspection.start().minus(SLOW);
      Instant until = inspection.start().plus(BUSY);
      faults.add(new Fault(FaultKind.CONGESTION, place, before, inspection.start(), slow()));
      Effect.Flaps flaps =
          new Effect.Flaps(Duration.ofSeconds(20), Duration.ofMinutes(1), inspection.seed());
      faults.add(new Fault(FaultKind.FLAPPING, place, inspection.start(), until, flaps));
    }
    return faults;
  }

  private static Effect slow() {
    return new Effect.Loss(0, 0, Duration.ofMillis(700), Effect.Shape.STEADY, 1);
  }

  /**
   * Maintenance that finds something.
   *
   * @param device of what
   * @param start when it begins; it takes {@link #INSPECTED}
   * @param seed how it flaps
   */
  record Inspection(String device, Instant start, long seed) {}

  private List<Inspection> inspections(SimulatedNetwork network, Duration lasting) {
    Random random = lots(9);
    List<Inspection> inspections = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Instant start = Trial.START.plus(SLOW).plus(CALM).plus(within(random, lasting));
      String device = any(random, network.devices()).id();
      inspections.add(new Inspection(device, start, random.nextLong()));
    }
    return inspections;
  }

  /** What was out when our side began to fail to ask it returns unseen, and fails again. */
  private List<Fault> relapses(SimulatedNetwork network, Duration lasting) {
    List<Fault> faults = new ArrayList<>();
    for (Failure failure : failures(network, lasting)) {
      if (failure.number() % 3 == 1) {
        Duration unseen = Duration.between(failure.from(), failure.to());
        Instant before = failure.from().minus(CALM);
        Instant again = failure.from().plus(unseen.dividedBy(2));
        faults.add(failure(failure.device(), before, CALM.plusSeconds(20)));
        faults.add(failure(failure.device(), again, unseen.plusMinutes(5)));
      }
    }
    return faults;
  }

  /** While no monitor runs, something fails. */
  private List<Fault> whileAway(SimulatedNetwork network, Duration lasting) {
    Random random = lots(7);
    List<Fault> faults = new ArrayList<>();
    for (Restart restart : restarts(lasting)) {
      Instant from = Trial.START.plus(restart.after()).plus(restart.away().dividedBy(2));
      faults.add(failure(any(random, network.devices()).id(), from, Duration.ofMinutes(30)));
    }
    return faults;
  }

  /** What our side fails to ask fails itself meanwhile, and is out for longer than that. */
  private List<Fault> hidden(SimulatedNetwork network, Duration lasting) {
    List<Fault> faults = new ArrayList<>();
    for (Failure failure : failures(network, lasting)) {
      if (failure.number() % 3 == 0) {
        Duration unseen = Duration.between(failure.from(), failure.to());
        Instant from = failure.from().plus(unseen.dividedBy(2));
        faults.add(failure(failure.device(), from, unseen.plusMinutes(5)));
      }
    }
    return faults;
  }

  /** Of two ways to a device one fails, and while it is out the device does, too. */
  private List<Fault> coincidences(SimulatedNetwork network, Duration lasting) {
    Random random = lots(4);
    List<Dependency> redundant = new ArrayList<>();
    List<Device> devices = new ArrayList<>();
    for (Device device : network.devices()) {
      for (Dependency dependency : device.dependencies()) {
        if (dependency.anyOf().size() > 1) {
          devices.add(device);
          redundant.add(dependency);
        }
      }
    }
    List<Fault> faults = new ArrayList<>();
    for (long i = 2 + lasting.toDays() / 5; i > 0; i--) {
      int which = random.nextInt(devices.size());
      List<String> parents = List.copyOf(redundant.get(which).anyOf());
      Instant from = Trial.START.plus(CALM).plus(within(random, lasting));
      faults.add(failure(parents.get(random.nextInt(parents.size())), from, Duration.ofHours(1)));
      Instant then = from.plus(seconds(random, 300, 1_800));
      faults.add(failure(devices.get(which).id(), then, seconds(random, 60, 900)));
    }
    return faults;
  }

  private static Fault failure(String device, Instant from, Duration lasting) {
    Place place = new Place.OnDevice(device);
    return new Fault(FaultKind.DEVICE_FAILURE, place, from, from.plus(lasting), new Effect.Cut());
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
    Random random = lots(5);
    List<Device> towers = ofKind(network, DeviceKind.TOWER);
    List<Failure> failures = new ArrayList<>();
    for (long i = 6 + lasting.toDays() / 2; i > 0; i--) {
      List<Device> among = random.nextInt(3) > 0 ? towers : network.devices();
      Instant from = Trial.START.plus(CALM).plus(within(random, lasting));
      failures.add(
          new Failure(i, any(random, among).id(), from, from.plus(seconds(random, 60, 5_400))));
    }
    return failures;
  }

  /** Short trials have devices that our side fails to ask every other time, as well. */
  List<Failure> everyOther(SimulatedNetwork network, Duration lasting) {
    if (!isShort(lasting)) {
      return List.of();
    }
    Random random = lots(8);
    List<Failure> failures = new ArrayList<>();
    for (long i = 4; i > 0; i--) {
      Instant from = Trial.START.plus(CALM).plus(within(random, lasting));
      String device = any(random, network.devices()).id();
      failures.add(new Failure(i, device, from, from.plus(seconds(random, 1_200, 3_600))));
    }
    return failures;
  }

  /** When a channel does not deliver, and for how long: mostly when there is something to tell. */
  List<Outage> outages(int channel, FaultPlan plan, Duration lasting) {
    Random random = lots(10 + channel);
    List<Fault> faults = plan.faults();
    List<Outage> outages = new ArrayList<>();
    for (long i = 2 + lasting.toDays() / 3; i > 0 && !faults.isEmpty(); i--) {
      Fault fault = faults.get(random.nextInt(faults.size()));
      Instant from = fault.from().minus(seconds(random, 1, 120));
      Instant to = from.plus(seconds(random, 60, 3 * 3_600));
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
    Random random = lots(6);
    Set<String> refused = new HashSet<>();
    for (Device device : network.devices()) {
      if (random.nextInt(4) == 0) {
        refused.add(device.id());
      }
    }
    return refused;
  }

  List<Restart> restarts(Duration lasting) {
    Random random = lots(1);
    List<Restart> restarts = new ArrayList<>();
    for (long i = 1 + lasting.toDays() / 5; i > 0; i--) {
      restarts.add(new Restart(within(random, lasting), seconds(random, 5, 900)));
    }
    return restarts;
  }

  Maintenance maintenance(SimulatedNetwork network, Duration lasting) {
    Random random = lots(2);
    Maintenance maintenance = new Maintenance();
    List<Device> towers = ofKind(network, DeviceKind.TOWER);
    for (long i = 2 + lasting.toDays() / 3; i > 0; i--) {
      Instant start = Trial.START.plus(within(random, lasting));
      Duration length = seconds(random, 600, 4 * 3_600);
      Selection where =
          random.nextBoolean()
              ? Selection.subtree(any(random, towers).id())
              : Selection.device(any(random, network.devices()).id());
      Timing timing =
          random.nextInt(3) == 0
              ? Timing.flexible(start, start.plus(DAY), length)
              : Timing.fixed(start, start.plus(length));
      maintenance.schedule(new MaintenanceWindow("work-" + i, where, timing, OWNER, REASON));
    }
    Timing nightly =
        Timing.recurring(Days.daily(), LocalTime.of(1, 30), Duration.ofMinutes(90), ZONE);
    Selection one = Selection.subtree(any(random, towers).id());
    maintenance.schedule(new MaintenanceWindow("nightly", one, nightly, OWNER, REASON));
    if (isShort(lasting)) {
      for (Inspection is : inspections(network, lasting)) {
        Timing timing = Timing.fixed(is.start(), is.start().plus(INSPECTED));
        Selection device = Selection.device(is.device());
        String id = "inspection of " + is.device() + " at " + is.start();
        maintenance.schedule(new MaintenanceWindow(id, device, timing, OWNER, REASON));
      }
    }
    return maintenance;
  }

  ReachabilityOverrides overrides(SimulatedNetwork network) {
    Random random = lots(3);
    ReachabilityOverrides overrides = new ReachabilityOverrides();
    ReachabilityPolicy usual = ReachabilityPolicy.defaults();
    for (ReachabilityPolicy own :
        List.of(
            usual.downAfter(5),
            usual.upAfter(4),
            usual.flapping(FlappingPolicy.never()),
            usual.repeatAfter(Duration.ofSeconds(3)))) {
      overrides.set(any(random, network.devices()).id(), own);
    }
    return overrides;
  }

  private Random lots(int question) {
    return new Random(seed * 31 + question);
  }

  private static List<Device> ofKind(SimulatedNetwork network, DeviceKind kind) {
    return network.devices().stream().filter(device -> device.kind().equals(kind)).toList();
  }

  private static Device any(Random random, List<Device> devices) {
    return devices.get(random.nextInt(devices.size()));
  }

  private static Duration within(Random random, Duration lasting) {
    return Duration.ofMillis((long) (random.nextDouble() * lasting.toMillis()));
  }

  private static Duration seconds(Random random, int atLeast, int atMost) {
    return Duration.ofSeconds(atLeast + random.nextInt(atMost - atLeast));
  }
}
