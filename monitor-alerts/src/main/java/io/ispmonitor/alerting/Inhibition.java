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

  /** Whether an alert keeps others back: one that is kept back itself does not. */
  boolean isSource(Alert alert) {
    return alert.status() != Alert.Status.SUPPRESSED && source.takes(alert);
  }

  /** Whether an alert may be kept back; what is a source is not. */
  boolean isTarget(Alert alert) {
    return target.takes(alert) && !source.takes(alert);
  }

  /** Whether a source keeps a target back. */
  boolean applies(Alert from, Alert to) {
    return equal.stream().allMatch(is -> Match.labelOf(from, is).equals(Match.labelOf(to, is)));
  }
}
