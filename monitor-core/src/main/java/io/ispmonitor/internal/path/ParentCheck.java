package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the way to a silent device is known to be open. A parent's word counts only if it rests
 * on a question sent after the device's first unanswered one.
 */
final class ParentCheck {
  private final long holdNanos;

  ParentCheck(long holdNanos) {
    this.holdNanos = holdNanos;
  }

  /** What is known of the way. */
  enum Standing {
    /** Every dependency has a parent that answered. */
    ALIVE,
    /** Some dependency has no parent left. */
    DEAD,
    /** Not settled yet. */
    OPEN
  }

  /**
   * What was found.
   *
   * @param standing of the way as a whole
   * @param outage what cut it, when it is dead
   * @param seen the parents that were looked at
   */
  record Result(Standing standing, @Nullable Outage outage, List<Evidence.Parent> seen) {}

  Result of(Watched child, long now) {
    if (child.parents.length == 0) {
      return new Result(Standing.ALIVE, null, List.of());
    }
    List<Evidence.Parent> seen = new ArrayList<>();
    boolean patient = !child.held || now - child.heldSinceNanos < holdNanos;
    Found found = way(child, child.firstMissNanos, patient, seen);
    return new Result(found.standing, found.outage, seen);
  }

  /** All dependencies together: one that is dead cuts the way, one that is open leaves it open. */
  private Found way(Watched device, long since, boolean patient, List<Evidence.Parent> seen) {
    Found result = Found.ALIVE;
    for (Watched[] group : device.parents) {
      Found found = group(group, since, patient, seen);
      if (found.standing == Standing.DEAD) {
        return found;
      }
      if (found.standing == Standing.OPEN) {
        result = found;
      }
    }
    return result;
  }

  /** One dependency: any parent that is alive keeps the way open. */
  private Found group(Watched[] group, long since, boolean patient, List<Evidence.Parent> seen) {
    boolean open = group.length == 0;
    Outage last = null;
    for (Watched parent : group) {
      Found found = parent(parent, since, patient, seen);
      if (found.standing == Standing.ALIVE) {
        return Found.ALIVE;
      }
      open |= found.standing == Standing.OPEN;
      last = later(last, found.outage);
    }
    if (group.length == 0) {
      return Found.ALIVE; // all its parents are gone from the inventory
    }
    return open ? Found.OPEN : new Found(Standing.DEAD, last);
  }

  private Found parent(Watched parent, long since, boolean patient, List<Evidence.Parent> seen) {
    if (!parent.isAsked()) {
      return way(parent, since, patient, seen); // nobody can ask it: look through it
    }
    Found found = asked(parent, since, patient);
    seen.add(
        new Evidence.Parent(
            parent.id(), parent.verdict.state(), parent.everHeard ? heardAt(parent) : null));
    return found;
  }

  private Found asked(Watched parent, long since, boolean patient) {
    boolean heard = parent.everHeard && parent.lastHeardNanos - since >= 0;
    if (!heard) {
      boolean isVoid = parent.everVoid && parent.lastVoidNanos - since >= 0;
      // Asked, but our side failed, and for long: the child's own silence has to do.
      return isVoid && !patient ? Found.ALIVE : Found.OPEN;
    }
    if (parent.misses == 0) {
      return parent.verdict.state().isOutage() ? Found.OPEN : Found.ALIVE;
    }
    DeviceState state = parent.verdict.state();
    return state.isOutage() ? new Found(Standing.DEAD, parent.verdict.outage()) : Found.OPEN;
  }

  private static Instant heardAt(Watched parent) {
    return EpochNanos.toInstant(
        parent.misses == 0 ? parent.lastAnswerEpochNanos : parent.lastHeardEpochNanos);
  }

  private static @Nullable Outage later(@Nullable Outage a, @Nullable Outage b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.startedAt().isAfter(a.startedAt()) ? b : a;
  }

  private record Found(Standing standing, @Nullable Outage outage) {
    static final Found ALIVE = new Found(Standing.ALIVE, null);
    static final Found OPEN = new Found(Standing.OPEN, null);
  }
}
