package io.ispmonitor.testkit.check;

import io.ispmonitor.reachability.DeviceState;

/** A device that answers again is up again. */
final class Recoveries implements Invariant {
  private final Settings settings;
  private final Cutoffs cutoffs;
  private final Findings findings;
  private final Debts debts = new Debts();

  Recoveries(Settings settings, Cutoffs cutoffs, Findings findings) {
    this.settings = settings;
    this.cutoffs = cutoffs;
    this.findings = findings;
  }

  @Override
  public void onOutcome(Node node, Heard heard) {
    look(node, heard.askedAt());
  }

  @Override
  public void atEnd(Node node, long now) {
    look(node, now);
  }

  private void look(Node node, long at) {
    if (debts.isOverdue(node, isOwed(node), isHeldBack(node), at, settings.patience(node))) {
      findings.add(
          Rule.NO_RECOVERY_LOST,
          node.id,
          at,
          "still %s since %s, after %d answers in a row"
              .formatted(node.state, Times.text(node.stateSince), node.now.answers));
    }
  }

  private boolean isOwed(Node node) {
    if (!node.asked || node.now.answers < node.now.policy.answers()) {
      return false;
    }
    boolean isUnknown = node.state == DeviceState.UNKNOWN;
    // What is not known for want of valid outcomes was answering when they began.
    return node.state.isOutage() || (isUnknown && node.now.isAnswering());
  }

  private boolean isHeldBack(Node node) {
    return node.isIsolated() && cutoffs.isAny();
  }

  @Override
  public void onGone(Node node) {
    debts.forget(node);
  }

  @Override
  public void onInterruption(long now) {
    debts.postpone();
  }
}
