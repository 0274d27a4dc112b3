package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the faults of a plan do to the single components of a network. */
final class Unfolding {
  private final Graph graph;
  private final SimulatedNetwork network;
  private final FaultPlan plan;
  private final List<Break> breaks = new ArrayList<>();
  private final List<Strain> strains = new ArrayList<>();

  Unfolding(Graph graph, SimulatedNetwork network, FaultPlan plan) {
    this.graph = graph;
    this.network = network;
    this.plan = plan;
    plan.faults().forEach(this::unfold);
  }

  List<Break> breaks() {
    return breaks;
  }

  List<Strain> strains() {
    return strains;
  }

  private void unfold(Fault fault) {
    if (fault.place() instanceof Place.OnPower place) {
      cutPower(site(place), fault);
      return;
    }
    for (int component : components(fault.place())) {
      unfold(fault, component);
    }
  }

  private List<Integer> components(Place place) {
    if (place instanceof Place.OnDevice on) {
      return List.of(graph.device(on.id()));
    }
    if (place instanceof Place.OnLink on) {
      return List.of(graph.link(on));
    }
    if (place instanceof Place.Behind behind) {
      return graph.linksBehind(behind.id());
    }
    if (place instanceof Place.OnUplink on) {
      return List.of(graph.uplink(on.name()));
    }
    return List.of(); // the monitor's own trouble touches no device
  }

  private void unfold(Fault fault, int component) {
    long from = nanos(fault.from());
    long to = nanos(fault.to());
    if (fault.effect() instanceof Effect.Flaps flaps) {
      flap(fault, component, flaps);
    } else if (fault.effect() instanceof Effect.Loss loss) {
      strains.add(new Strain(component, from, to, fault, loss));
    } else {
      breaks.add(new Break(component, from, to, fault));
    }
  }

  private void flap(Fault fault, int component, Effect.Flaps flaps) {
    Dice dice = Dice.of(flaps.seed(), "flaps");
    long end = nanos(fault.to());
    for (long at = nanos(fault.from()); at < end; at += turn(flaps.up(), dice)) {
      long down = Math.min(at + turn(flaps.down(), dice), end);
      breaks.add(new Break(component, at, down, fault));
      at = down;
    }
  }

  private static long turn(Duration mean, Dice dice) {
    return (long) (mean.toNanos() * dice.between(0.5, 1.5));
  }

  private void cutPower(Site site, Fault fault) {
    long dark = nanos(fault.from()) + site.battery().toNanos();
    long light = nanos(fault.to());
    if (dark >= light) {
      return; // the battery saw them through
    }
    for (String device : site.devices()) {
      long back = light + network.bootTime(device, fault).toNanos();
      breaks.add(new Break(graph.device(device), dark, back, fault));
    }
  }

  private Site site(Place.OnPower place) {
    return network.sites().stream()
        .filter(site -> site.name().equals(place.site()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "site '"
                        + place.site()
                        + "' is not in the simulated network; name one that is"));
  }

  private long nanos(Instant at) {
    return Duration.between(plan.start(), at).toNanos();
  }
}
