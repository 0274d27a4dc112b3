package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.testkit.sim.Effect;
import io.ispmonitor.testkit.sim.Fault;
import io.ispmonitor.testkit.sim.FaultKind;
import io.ispmonitor.testkit.sim.FaultPlan;
import io.ispmonitor.testkit.sim.FaultProfile;
import io.ispmonitor.testkit.sim.Place;
import io.ispmonitor.testkit.sim.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What goes wrong in a trial: by lot, and where it takes two things at once to see something. */
final class DrawnFaults {
  /** In maintenance it flaps so long. */
  private static final Duration BUSY = Duration.ofMinutes(30);

  private final Draw draw;
  private final Lots lots;

  DrawnFaults(Draw draw) {
    this.draw = draw;
    this.lots = draw.lots();
  }

  /** What goes wrong: by lot, and where it takes two faults at once to see something. */
  FaultPlan plan(SimulatedNetwork network, Duration lasting) {
    FaultPlan plan =
        FaultPlan.random(network, profile(lasting), lots.seed(), Trial.START, lasting)
            .and(coincidences(network, lasting))
            .and(hidden(network, lasting));
    return Lots.isShort(lasting)
        ? plan.and(relapses(network, lasting))
            .and(whileAway(network, lasting))
            .and(halfHeard(network, lasting))
            .and(worseInMaintenance(network, lasting))
        : plan;
  }

  /** What our side fails to ask every other time fails meanwhile. */
  private List<Fault> halfHeard(SimulatedNetwork network, Duration lasting) {
    List<Fault> faults = new ArrayList<>();
    for (Draw.Failure failure : draw.everyOther(network, lasting)) {
      Duration quarter = Duration.between(failure.from(), failure.to()).dividedBy(4);
      Instant from = failure.from().plus(quarter);
      faults.add(failure(failure.device(), from, quarter.multipliedBy(2)));
    }
    return faults;
  }

  /** A device is slow until its maintenance begins, and flaps in the beginning of that. */
  private List<Fault> worseInMaintenance(SimulatedNetwork network, Duration lasting) {
    List<Fault> faults = new ArrayList<>();
    for (Draw.Inspection inspection : draw.inspections(network, lasting)) {
      Place place = new Place.OnDevice(inspection.device());
      Instant before = inspection.start().minus(Draw.SLOW);
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

  /** What was out when our side began to fail to ask it returns unseen, and fails again. */
  private List<Fault> relapses(SimulatedNetwork network, Duration lasting) {
    List<Fault> faults = new ArrayList<>();
    for (Draw.Failure failure : draw.failures(network, lasting)) {
      if (failure.number() % 3 == 1) {
        Duration unseen = Duration.between(failure.from(), failure.to());
        Instant before = failure.from().minus(Draw.CALM);
        Instant again = failure.from().plus(unseen.dividedBy(2));
        faults.add(failure(failure.device(), before, Draw.CALM.plusSeconds(20)));
        faults.add(failure(failure.device(), again, unseen.plusMinutes(5)));
      }
    }
    return faults;
  }

  /** While no monitor runs, something fails. */
  private List<Fault> whileAway(SimulatedNetwork network, Duration lasting) {
    Random random = lots.of(7);
    List<Fault> faults = new ArrayList<>();
    for (Draw.Restart restart : draw.restarts(lasting)) {
      Instant from = Trial.START.plus(restart.after()).plus(restart.away().dividedBy(2));
      faults.add(failure(Lots.any(random, network.devices()).id(), from, Duration.ofMinutes(30)));
    }
    return faults;
  }

  /** What our side fails to ask fails itself meanwhile, and is out for longer than that. */
  private List<Fault> hidden(SimulatedNetwork network, Duration lasting) {
    List<Fault> faults = new ArrayList<>();
    for (Draw.Failure failure : draw.failures(network, lasting)) {
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
    Random random = lots.of(4);
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
      Instant from = Trial.START.plus(Draw.CALM).plus(Lots.within(random, lasting));
      faults.add(failure(parents.get(random.nextInt(parents.size())), from, Duration.ofHours(1)));
      Instant then = from.plus(Lots.seconds(random, 300, 1_800));
      faults.add(failure(devices.get(which).id(), then, Lots.seconds(random, 60, 900)));
    }
    return faults;
  }

  private static Fault failure(String device, Instant from, Duration lasting) {
    Place place = new Place.OnDevice(device);
    return new Fault(FaultKind.DEVICE_FAILURE, place, from, from.plus(lasting), new Effect.Cut());
  }

  /** A short time has to hold more trouble to be worth it: ten times the usual faults. */
  private FaultProfile profile(Duration lasting) {
    if (Lots.isShort(lasting)) {
      return FaultProfile.stormy().times(2);
    }
    return switch ((int) Math.floorMod(lots.seed(), 8L)) {
      case 0 -> month().times(2.5).named("stormy month");
      case 1, 2 -> month().times(1.0 / 3).named("quiet month");
      default -> month();
    };
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
}
