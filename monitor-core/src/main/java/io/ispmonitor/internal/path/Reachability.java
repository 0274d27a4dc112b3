package io.ispmonitor.internal.path;

import io.ispmonitor.internal.path.ParentCheck.Standing;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules by which outcomes become states. A miss is confirmed by further questions; before a
 * device is blamed, all it depends on has been asked after its first unanswered question was sent,
 * and until that is settled the verdict is held.
 */
final class Reachability {
  private static final long REVIEW_EVERY = Duration.ofSeconds(1).toNanos();

  private final Rules rules;
  private final Outputs outputs;
  private final FollowUps followUps;
  private final Quality quality = new Quality();
  private final OpenOutages open = new OpenOutages();
  private final Degradation degradation;
  private final Unheard unheard;
  private final Notices notices;
  private final Transitions transitions;
  private final Flapping flapping;
  private final Decisions decisions;
  private final Passes passes;
  private final Uplinks uplinks;
  private final Isolations isolations;
  private final Departed departed;
  private final FreshLooks freshLooks;
  private long nextReviewNanos;

  Reachability(
      TimeSource time,
      Rules rules,
      Past past,
      Uplinks uplinks,
      Outputs outputs,
      Predicate<AskRequest> scheduler) {
    this.rules = rules;
    this.outputs = outputs;
    this.uplinks = uplinks;
    this.followUps = new FollowUps(time, rules, scheduler);
    this.notices = new Notices(time, rules, outputs);
    ParentCheck parentCheck = new ParentCheck(open);
    this.transitions = new Transitions(time, outputs, quality, notices, open, followUps);
    this.flapping = new Flapping(time, rules, notices, parentCheck);
    this.decisions =
        new Decisions(time, rules, transitions, followUps, flapping, notices, parentCheck);
    this.degradation = new Degradation(rules, quality, flapping, transitions, notices);
    this.unheard = new Unheard(rules, open, decisions, transitions, followUps);
    this.passes = new Passes(time);
    this.isolations = new Isolations(time, rules, uplinks, outputs);
    this.departed = new Departed(time, past);
    this.freshLooks = new FreshLooks(time, rules, followUps, notices);
    this.nextReviewNanos = time.nanoTime();
  }

