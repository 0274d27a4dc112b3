package io.ispmonitor.reachability;

import java.time.Instant;
import java.util.Comparator;

/**
 * An outage that is going on, as it stands at a moment.
 *
 * @param outage the outage, with what the topology says is cut off by it
 * @param confirmed how many devices have been found unreachable because of it so far, the one at
 *     fault not counted
 * @param since since when the first of its devices is known to be out
 */
public record Incident(Outage outage, int confirmed, Instant since) {
  private static final Comparator<Incident> WORST_FIRST =
      Comparator.comparingLong((Incident is) -> is.outage.subscribers())
          .thenComparingInt(is -> is.outage.affected())
          .reversed()
          .thenComparing(is -> is.outage.startedAt())
          .thenComparing(is -> is.outage.id());

  /**
   * Those that cut off most subscribers first; among equals those with most devices behind them,
   * then the oldest.
   */
  public static Comparator<Incident> worstFirst() {
    return WORST_FIRST;
  }
}
