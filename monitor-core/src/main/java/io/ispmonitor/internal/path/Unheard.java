package io.ispmonitor.internal.path;

import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;

/**
 * Questions that came to nothing on our side, void or broken: they confirm nothing and clear
 * nothing, until nothing valid was heard of a device for so long that we admit to know nothing.
 */
final class Unheard {
  /** Intervals without a valid outcome after which we do. */
  private static final int STALE_INTERVALS = 3;

  private final Rules rules;
  private final OpenOutages open;
  private final Decisions decisions;
  private final Transitions transitions;
  private final FollowUps followUps;

  Unheard(
      Rules rules,
      OpenOutages open,
      Decisions decisions,
      Transitions transitions,
      FollowUps followUps) {
    this.rules = rules;
    this.open = open;
    this.decisions = decisions;
    this.transitions = transitions;
    this.followUps = followUps;
  }

  void cameToNothing(Watched watched, OpenQuestion question, ProbeOutcome outcome) {
    watched.isAnswering = false;
    watched.everVoid = true;
    watched.lastVoidNanos = question.askedNanos;
    boolean unconfirmed = watched.misses > 0 && watched.misses < rules.of(watched).misses();
    if (unconfirmed || isRecovering(watched)) {
      followUps.repeat(watched, question.askedNanos);
    }
    if (Pass.cameToNothing(watched, question.askedNanos)) {
      followUps.askSoon(watched);
    }
    String why = "nothing valid was heard: " + Grounds.reason(outcome);
    if (watched.verdict.state() == DeviceState.UNKNOWN) {
      explain(watched, why);
    } else if (isStale(watched, question.asking) && !isKnownToBeOut(watched)) {
      decisions.forgetMisses(watched);
      watched.answers = 0;
      Evidence evidence = Grounds.because(Basis.NOTHING_VALID, watched, why);
      transitions.change(watched, DeviceState.UNKNOWN, null, evidence);
    }
  }

  /** What is not known has a reason too, which a reader of the status may want. */
  private static void explain(Watched watched, String why) {
    Evidence known = watched.verdict.evidence();
    boolean cutOff = known.basis() == Basis.ISOLATION && Uplinks.isCutOff(watched);
    if (!cutOff && !known.reason().equals(why)) {
      watched.verdict = watched.verdict.because(Grounds.because(Basis.NOTHING_VALID, watched, why));
    }
  }

  /** An outage is not forgotten for want of data, unless what it was blamed on has ended. */
  private boolean isKnownToBeOut(Watched watched) {
    Verdict now = watched.verdict;
    return now.state() == DeviceState.DOWN
        || (now.state() == DeviceState.UNREACHABLE && open.contains(now.outage()));
  }

  private static boolean isRecovering(Watched watched) {
    boolean out = watched.verdict.state().isOutage() || watched.ownOutage() != null;
    return out && watched.answers > 0;
  }

  /** Whether what was heard of a device last is so old that it says nothing any more. */
  static boolean isStale(Watched watched) {
    Asking asking = watched.reachability;
    return asking != null && isStale(watched, asking);
  }

  /** By the last question that came to nothing. */
  private static boolean isStale(Watched watched, Asking asking) {
    long unheard = watched.lastVoidNanos - watched.lastHeardNanos;
    return unheard >= STALE_INTERVALS * asking.effectiveIntervalNanos();
  }
}
