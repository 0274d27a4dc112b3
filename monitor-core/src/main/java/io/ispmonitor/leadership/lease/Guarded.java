package io.ispmonitor.leadership.lease;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A candidate of a host's own that may throw: one that cannot say whether it is fit is not, and
 * what it throws is not taken for a failure of the place of leases.
 */
record Guarded(Candidate candidate, String id) implements Candidate {
  private static final Logger log = LoggerFactory.getLogger(LeaseLeadership.class);

  @Override
  public Optional<String> unfit() {
    try {
      return candidate.unfit();
    } catch (Throwable e) { // other languages throw checked exceptions undeclared
      log.debug("LEADER_CANDIDATE '{}' cannot say whether it is fit", id, e);
      return Optional.of("it cannot say whether it is fit: " + e);
    }
  }

  @Override
  public boolean isIdle() {
    try {
      return candidate.isIdle();
    } catch (Throwable e) {
      log.warn("LEADER_CANDIDATE '{}' cannot say whether it is idle, and counts as busy", id, e);
      return false;
    }
  }

  @Override
  public void changed() {
    try {
      candidate.changed();
    } catch (Throwable e) {
      log.warn("LEADER_CANDIDATE '{}' failed when a term began or ended", id, e);
    }
  }
}
