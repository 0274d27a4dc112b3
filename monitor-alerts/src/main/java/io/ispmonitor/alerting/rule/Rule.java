package io.ispmonitor.alerting.rule;

/**
 * What is worth an alert. Immutable, and equal when it says the same. Each sort of rule has its
 * builder, and {@link RuleFile} reads and writes all of them.
 */
public sealed interface Rule
    permits ThresholdRule, ChangeRule, AbsenceRule, StateRule, ObservationRule, CompositeRule {

  /** What every rule has. */
  Heading heading();

  /** What sort of rule it is, in the word that signals and files use. */
  String type();

  /** Whether its trouble ends; what has no end is told once and for all. */
  default boolean hasEnd() {
    return true;
  }

  /** Names it. */
  default String id() {
    return heading().id();
  }
}
