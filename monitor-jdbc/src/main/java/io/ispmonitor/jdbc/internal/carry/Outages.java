package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outage that goes on and those that are over. One goes on until each who could not use the
 * database can: a question that is answered does not mean that it takes what is written. Any
 * thread.
 */
final class Outages {
  private static final int MOST_REMEMBERED = 100;

  private final TimeSource time;
  private final ArrayDeque<DatabaseOutage> over = new ArrayDeque<>();
  private final Set<Object> failing = new HashSet<>();
  private volatile @Nullable DatabaseOutage present;

  Outages(TimeSource time) {
    this.time = time;
  }

  Optional<DatabaseOutage> present() {
    return Optional.ofNullable(present);
  }

  /** The last hundred, the oldest first. */
  synchronized List<DatabaseOutage> over() {
    return List.copyOf(over);
  }

  /** Somebody could not use it; returns null when nothing is new. */
  synchronized @Nullable DatabaseOutage failed(Object who, OutageCause cause, String message) {
    failing.add(who);
    DatabaseOutage open = present;
    if (open != null && open.cause() == cause) {
      return null;
    }
    DatabaseOutage now =
        new DatabaseOutage(open == null ? time.instant() : open.since(), null, cause, message);
    present = now;
    return now;
  }

  /** Whether somebody is among those who could not use it. */
  synchronized boolean isFailing(Object who) {
    return failing.contains(who);
  }

  /** Somebody could use it; returns the outage when it is over with that. */
  synchronized @Nullable DatabaseOutage answered(Object who) {
    failing.remove(who);
    DatabaseOutage open = present;
    if (open == null || !failing.isEmpty()) {
      return null;
    }
    present = null;
    DatabaseOutage ended =
        new DatabaseOutage(open.since(), time.instant(), open.cause(), open.message());
    over.add(ended);
    if (over.size() > MOST_REMEMBERED) {
      over.remove();
    }
    return ended;
  }
}
