package io.ispmonitor.testkit.check;

import io.ispmonitor.reachability.Evidence.Basis;

/** A device that does not answer is found out, as long as the way to it is clear. */
final class Detection implements Invariant {
  private final Settings settings;
  private final Cutoffs cutoffs;
  private final Findings findings;
  private long interruptedAt = Streak.NEVER;

  Detection(Settings settings, Cutoffs cutoffs, Findings findings) {
    this.settings = settings;
    this.cutoffs = cutoffs;
    this.findings = findings;
  }

  @Override
  public void onOutcome(Node node, Heard heard) {
    if (heard.kind() == Heard.Kind.MISS) {
      look(node, heard.askedAt());
    }
  }

  @Override
  public void atEnd(Node node, long now) {
    look(node, now);
  }

  @Override
  public void onInterruption(long now) {
    interruptedAt = now;
  }

  private void look(Node node, long at) {
    Streak heard = node.now;
    if (node.state.isOutage() || !node.asked || heard.misses < heard.policy.misses()) {
      return;
    }
    long takes = settings.detectionTakes(node);
    long since = Math.max(Math.max(heard.firstMissAt, heard.lastVoidAt), disturbedAt(node));
    boolean mayBeIsolated = cutoffs.isAny() || node.isIsolated();
    if (at - since <= takes || mayBeIsolated || node.basis == Basis.NOT_ASKED) {
      return;
    }
    if (isClear(node, at - takes)) {
      findings.add(
          Rule.NO_OUTAGE_MISSED,
          node.id,
          at,
          "still %s after %d questions unanswered since %s"
              .formatted(node.state, heard.misses, Times.text(heard.firstMissAt)));
    }
  }

  private long disturbedAt(Node node) {
    return Math.max(Math.max(interruptedAt, node.changedAt), cutoffs.lastReturn());
  }

  /** Whether nothing happened on the way that would have made the judge begin afresh. */
  private static boolean isClear(Node node, long since) {
    boolean isOpen = isOpen(node, since);
    return isOpen || Way.isCut(node, parent -> isOut(parent, node, since));
  }

  /** Where our side fails to ask a parent for long, what that depends on stands for it. */
  private static boolean isOpen(Node node, long since) {
    return Way.isOpen(
        node, parent -> isUp(parent, since) || (isVoid(parent, since) && isOpen(parent, since)));
  }

  private static boolean isVoid(Node parent, long since) {
    Streak heard = parent.now;
    return heard.lastVoidAt >= since && heard.lastHeardAt < since && parent.changedAt <= since;
  }

  private static boolean isUp(Node parent, long since) {
    return parent.state.isAnswering()
        && parent.now.isAnswering()
        && parent.now.answeringSince <= since
        && parent.changedAt <= since;
  }

  private static boolean isOut(Node parent, Node child, long since) {
    return parent.state.isOutage()
        && parent.stateSince <= since
        && parent.now.misses > 0
        && parent.now.firstMissAt <= since
        && parent.now.lastMissAt >= child.now.firstMissAt;
  }
}
