package io.ispmonitor.reachability;

import java.time.Instant;
import java.util.Objects;

/**
 * A fault and all that is cut off by it.
 *
 * @param id what identifies it, also after a restart
 * @param root the id of the device at fault
 * @param startedAt when the first unanswered question was sent: to the root, or to the device that
 *     was blamed before the root was found
 * @param affected how many other devices the topology says are cut off, at the time it was judged
 * @param subscribers how many subscribers hang on all these and on the device at fault, at that
 *     time; 0 when the host does not tell, see {@link AffectedSubscribers}
 */
public record Outage(String id, String root, Instant startedAt, int affected, long subscribers) {

  /** Checks that nothing is missing. */
  public Outage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(startedAt, "startedAt");
  }

  /** An outage that begins. */
  public static Outage of(String root, Instant startedAt, int affected, long subscribers) {
    return new Outage(root + "@" + startedAt, root, startedAt, affected, subscribers);
  }

  /** An outage that begins, by a host that does not count subscribers. */
  public static Outage of(String root, Instant startedAt, int affected) {
    return of(root, startedAt, affected, 0);
  }

  /** The same outage, at which another device turned out to be at fault. */
  public Outage rootedAt(String otherRoot, int nowAffected, long nowSubscribers) {
    return new Outage(id, otherRoot, startedAt, nowAffected, nowSubscribers);
  }
}
