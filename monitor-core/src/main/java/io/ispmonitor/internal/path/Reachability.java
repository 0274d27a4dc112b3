package io.ispmonitor.internal.path;

import io.ispmonitor.internal.path.ParentCheck.Standing;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which outcomes become states. A miss is confirmed by further questions; before a
 * device is blamed, all it depends on has been asked after its first unanswered question was sent,
 * and until that is settled the verdict is held.
 */
final class Reachability {
  private static final long REVIEW_EVERY = Duration.ofSeconds(1).toNanos();

  /** Intervals without a valid outcome after which we admit to know nothing. */
  private static final int STALE_INTERVALS = 3;

  private final TimeSource time;
  private final ReachabilityPolicy policy;
  private final Outputs outputs;
  private final FollowUps followUps;
  private final ParentCheck parentCheck;
  private final Quality quality;
  private final Set<Watched> held = new LinkedHashSet<>();

  /** Devices behind which something may be decided now. */
  private final Deque<Watched> disturbed = new ArrayDeque<>();

  private long nextReviewNanos;

  Reachability(
      TimeSource time,
      ReachabilityPolicy policy,
      Outputs outputs,
      Predicate<AskRequest> scheduler) {
    this.time = time;
    this.policy = policy;
    this.outputs = outputs;
    this.followUps = new FollowUps(time, policy.repeatAfter(), scheduler);
    this.parentCheck = new ParentCheck(policy.holdAtMost().toNanos());
    this.quality = new Quality(policy);
    this.nextReviewNanos = time.nanoTime();
  }

  void onOutcome(Watched watched, OpenQuestion question, ProbeOutcome outcome) {
    if (outcome instanceof ProbeOutcome.Answered answer) {
      answered(watched, question, answer.readings());
    } else if (outcome instanceof ProbeOutcome.Partial answer) {
      answered(watched, question, answer.readings());
    } else if (outcome instanceof ProbeOutcome.Silent) {
      missed(watched, question, "silent");
    } else if (outcome instanceof ProbeOutcome.Refused refusal) {
      missed(watched, question, "refused: " + refusal.reason() + Grounds.by(refusal));
    } else {
      nothingLearnt(watched, question, outcome);
    }
    settle();
  }

  /**
   * New, or changed.
   *
   * @param wayChanged it has other parents, is asked elsewhere, by another probe or no more: what
   *     went unanswered before says nothing about it now
   */
  void placed(Watched watched, boolean wayChanged) {
    if (!watched.counted) {
      watched.counted = true;
      outputs.count(watched, 1);
    }
    if (wayChanged) {
      startAfresh(watched);
    }
    if (!watched.isAsked()) {
      // Those behind it are looked at through it from now on.
      askChildren(watched);
      if (watched.verdict.state() != DeviceState.UNKNOWN) {
        change(
            watched,
            DeviceState.UNKNOWN,
            null,
            Grounds.because(Basis.NOT_ASKED, watched, "not asked any more"));
      }
    }
    disturbed.add(watched);
    settle();
  }

  /** Gone from the inventory; its outage, if it is in one, ends with it. */
  void removed(Watched watched) {
    release(watched);
    Verdict last = watched.verdict;
    if (last.state().isOutage()) {
      Evidence gone = Grounds.because(Basis.REMOVED, watched, "removed from the inventory");
      change(watched, DeviceState.UNKNOWN, last.outage(), gone);
    }
    if (watched.counted) {
      watched.counted = false;
      outputs.count(watched, -1);
    }
    disturbed.add(watched);
    settle();
  }

  /** Looks again at what is held, once a second. */
  void review(long now) {
    if (now < nextReviewNanos) {
      return;
    }
    nextReviewNanos = now + REVIEW_EVERY;
    for (Watched watched : new ArrayList<>(held)) {
      decide(watched);
    }
    settle();
  }

  private void answered(Watched watched, OpenQuestion question, Readings readings) {
    watched.everAnswered = true;
    watched.lastAnswerNanos = question.askedNanos;
    watched.lastAnswerEpochNanos = question.askedEpochNanos;
    if (!watched.isAnswering) {
      watched.isAnswering = true;
      watched.answeringSinceNanos = question.askedNanos;
    }
    heard(watched, question);
    boolean wasUnconfirmed = watched.misses > 0;
    watched.misses = 0;
    watched.answers = Math.min(watched.answers + 1, policy.answers());
    release(watched);
    DeviceState state = watched.verdict.state();
    if (state == DeviceState.UNKNOWN) {
      change(watched, DeviceState.UP, null, Grounds.because(Basis.ANSWERS, watched, "answered"));
    } else if (state.isOutage()) {
      recover(watched, question);
    } else if (wasUnconfirmed) {
      watched.verdict = watched.verdict.unconfirmed(0);
    }
    disturbed.add(watched);
    quality.measure(watched, readings);
    judgeQuality(watched);
  }

