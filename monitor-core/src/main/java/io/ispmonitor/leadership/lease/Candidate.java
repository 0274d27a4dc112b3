package io.ispmonitor.leadership.lease;

import java.util.Optional;

/** Whoever wants the lease. Called by the loop that keeps it, so it must answer at once. */
public interface Candidate {

  /**
   * Why it cannot be in charge at present, such as a loop that hangs; empty when it can. As long as
   * it cannot, the lease is not kept, and given up once nothing works any more.
   */
  default Optional<String> unfit() {
    return Optional.empty();
  }

  /** Whether nothing works any more for a term that has ended, so that another may begin. */
  default boolean isIdle() {
    return true;
  }

  /** A term has begun, or has to end: see {@link LeaseLeadership#term()}. */
  default void changed() {}
}
