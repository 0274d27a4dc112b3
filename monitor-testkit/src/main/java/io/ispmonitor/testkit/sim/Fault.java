package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Something that goes wrong for a time.
 *
 * @param kind what sort of thing it is, for reports
 * @param place where it is
 * @param from when it begins
 * @param to when it is over
 * @param effect what it does while it lasts
 */
public record Fault(FaultKind kind, Place place, Instant from, Instant to, Effect effect)
    implements Comparable<Fault> {
  private static final Comparator<Fault> ORDER =
      Comparator.comparing(Fault::from)
          .thenComparing(Fault::kind)
          .thenComparing(fault -> fault.place().toString())
          .thenComparing(Fault::to)
          .thenComparing(fault -> fault.effect().toString());

  /** Checks the times. */
  public Fault {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "%s at %s must end after it begins; it begins at %s and ends at %s"
              .formatted(kind, place, from, to));
    }
    boolean isHard = place instanceof Place.OnPower || place instanceof Place.OnMonitor;
    if (isHard && !(effect instanceof Effect.Cut)) {
      throw new IllegalArgumentException(
          "%s: %s can only be cut, it cannot be '%s'".formatted(kind, place, effect));
    }
  }

  /** How long it lasts. */
  public Duration lasting() {
    return Duration.between(from, to);
  }

  /** By time, then by kind and place. */
  @Override
  public int compareTo(Fault other) {
    return equals(other) ? 0 : ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String does = effect instanceof Effect.Cut ? "" : ": " + effect;
    return from + " for " + lasting() + " " + kind + " " + place + does;
  }
}