  private void recover(Watched watched, OpenQuestion question) {
    if (watched.answers < policy.answers()) {
      followUps.repeat(watched, question.askedNanos);
      return;
    }
    // First, so that no child is judged by questions from before its way was open again.
    askChildren(watched);
    quality.forget(watched);
    Outage ended = watched.verdict.outage();
    String reason = "answered " + watched.answers + " questions in a row";
    change(watched, DeviceState.UP, ended, Grounds.because(Basis.ANSWERS, watched, reason));
  }

  private void missed(Watched watched, OpenQuestion question, String how) {
    heard(watched, question);
    watched.isAnswering = false;
    watched.answers = 0;
    watched.roundTripSeconds = Float.NaN;
    watched.lastMiss = how;
    quality.lost(watched);
    if (watched.misses == 0) {
      watched.firstMissNanos = question.askedNanos;
      watched.firstMissEpochNanos = question.askedEpochNanos;
      followUps.askAncestors(watched);
    }
    watched.misses = Math.min(watched.misses + 1, Short.MAX_VALUE);
    if (!watched.verdict.state().isOutage()) {
      watched.verdict = watched.verdict.unconfirmed(watched.misses);
    }
    Standing way = decide(watched);
    boolean settled = watched.verdict.state() == DeviceState.DOWN || way == Standing.DEAD;
    if (!settled && watched.misses < policy.misses()) {
      followUps.repeat(watched, question.askedNanos);
    }
    disturbed.add(watched);
  }

  /** Void or broken: confirms nothing and clears nothing. */
  private void nothingLearnt(Watched watched, OpenQuestion question, ProbeOutcome outcome) {
    watched.isAnswering = false;
    watched.everVoid = true;
    watched.lastVoidNanos = question.askedNanos;
    boolean unconfirmed = watched.misses > 0 && watched.misses < policy.misses();
    if (unconfirmed || isRecovering(watched)) {
      followUps.repeat(watched, question.askedNanos);
    }
    String why = "nothing valid was heard: " + Grounds.reason(outcome);
    if (watched.verdict.state() == DeviceState.UNKNOWN) {
      explain(watched, why);
    } else if (isStale(watched, question) && !isKnownToBeOut(watched)) {
      release(watched);
      watched.misses = 0;
      watched.answers = 0;
      change(
          watched, DeviceState.UNKNOWN, null, Grounds.because(Basis.NOTHING_VALID, watched, why));
    }
  }

  /** What is not known has a reason too, which a reader of the status may want. */
  private static void explain(Watched watched, String why) {
    if (!watched.verdict.evidence().reason().equals(why)) {
      watched.verdict = watched.verdict.because(Grounds.because(Basis.NOTHING_VALID, watched, why));
    }
  }

  /** An outage is not forgotten for want of data, unless what it was blamed on has ended. */
  private static boolean isKnownToBeOut(Watched watched) {
    Verdict now = watched.verdict;
    Outage outage = now.outage();
    if (now.state() != DeviceState.UNREACHABLE || outage == null) {
      return now.state() == DeviceState.DOWN;
    }
    return ParentCheck.isCutBy(watched, outage);
  }

  private static boolean isRecovering(Watched watched) {
    return watched.verdict.state().isOutage() && watched.answers > 0;
  }

  private boolean isStale(Watched watched, OpenQuestion question) {
    long interval = question.asking.effectiveIntervalNanos();
    return !watched.everHeard
        || question.askedNanos - watched.lastHeardNanos >= STALE_INTERVALS * interval;
  }

