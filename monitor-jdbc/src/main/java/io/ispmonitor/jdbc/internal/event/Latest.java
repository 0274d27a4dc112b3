package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What some events come to for one device; see {@code StateLog.latest}. */
final class Latest {
  /** The last change among them, with what was noted after it; null when there is none. */
  @Nullable StateChange change;

  /** Whether the device was removed, and nothing is left to be told of it. */
  boolean isOver;

  private @Nullable Progress noted;

  void changed(StateChange now) {
    change = now;
    noted = null;
    isOver = now.isOver();
  }

  void noted(Progress now) {
    StateChange last = change;
    if (last == null) {
      noted = now;
    } else if (!isOver) {
      change = last.with(now);
      isOver = last.with(now).isOver();
    }
  }

  /** Whether there is something of it in the database already that goes on. */
  boolean isOnlyNoted() {
    return noted != null;
  }

  Progress progress() {
    return Objects.requireNonNull(noted, "noted");
  }
}
