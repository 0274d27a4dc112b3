package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What another alert that is told keeps back. It is told of each alert that changes, so that a
 * storm of targets is held against the few sources and not against each other.
 */
final class Inhibited implements Stage {
  static final String NAME = "inhibition";

  private final List<Sources> all = new ArrayList<>();

  /** The alerts that keep others back by one inhibition at present. */
  private record Sources(Inhibition by, Set<Case> open) {}

  Inhibited(List<Inhibition> inhibitions) {
    inhibitions.forEach(by -> all.add(new Sources(by, new LinkedHashSet<>())));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** An alert began, changed or ended. */
  void changed(Case one) {
    for (Sources sources : all) {
      if (one.alert.isOpen() && sources.by().isSource(one.alert)) {
        sources.open().add(one);
      } else {
        sources.open().remove(one);
      }
    }
  }

  @Override
  public Verdict judge(Case one) {
    for (Sources sources : all) {
      if (sources.by().isTarget(one.alert)) {
        for (Case source : sources.open()) {
          if (source.isWanted() && sources.by().applies(source.alert, one.alert)) {
            Alert by = source.alert;
            return new Verdict.Suppress("inhibited by " + by.key(), by.key() + " ends");
          }
        }
      }
    }
    return Verdict.PASS;
  }
}