  /** Draws the conclusion, if there is one to draw. */
  private Standing decide(Watched watched) {
    if (watched.misses == 0 || watched.removed || !watched.isAsked()) {
      return Standing.OPEN;
    }
    ParentCheck.Result parents = parentCheck.of(watched, time.nanoTime());
    switch (parents.standing()) {
      case DEAD -> cutOff(watched, parents);
      case ALIVE -> {
        if (watched.misses >= policy.misses()) {
          release(watched);
          blame(watched, parents);
        }
      }
      case AFRESH -> {
        if (watched.verdict.state() != DeviceState.DOWN) {
          startAfresh(watched);
        }
      }
      case OPEN -> {
        if (watched.misses >= policy.misses() && watched.verdict.state() != DeviceState.DOWN) {
          hold(watched);
        }
      }
    }
    return parents.standing();
  }

  private void cutOff(Watched watched, ParentCheck.Result parents) {
    release(watched);
    Outage outage = parents.outage();
    Verdict now = watched.verdict;
    boolean known =
        now.state() == DeviceState.UNREACHABLE && outage != null && outage.equals(now.outage());
    if (now.state() == DeviceState.DOWN || known || outage == null) {
      return; // an outage of its own stays its own
    }
    String reason = "behind " + outage.root() + ", which is down; " + Grounds.misses(watched);
    change(
        watched,
        DeviceState.UNREACHABLE,
        outage,
        Grounds.because(Basis.PARENTS, watched, reason, parents.seen()));
  }

  private void blame(Watched watched, ParentCheck.Result parents) {
    if (watched.verdict.state() == DeviceState.DOWN) {
      return;
    }
    Affected behind = Affected.behind(watched);
    Outage outage =
        Outage.of(
            watched.id(),
            EpochNanos.toInstant(watched.firstMissEpochNanos),
            behind.devices(),
            behind.subscribers());
    change(
        watched,
        DeviceState.DOWN,
        outage,
        Grounds.because(Basis.MISSES, watched, Grounds.misses(watched), parents.seen()));
  }

  private void hold(Watched watched) {
    if (!watched.held) {
      watched.held = true;
      watched.heldSinceNanos = time.nanoTime();
      held.add(watched);
    }
    followUps.askAncestors(watched);
  }

  private void release(Watched watched) {
    if (watched.held) {
      watched.held = false;
      held.remove(watched);
    }
  }

  /** What went unanswered so far does not count; it is asked again soon. */
  private void startAfresh(Watched watched) {
    release(watched);
    watched.misses = 0;
    watched.answers = 0;
    if (watched.verdict.unconfirmed() > 0) {
      watched.verdict = watched.verdict.unconfirmed(0);
    }
    followUps.askSoon(watched);
  }

  private void askChildren(Watched watched) {
    for (Watched child : followUps.askChildren(watched)) {
      release(child);
      if (child.verdict.unconfirmed() > 0) {
        child.verdict = child.verdict.unconfirmed(0);
      }
    }
  }

  /**
   * Looks at all that what has just happened may decide: the silent devices behind those that
   * changed, and behind those that change by that. Without recursion, however deep the network is.
   */
  private void settle() {
    Set<Watched> lookedThrough = new HashSet<>();
    for (Watched parent = disturbed.poll(); parent != null; parent = disturbed.poll()) {
      if (parent.misses > 0) {
        decide(parent);
      }
      for (int i = 0; i < parent.children.size(); i++) {
        Watched child = parent.children.get(i);
        if (child.isAsked()) {
          if (child.misses > 0) {
            decide(child);
          }
        } else if (lookedThrough.add(child)) {
          disturbed.add(child); // the way leads through it
        }
      }
    }
  }

  private void judgeQuality(Watched watched) {
    DeviceState state = watched.verdict.state();
    if (!state.isAnswering()) {
      return;
    }
    String poor = quality.complaint(watched);
    if (poor != null && state == DeviceState.UP) {
      change(watched, DeviceState.DEGRADED, null, Grounds.because(Basis.QUALITY, watched, poor));
    } else if (poor == null && state == DeviceState.DEGRADED) {
      change(
          watched,
          DeviceState.UP,
          null,
          Grounds.because(Basis.QUALITY, watched, "within limits again"));
    }
  }

  private void heard(Watched watched, OpenQuestion question) {
    watched.everHeard = true;
    watched.lastHeardNanos = question.askedNanos;
    watched.lastHeardEpochNanos = question.askedEpochNanos;
  }

  private void change(Watched watched, DeviceState to, @Nullable Outage outage, Evidence evidence) {
    outputs.change(watched, to, outage, evidence);
    if (to == DeviceState.UNKNOWN) {
      quality.forget(watched);
    }
    disturbed.add(watched);
  }
}
