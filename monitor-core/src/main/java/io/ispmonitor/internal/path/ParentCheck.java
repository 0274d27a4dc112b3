package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the way to a silent device is known to be open: that of ours to the network, and that of
 * the network to it. The word of a parent or a witness counts only if it rests on a question sent
 * after the device's first unanswered one.
 */
final class ParentCheck {
  private final OpenOutages open;

  ParentCheck(OpenOutages open) {
    this.open = open;
  }

  /** What is known of the way. */
  enum Standing {
    /** Every dependency has a parent that answered before the first miss and ever since. */
    ALIVE,
    /** The way is open again, but was disturbed after the first miss. */
    AFRESH,
    /** Some dependency has no parent left. */
    DEAD,
    /** Not settled yet. */
    OPEN,
    /** It is we who are cut off. */
    ISOLATED
  }

  /**
   * What was found.
   *
   * @param standing of the way as a whole
   * @param outage what cut it, when it is dead
   * @param seen the parents that were looked at; the witnesses when we are cut off
   */
  record Result(Standing standing, @Nullable Outage outage, List<Evidence.Parent> seen) {}

  /** The way since a silent device's first miss. */
  Result of(Watched child, long holdNanos, long now) {
    return since(child, child.firstMissNanos(), holdNanos, now);
  }

  /**
   * The way to a device since a time.
   *
   * @param holdNanos how long to wait for those whom our side fails to ask
   */
  Result since(Watched child, long sinceNanos, long holdNanos, long now) {
    Silence silence = child.silence;
    boolean patient = silence == null || !silence.held || now - silence.heldSinceNanos < holdNanos;
    Standing ours = Uplinks.standing(child, sinceNanos, patient);
    if (ours == Standing.DEAD) {
      return new Result(Standing.ISOLATED, null, Uplinks.evidence(child));
    }
    if (child.parents.length == 0) {
      return new Result(ours, null, List.of());
    }
    Look look = new Look(sinceNanos, patient, null);
    Found found = look.way(child);
    boolean unsettled = ours == Standing.OPEN;
    boolean disturbed = ours == Standing.AFRESH && found.standing == Standing.ALIVE;
    return unsettled || disturbed
        ? new Result(ours, null, look.seen)
        : new Result(found.standing, found.outage, look.seen);
  }

  /** Whether the way to a silent device would be cut if this one were known to be out. */
  boolean wouldBeCutBy(Watched child, Watched dead) {
    Look look = new Look(child.firstMissNanos(), true, dead);
    return look.way(child).standing == Standing.DEAD;
  }

  /** One look up the ways of a device. */
  private final class Look {
    private final long since;
    private final boolean patient;
    private final @Nullable Watched assumedDead;
    private final List<Evidence.Parent> seen = new ArrayList<>();

    /** What was found above devices that are looked through, so that none is looked at twice. */
    private final Map<Watched, Found> through = new HashMap<>();

    Look(long since, boolean patient, @Nullable Watched assumedDead) {
      this.since = since;
      this.patient = patient;
      this.assumedDead = assumedDead;
    }

    /** All dependencies together: the worst of them decides. */
    Found way(Watched device) {
      Found result = Found.ALIVE;
      for (Watched[] group : device.parents) {
        Found found = group(group);
        if (found.standing == Standing.DEAD) {
          return found;
        }
        if (found.standing == Standing.OPEN || result.standing == Standing.ALIVE) {
          result = found;
        }
      }
      return result;
    }

    /** One dependency: its best parent decides. */
    private Found group(Watched[] group) {
      if (group.length == 0) {
        return Found.ALIVE; // all its parents are gone from the inventory
      }
      Standing best = Standing.DEAD;
      Outage last = null;
      for (Watched parent : group) {
        Found found = parent(parent);
        if (found.standing == Standing.ALIVE) {
          return Found.ALIVE;
        }
        if (found.standing == Standing.AFRESH || best == Standing.DEAD) {
          best = found.standing;
        }
        last = later(last, found.outage);
      }
      return best == Standing.DEAD ? new Found(best, last) : new Found(best, null);
    }

    private Found parent(Watched parent) {
      if (!parent.isAsked()) {
        return through(parent); // nobody can ask it
      }
      seen.add(
          new Evidence.Parent(
              parent.id(), parent.verdict.state(), parent.everHeard() ? heardAt(parent) : null));
      return asked(parent);
    }

    private Found through(Watched parent) {
      Found known = through.get(parent);
      if (known == null) {
        known = way(parent);
        through.put(parent, known);
      }
      return known;
    }

    @SuppressWarnings("ReferenceEquality") // one object for each device
    private Found asked(Watched parent) {
      boolean isOut = parent.verdict.state().isOutage() || parent == assumedDead;
      if (isOut && parent.misses > 0 && heardSince(parent)) {
        Outage outage = parent.verdict.outage();
        boolean isKnown = parent == assumedDead || open.contains(outage);
        return isKnown ? new Found(Standing.DEAD, outage) : Found.OPEN;
      }
      if (!isOut && parent.answeredSince(since)) {
        return parent.answeringSinceNanos - since <= 0 ? Found.ALIVE : Found.AFRESH;
      }
      boolean isVoid = parent.everVoid && parent.lastVoidNanos - since >= 0;
      boolean saysNothing = !heardSince(parent) || (!isOut && Unheard.isStale(parent));
      if (isVoid && saysNothing && !patient) {
        // Our side fails to ask it, and for long: look past it. That it was out before says
        // nothing, those behind it may have answered since; nor does that it did not answer a
        // question or two when it could be asked.
        return through(parent);
      }
      return Found.OPEN;
    }

    private boolean heardSince(Watched parent) {
      return parent.everHeard() && parent.lastHeardNanos - since >= 0;
    }
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
    static final Found AFRESH = new Found(Standing.AFRESH, null);
    static final Found OPEN = new Found(Standing.OPEN, null);
  }
}
