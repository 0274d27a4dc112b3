package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Questions out of turn are asked when they are needed: to confirm, to ask parents, to see when a
 * device that is down comes back, and then to ask those behind it.
 */
final class Promptness implements Invariant {
  private static final long SLACK = Duration.ofSeconds(5).toNanos();

  private static final long RETURNED_WITHIN = Duration.ofSeconds(60).toNanos();

  /** So many late questions in a row are no accident. */
  private static final int TOO_OFTEN = 5;

  private final Network network;
  private final Quiet quiet;
  private final Load load;
  private final Findings findings;
  private final Map<Node, Integer> late = new HashMap<>();

  /** Until when those are to be asked that were behind something that is back. */
  private final Map<Node, Long> askedBy = new HashMap<>();

  private long interruptedAt = Streak.NEVER;

  Promptness(Network network, Quiet quiet, Findings findings) {
    this.network = network;
    this.quiet = quiet;
    this.load = new Load(network);
    this.findings = findings;
  }

  @Override
  public void onQuestion(Node node, Heard heard) {
    load.hears(heard.askedAt());
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    wasAskedSoon(node, heard.askedAt());
    long last = Math.max(node.before.lastHeardAt, node.before.lastVoidAt);
    Outage outage = node.outage;
    if (node.state == DeviceState.DOWN && outage != null && node.stateSince < last) {
      long age = last - EpochNanos.of(outage.startedAt());
      looksAgain(node, last, heard.askedAt(), age);
    }
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    ReachabilityPolicy policy = node.now.policy;
    long at = EpochNanos.of(change.at());
    if (change.to() == DeviceState.DOWN && change.from().isAnswering()) {
      Instant first = change.evidence().firstUnansweredAt();
      // The verdict is held for a parent that our side fails to ask.
      long takes = policy.misses() * pace(node) + policy.holdAtMost().toNanos() + SLACK;
      if (first != null && !quiet.mayKeepBack(node, at) && network.isSettled(node, at)) {
        isSoon(node, change, EpochNanos.of(first), takes);
      }
    } else if (change.from().isOutage() && change.to().isAnswering()) {
      awaitsThoseBehind(node, at);
      isSoon(node, change, node.now.answersSince, policy.answers() * pace(node) + SLACK);
    }
  }

  private void awaitsThoseBehind(Node parent, long at) {
    for (Node node : network.all()) {
      boolean isBehind = node.state == DeviceState.UNREACHABLE && Way.hangsOn(node, parent);
      if (isBehind && node.asked) {
        askedBy.putIfAbsent(node, at + RETURNED_WITHIN);
      }
    }
  }

  private void wasAskedSoon(Node node, long at) {
    Long until = askedBy.remove(node);
    if (until != null && at > until && isUndisturbed(node, until - RETURNED_WITHIN, until)) {
      findings.add(
          Rule.ASKED_IN_TIME,
          node.id,
          at,
          "unreachable and not asked until %s, though something before it returned a minute before"
              .formatted(Times.text(until)));
    }
  }

  @Override
  public void onGone(Node node) {
    late.remove(node);
    askedBy.remove(node);
  }

  @Override
  public void onInterruption(long now) {
    askedBy.clear();
    interruptedAt = now;
  }

  @Override
  public void onClockSet(long now) {
    load.forget();
  }

  /** Until a question that came to nothing is repeated. */
  private static long pace(Node node) {
    return node.now.policy.repeatAfter().toNanos() + node.timeoutNanos;
  }

  private void isSoon(Node node, StateChange change, long since, long takes) {
    long at = EpochNanos.of(change.at());
    if (at - since > takes && isUndisturbed(node, since, at)) {
      findings.add(
          Rule.CONFIRMED_SOON,
          node.id,
          at,
          "%s not before %s, which shows since the question of %s"
              .formatted(change.to(), change.at(), Times.text(since)));
    }
  }

  private void looksAgain(Node node, long last, long at, long age) {
    long pace = node.now.policy.downtime().intervalNanosAt(age, node.intervalNanos);
    boolean isSooner = pace < node.intervalNanos;
    boolean isLate = at - last > pace + node.timeoutNanos + SLACK && isUndisturbed(node, last, at);
    if (!isSooner || !isLate) {
      late.remove(node);
    } else if (late.merge(node, 1, Integer::sum) == TOO_OFTEN) {
      findings.add(
          Rule.ASKED_IN_TIME,
          node.id,
          at,
          "down since %s and asked after %s, not for the first time; its model says every %s"
              .formatted(Times.text(node.stateSince), Times.span(at - last), Times.span(pace)));
    }
  }

  private boolean isUndisturbed(Node node, long since, long at) {
    return interruptedAt < since
        && node.changedAt < since
        && node.now.lastVoidAt < since
        && load.isLight(since, at);
  }
}
