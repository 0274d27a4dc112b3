package io.ispmonitor.internal.path;

import io.ispmonitor.internal.path.ParentCheck.Standing;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a device's silence means: that it is at fault, that it is cut off, that we are, or that this
 * cannot be told yet. Then the verdict is held, and all that could settle it is asked.
 */
final class Decisions {
  private final TimeSource time;
  private final Rules rules;
  private final Transitions transitions;
  private final FollowUps followUps;
  private final Flapping flapping;
  private final Notices notices;
  private final ParentCheck parentCheck;
  private final Set<Watched> held = new LinkedHashSet<>();

  Decisions(
      TimeSource time,
      Rules rules,
      Transitions transitions,
      FollowUps followUps,
      Flapping flapping,
      Notices notices,
      ParentCheck parentCheck) {
    this.parentCheck = parentCheck;
    this.time = time;
    this.rules = rules;
    this.transitions = transitions;
    this.followUps = followUps;
    this.flapping = flapping;
    this.notices = notices;
  }

  /** Draws the conclusion, if there is one to draw. */
  Standing decide(Watched watched) {
    if (watched.misses == 0 || watched.removed || !watched.isAsked()) {
      return Standing.OPEN;
    }
    ReachabilityPolicy policy = rules.of(watched);
    ParentCheck.Result way =
        parentCheck.of(watched, policy.holdAtMost().toNanos(), time.nanoTime());
    boolean confirmed = watched.misses >= policy.misses();
    boolean oneLookFirst = watched.pass != null;
    switch (way.standing()) {
      case ISOLATED -> isolate(watched, way);
      case DEAD -> {
        if (!oneLookFirst) {
          cutOff(watched, way);
        }
      }
      case ALIVE -> {
        if (confirmed && !oneLookFirst) {
          release(watched);
          blame(watched, way);
        }
      }
      case AFRESH -> {
        if (watched.verdict.state() != DeviceState.DOWN) {
          startAfresh(watched);
        }
      }
      case OPEN -> {
        if (confirmed && watched.verdict.state() != DeviceState.DOWN) {
          hold(watched);
        }
      }
    }
    return way.standing();
  }

  /** Looks again at all verdicts that are held. */
  void decideHeld() {
    for (Watched watched : new ArrayList<>(held)) {
      decide(watched);
    }
  }

  /** What went unanswered so far does not count; it is asked again soon. */
  void startAfresh(Watched watched) {
    forgetMisses(watched);
    watched.answers = 0;
    followUps.askSoon(watched);
  }

  /** What went unanswered so far does not count. */
  void forgetMisses(Watched watched) {
    release(watched);
    watched.misses = 0;
    flapping.forgetPending(watched);
    if (watched.verdict.unconfirmed() > 0) {
      watched.verdict = watched.verdict.unconfirmed(0);
    }
  }

  void release(Watched watched) {
    Silence silence = watched.silence;
    if (silence != null && silence.held) {
      silence.held = false;
      held.remove(watched);
    }
  }

  private void hold(Watched watched) {
    Silence silence = watched.silence;
    if (silence != null && !silence.held) {
      silence.held = true;
      silence.heldSinceNanos = time.nanoTime();
      held.add(watched);
    }
    followUps.askAncestors(watched);
  }

  /** It is we who are cut off; an outage of its own goes on afterwards, if it is still silent. */
  private void isolate(Watched watched, ParentCheck.Result way) {
    release(watched);
    flapping.forgetPending(watched);
    Verdict now = watched.verdict;
    if (now.state() == DeviceState.UNKNOWN && now.basis() == Basis.ISOLATION) {
      return;
    }
    String reason = "we are cut off: uplink " + Uplinks.names(watched) + " is lost";
    Evidence evidence = Grounds.because(Basis.ISOLATION, watched, reason, way.seen());
    transitions.change(watched, DeviceState.UNKNOWN, watched.ownOutage(), evidence);
  }

  private void cutOff(Watched watched, ParentCheck.Result way) {
    release(watched);
    flapping.forgetPending(watched);
    Outage outage = way.outage();
    Verdict now = watched.verdict;
    if (now.state() == DeviceState.DOWN || outage == null) {
      return; // an outage of its own stays its own
    }
    if (watched.ownOutage() != null) {
      blame(watched, way);
      return; // also when we were cut off in between
    }
    if (now.state() != DeviceState.UNREACHABLE || !outage.equals(now.outage())) {
      String reason = "behind " + outage.root() + ", which is down; " + Grounds.misses(watched);
      Evidence evidence = Grounds.because(Basis.PARENTS, watched, reason, way.seen());
      transitions.change(watched, DeviceState.UNREACHABLE, outage, evidence);
    }
  }

  private void blame(Watched watched, ParentCheck.Result way) {
    if (watched.verdict.state() == DeviceState.DOWN) {
      return;
    }
    Set<Watched> cut = Affected.cutBy(watched);
    List<Watched> blamedBefore = blamedInItsStead(watched, cut);
    Outage outage = outage(watched, cut, blamedBefore);
    String reason = Grounds.misses(watched);
    Evidence evidence = Grounds.because(Basis.MISSES, watched, reason, way.seen());
    if (watched.ownOutage() == null) {
      flapping.worsens(watched); // one that goes on is no change of its own
    }
    boolean known = notices.inherit(watched, blamedBefore, outage);
    transitions.change(watched, DeviceState.DOWN, outage, evidence);
    if (known) {
      notices.rootFound(watched, outage);
    }
    followUps.askAtPaceOfDowntime(watched);
    for (Watched child : blamedBefore) {
      String why = "behind " + watched.id() + ", which turned out to be at fault";
      Evidence found = Grounds.because(Basis.PARENTS, child, why, List.of(seen(watched)));
      transitions.change(child, DeviceState.UNREACHABLE, outage, found);
    }
  }

  /** One that goes on keeps its identity, also when it began under another root. */
  private static Outage outage(Watched root, Set<Watched> cut, List<Watched> blamedBefore) {
    Outage known = root.ownOutage();
    if (known == null) {
      known =
          blamedBefore.stream()
              .map(Watched::ownOutage)
              .filter(Objects::nonNull)
              .min(Comparator.comparing(Outage::startedAt))
              .orElse(null);
    }
    int affected = cut.size();
    long subscribers = Affected.subscribers(root, cut);
    return known != null
        ? known.rootedAt(root.id(), affected, subscribers)
        : Outage.of(
            root.id(), EpochNanos.toInstant(root.firstMissEpochNanos()), affected, subscribers);
  }

  /**
   * Those that were blamed because their way seemed open, since this device could not be asked: it
   * was not validly heard between their falling silent and its own first miss, and nothing between
   * has answered.
   */
  private List<Watched> blamedInItsStead(Watched root, Set<Watched> cut) {
    List<Watched> blamed = new ArrayList<>();
    for (Watched child : cut) {
      Outage own = child.verdict.state() == DeviceState.DOWN ? child.ownOutage() : null;
      boolean unheardSince = own != null && child.downSinceNanos - root.heardBeforeMissesNanos > 0;
      if (unheardSince && parentCheck.wouldBeCutBy(child, root)) {
        blamed.add(child);
      }
    }
    return blamed;
  }

  private static Evidence.Parent seen(Watched root) {
    return new Evidence.Parent(
        root.id(), root.verdict.state(), EpochNanos.toInstant(root.lastHeardEpochNanos));
  }
}