  /** States of an earlier run were restored: one full look before anybody is blamed. */
  void restarted() {
    passes.restart();
    departed.restarted();
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
      unheard.cameToNothing(watched, question, outcome);
    }
    if (watched.isWitness) {
      isolations.heard(watched);
      lookAtUplinks();
      decisions.decideHeld();
    }
    settle();
  }

  /**
   * New, or changed.
   *
   * @param wayChanged it has other parents, is asked elsewhere, by another probe or no more: what
   *     went unanswered before says nothing about it now
   * @param decided whether it is known already if it is asked
   */
  void placed(Watched watched, boolean wayChanged, boolean decided) {
    if (!watched.counted) {
      watched.counted = true;
      outputs.count(watched, 1);
      open.follow(null, watched);
      passes.joinFirst(watched);
    }
    if (wayChanged) {
      decisions.startAfresh(watched);
    }
    if (!watched.isAsked() && decided) {
      notAsked(watched);
    }
    if (decided || watched.isAsked()) {
      watched.placed = true;
    }
    transitions.disturb(watched);
    settle();
  }

  /**
   * Gone from the inventory; its outage, if it is in one, ends with it. What is known of it is
   * known no more, so that the state log need not keep it.
   */
  void removed(Watched watched) {
    decisions.release(watched);
    flapping.forgetPending(watched);
    Pass.leave(watched);
    Verdict last = watched.verdict;
    String why = "removed from the inventory";
    if (last.basis() != Basis.NOTHING_HEARD || watched.told.isAnything()) {
      Evidence gone = Grounds.because(Basis.REMOVED, watched, why);
      transitions.change(watched, DeviceState.UNKNOWN, last.outage(), gone);
    }
    notices.withdraw(watched, why);
    if (watched.counted) {
      watched.counted = false;
      outputs.count(watched, -1);
    }
    transitions.disturb(watched);
    settle();
  }

  /** Who is reached over which uplink has changed, or who tells whether it is open. */
  void reached(List<List<Watched>> members, List<List<Watched>> witnesses) {
    List<Watched> wereCutOff = uplinks.cutOff();
    uplinks.assign(members, witnesses);
    lookAtUplinks();
    isolations.recount();
    lookAgain(wereCutOff.stream().filter(is -> !Uplinks.isCutOff(is)).toList());
    settle();
  }

  /** Other maintenance windows concern a device than before. */
  void upkeep(Watched watched, UpkeepChange change) {
    freshLooks.upkeep(watched, change);
  }

  /** Looks again at what is held or takes its time, once a second. */
  void review(long now) {
    if (now < nextReviewNanos) {
      return;
    }
    nextReviewNanos = now + REVIEW_EVERY;
    lookAtUplinks();
    for (Watched released : passes.ended(now)) {
      decisions.decide(released);
      notices.reconcile(released);
    }
    decisions.decideHeld();
    settle();
    departed.due(now).forEach(this::takeLeave);
    freshLooks.review(now);
    notices.review(now);
  }

  private void takeLeave(Watched gone) {
    gone.removed = true;
    gone.counted = true;
    outputs.count(gone, 1);
    removed(gone);
  }

  private void answered(Watched watched, OpenQuestion question, Readings readings) {
    flapping.heard(watched);
    watched.lastAnswerNanos = question.askedNanos;
    watched.lastAnswerEpochNanos = question.askedEpochNanos;
    if (!watched.isAnswering) {
      watched.isAnswering = true;
      watched.answeringSinceNanos = question.askedNanos;
    }
    heard(watched, question);
    DeviceState state = watched.verdict.state();
    if (watched.misses > 0) {
      if (state.isAnswering()) {
        flapping.returned(watched);
      }
      watched.misses = 0;
      watched.verdict = watched.verdict.unconfirmed(0);
      outputs.noteSoon(watched);
    }
    watched.answers = Math.min(watched.answers + 1, rules.of(watched).answers());
    decisions.release(watched);
    if (state.isOutage() || watched.ownOutage() != null) {
      recover(watched, question);
    } else if (state == DeviceState.UNKNOWN) {
      if (watched.verdict.basis() == Basis.ISOLATION) {
        quality.forget(watched); // what was lost meanwhile was lost by us
      }
      Evidence evidence = Grounds.because(Basis.ANSWERS, watched, "answered");
      transitions.change(watched, DeviceState.UP, null, evidence);
    }
    if (!watched.verdict.state().isOutage() && watched.ownOutage() == null) {
      watched.silence = null;
    }
    transitions.disturb(watched);
    quality.measure(watched, readings, rules.of(watched));
    degradation.judge(watched);
    flapping.afterAny(watched);
    if (watched.verdict.state().isAnswering()) {
      freshLooks.heard(watched, question);
    }
  }

  private void recover(Watched watched, OpenQuestion question) {
    ReachabilityPolicy policy = rules.of(watched);
    if (watched.answers < policy.answers()) {
      outputs.noteSoon(watched);
      followUps.repeat(watched, question.askedNanos);
      return;
    }
    // First, so that no child is judged by questions from before its way was open again.
    followUps.askChildren(watched).forEach(decisions::forgetMisses);
    quality.forget(watched);
    if (watched.verdict.state() == DeviceState.DOWN) {
      flapping.improves(watched);
    }
    freshLooks.done(watched);
    Outage ended = watched.verdict.outage();
    String reason = "answered " + watched.answers + " questions in a row";
    transitions.change(
        watched, DeviceState.UP, ended, Grounds.because(Basis.ANSWERS, watched, reason));
  }

  private void missed(Watched watched, OpenQuestion question, String how) {
    flapping.heard(watched);
    if (watched.misses == 0 && watched.everHeard()) {
      watched.heardBeforeMissesNanos = watched.lastHeardNanos;
    }
    heard(watched, question);
    watched.isAnswering = false;
    watched.answers = 0;
    watched.roundTripSeconds = Float.NaN;
    ReachabilityPolicy policy = rules.of(watched);
    quality.lost(watched, policy);
    Silence silence = watched.silence;
    if (watched.misses == 0 || silence == null) {
      decisions.release(watched);
      silence = new Silence(question.askedNanos, question.askedEpochNanos);
      watched.silence = silence;
      followUps.askAncestors(watched);
      outputs.noteSoon(watched);
    }
    silence.last = how;
    watched.misses = Math.min(watched.misses + 1, Short.MAX_VALUE);
    if (!watched.verdict.state().isOutage()) {
      watched.verdict = watched.verdict.unconfirmed(watched.misses);
    }
    if (!isSettled(watched, decisions.decide(watched)) && watched.misses < policy.misses()) {
      followUps.repeat(watched, question.askedNanos);
    }
    if (watched.verdict.state().isAnswering()) {
      flapping.afterBad(watched);
    }
    flapping.afterAny(watched);
    freshLooks.heard(watched, question);
    transitions.disturb(watched);
  }

  private static boolean isSettled(Watched watched, Standing way) {
    DeviceState state = watched.verdict.state();
    boolean behind = way == Standing.DEAD && state == DeviceState.UNREACHABLE;
    return state == DeviceState.DOWN || behind || way == Standing.ISOLATED;
  }

  private void notAsked(Watched watched) {
    // Those behind it are looked at through it from now on.
    followUps.askChildren(watched).forEach(decisions::forgetMisses);
    Pass.leave(watched);
    String why = "not asked any more";
    if (watched.verdict.state() != DeviceState.UNKNOWN || watched.verdict.outage() != null) {
      Evidence evidence = Grounds.because(Basis.NOT_ASKED, watched, why);
      transitions.change(watched, DeviceState.UNKNOWN, null, evidence);
    }
    flapping.forget(watched);
    notices.withdraw(watched, why);
  }

  private void lookAtUplinks() {
    lookAgain(isolations.look());
  }

  /** We reach these devices again: one full look before any of them is blamed. */
  private void lookAgain(List<Watched> again) {
    if (again.isEmpty()) {
      return;
    }
    List<Watched> toAsk = new ArrayList<>();
    for (Watched watched : again) {
      if (watched.misses > 0 || watched.verdict.basis() == Basis.ISOLATION) {
        decisions.forgetMisses(watched);
        toAsk.add(watched);
      } else if (Passes.waitsLongFor(watched)) {
        toAsk.add(watched);
      }
    }
    passes.begin(again);
    followUps.askSpread(toAsk);
  }

  /**
   * Looks at all that what has just happened may decide: the silent devices behind those that
   * changed, and behind those that change by that. Without recursion, however deep the network is.
   */
  private void settle() {
    Set<Watched> lookedThrough = new HashSet<>();
    for (Watched parent = transitions.nextDisturbed();
        parent != null;
        parent = transitions.nextDisturbed()) {
      if (parent.misses > 0) {
        decisions.decide(parent);
      }
      for (Watched child : parent.children) {
        if (child.isAsked()) {
          if (child.misses > 0) {
            decisions.decide(child);
          }
        } else if (lookedThrough.add(child)) {
          transitions.disturb(child); // the way leads through it
        }
      }
    }
  }

  private void heard(Watched watched, OpenQuestion question) {
    watched.lastHeardNanos = question.askedNanos;
    watched.lastHeardEpochNanos = question.askedEpochNanos;
    Pass.heard(watched, question.askedNanos);
  }
}
