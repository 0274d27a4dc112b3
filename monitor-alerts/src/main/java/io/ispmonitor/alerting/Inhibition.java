package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import java.util.List;
import java.util.Objects;

/**
 * While some alert is told, others are not: an alert that is a source keeps back the targets that
 * have the same values of some labels. What is a source itself is not kept back.
 *
 * @param source the alerts that keep others back
 * @param target the alerts that are kept back
 * @param equal labels that must be the same on both; a label that is missing on both is the same
 */
public record Inhibition(Match source, Match target, List<String> equal) {

  /** Copies. */
  public Inhibition {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    equal = List.copyOf(equal);
  }

  /** Whether one alert keeps another one back. */
  boolean applies(Alert from, Alert to) {
    return !from.id().equals(to.id())
        && from.status() != Alert.Status.SUPPRESSED
        && source.takes(from)
        && target.takes(to)
        && !source.takes(to)
        && equal.stream().allMatch(is -> Match.labelOf(from, is).equals(Match.labelOf(to, is)));
  }
}
