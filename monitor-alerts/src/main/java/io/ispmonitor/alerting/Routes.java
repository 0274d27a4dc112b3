package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which routes want an alert, and what they want to be done. Immutable. */
record Routes(List<Route> all) {
  private static final Duration USUAL_REMINDER = Duration.ofHours(4);

  Routes {
    all = List.copyOf(all);
  }

  /** The same with names of which each is there once, so that nothing is taken for another's. */
  static List<Route> toldApart(List<Route> routes) {
    Set<String> names = new HashSet<>();
    List<Route> apart = new ArrayList<>();
    for (Route route : routes) {
      String name = route.name();
      for (int i = 2; !names.add(name); i++) {
        name = route.name() + " (" + i + ")";
      }
      apart.add(name.equals(route.name()) ? route : route.named(name));
    }
    return List.copyOf(apart);
  }

  /** The routes that want an alert. */
  List<Route> of(Alert alert) {
    List<Route> wanting = new ArrayList<>(1);
    for (Route route : all) {
      if (route.match().takes(alert)) {
        wanting.add(route);
        if (!route.goesOn()) {
          break;
        }
      }
    }
    return wanting;
  }

  /** Whom to tell besides when nobody takes an alert, the first step first. */
  List<Route.Step> ladder(Alert alert) {
    List<Route.Step> steps = new ArrayList<>();
    of(alert).forEach(route -> steps.addAll(route.escalation()));
    steps.sort(Comparator.comparing(Route.Step::after));
    return steps;
  }

  /** How often people are reminded of an alert. */
  Duration reminder(Case one) {
    Duration own = one.reminder;
    return own != null
        ? own
        : of(one.alert).stream().map(Route::repeat).min(Duration::compareTo).orElse(USUAL_REMINDER);
  }
}
