package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A time during which faults keep a device from being reached, or from being reached well.
 *
 * @param from when it begins
 * @param to when it is over; not part of it
 * @param faults all that had a part in it at any time
 */
public record Spell(Instant from, Instant to, Set<Fault> faults) {

  /** Copies the faults. */
  public Spell {
    faults = Collections.unmodifiableSet(new TreeSet<>(faults));
  }

  /** How long it lasts. */
  public Duration lasting() {
    return Duration.between(from, to);
  }

  /** Whether this instant is in it. */
  public boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** Whether any of the time from one instant up to but not including another is in it. */
  public boolean overlaps(Instant since, Instant until) {
    return from.isBefore(until) && since.isBefore(to);
  }
}
