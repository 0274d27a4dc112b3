package io.ispmonitor.testkit.sim;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Draws faults by lot. Each kind has dice of its own at each place, so that another profile or
 * another device changes nothing elsewhere.
 */
final class FaultLottery {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Effect CUT = new Effect.Cut();

  /** Before that the monitor is still getting to know its devices. */
  private static final Duration CALM_BEFORE = Duration.ofMinutes(5);

  /** The busy hours begin some time after this. */
  private static final LocalTime EVENING = LocalTime.of(17, 0);

  private static final double BUSY_STARTS_HOURS = 3;

  private final SimulatedNetwork network;
  private final FaultProfile profile;
  private final long seed;
  private final Instant start;
  private final Instant end;
  private final List<Fault> faults = new ArrayList<>();

  FaultLottery(
      SimulatedNetwork network, FaultProfile profile, long seed, Instant start, Duration lasting) {
    this.network = network;
    this.profile = profile;
    this.seed = seed;
    this.start = start;
    this.end = start.plus(lasting);
  }

  List<Fault> draw() {
    for (Map.Entry<FaultKind, FaultProfile.Frequency> entry : profile.frequencies().entrySet()) {
      for (Place place : places(entry.getKey())) {
        draw(entry.getKey(), place, entry.getValue());
      }
    }
    return faults;
  }

  private void draw(FaultKind kind, Place place, FaultProfile.Frequency frequency) {
    if (frequency.perMonth() == 0) {
      return;
    }
    Dice dice = Dice.of(seed, kind + " " + place);
    UnaryOperator<Instant> when =
        kind == FaultKind.CONGESTION ? from -> evening(from, dice) : from -> from;
    Duration mean = Duration.ofMillis((long) (MONTH.toMillis() / frequency.perMonth()));
    Instant from = when.apply(start.plus(CALM_BEFORE).plus(dice.waiting(mean)));
    while (from.isBefore(end)) {
      Instant to = from.plus(dice.between(frequency.atLeast(), frequency.atMost()));
      faults.add(new Fault(kind, place, from, to, effect(kind, dice)));
      from = when.apply(to.plus(dice.waiting(mean)));
    }
  }

  /** The next time at which the busy hours begin. */
  private static Instant evening(Instant after, Dice dice) {
    Instant evening =
        after
            .atOffset(ZoneOffset.UTC)
            .toLocalDate()
            .atTime(EVENING)
            .toInstant(ZoneOffset.UTC)
            .plusSeconds((long) dice.between(0, BUSY_STARTS_HOURS * 3_600));
    return evening.isBefore(after) ? evening.plus(Duration.ofDays(1)) : evening;
  }

  private List<? extends Place> places(FaultKind kind) {
    return switch (kind) {
      case POWER_CUT ->
          network.sites().stream().map(site -> new Place.OnPower(site.name())).toList();
      case DEVICE_FAILURE, REBOOT -> devices();
      case LINK_CUT, HALF_OPEN, ASYMMETRIC_LOSS -> network.links();
      case FLAPPING -> devicesAndLinks();
      case RAIN_FADE -> inTheOpen();
      case CONGESTION -> trunks();
      case UPLINK_CUT ->
          network.uplinks().stream().map(uplink -> new Place.OnUplink(uplink.name())).toList();
      case PROCESS_PAUSE -> List.of(new Place.OnMonitor());
    };
  }

  private List<Place.OnDevice> devices() {
    return network.devices().stream().map(device -> new Place.OnDevice(device.id())).toList();
  }

  private List<Place> devicesAndLinks() {
    List<Place> places = new ArrayList<>(devices());
    places.addAll(network.links());
    return places;
  }

  /** All links, and the air of all radios that have something behind them. */
  private List<Place> inTheOpen() {
    Set<String> parents = parents();
    List<Place> places = new ArrayList<>(network.links());
    for (Device device : network.devices()) {
      if (device.kind().equals(DeviceKind.RADIO) && parents.contains(device.id())) {
        places.add(new Place.Behind(device.id()));
      }
    }
    return places;
  }

  /** The links that carry more than what is for their own device. */
  private List<Place.OnLink> trunks() {
    Set<String> parents = parents();
    return network.links().stream().filter(link -> parents.contains(link.child())).toList();
  }

  private Set<String> parents() {
    Set<String> parents = new HashSet<>();
    network.links().forEach(link -> parents.add(link.parent()));
    return parents;
  }

  private static Effect effect(FaultKind kind, Dice dice) {
    return switch (kind) {
      case POWER_CUT, DEVICE_FAILURE, REBOOT, LINK_CUT, UPLINK_CUT, PROCESS_PAUSE -> CUT;
      case FLAPPING ->
          new Effect.Flaps(
              dice.between(Duration.ofSeconds(2), Duration.ofMinutes(2)),
              dice.between(Duration.ofSeconds(3), Duration.ofMinutes(4)),
              dice.next());
      case HALF_OPEN ->
          new Effect.Loss(
              0,
              1,
              Duration.ZERO,
              Effect.Shape.STEADY,
              dice.below(2) == 0 ? 1 : hundredths(0.2, 0.8, dice));
      case ASYMMETRIC_LOSS ->
          new Effect.Loss(
              hundredths(0, 0.1, dice),
              hundredths(0.1, 0.5, dice),
              Duration.ZERO,
              Effect.Shape.STEADY,
              1);
      case RAIN_FADE -> {
        double loss = hundredths(0.05, 0.7, dice);
        yield new Effect.Loss(loss, loss, millis(10, 200, dice), Effect.Shape.ARCH, 1);
      }
      case CONGESTION -> {
        double loss = hundredths(0.01, 0.1, dice);
        yield new Effect.Loss(loss, loss, millis(40, 600, dice), Effect.Shape.PLATEAU, 1);
      }
    };
  }

  /** So that a printed plan can be read. */
  private static double hundredths(double from, double to, Dice dice) {
    return Math.round(dice.between(from, to) * 100) / 100.0;
  }

  private static Duration millis(int from, int to, Dice dice) {
    return Duration.ofMillis(from + dice.below(to - from));
  }
}
