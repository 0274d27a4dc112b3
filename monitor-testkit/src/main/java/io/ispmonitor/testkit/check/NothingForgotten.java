package io.ispmonitor.testkit.check;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.Outage;

/** What nothing keeps back is announced, troubles and their ends. */
final class NothingForgotten implements Invariant {
  /** Questions; loss is not judged before. */
  private static final int QUALITY_KNOWN_AFTER = 11;

  private final Settings settings;
  private final Knowledge knowledge;
  private final Quiet quiet;
  private final Findings findings;
  private final Debts troubles = new Debts();
  private final Debts ends = new Debts();
  private final Debts flapping = new Debts();

  NothingForgotten(Settings settings, Knowledge knowledge, Quiet quiet, Findings findings) {
    this.settings = settings;
    this.knowledge = knowledge;
    this.quiet = quiet;
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
    long patience = settings.patience(node);
    boolean owesTrouble = isTroubleUntold(node);
    boolean isKeptBack = owesTrouble && quiet.keepsBack(node, at);
    if (troubles.isOverdue(node, owesTrouble, isKeptBack, at, patience)) {
      findings.add(
          Rule.TROUBLE_TOLD,
          node.id,
          at,
          ("%s since %s, and nobody was told; it is not in maintenance, as far as the checker was"
                  + " told")
              .formatted(node.state, Times.text(node.stateSince)));
    }
    boolean owesRest = isFlappingForEver(node);
    boolean mayBeKeptBack = owesRest && quiet.mayKeepBack(node, at);
    if (flapping.isOverdue(node, owesRest, mayBeKeptBack, at, patience)) {
      findings.add(
          Rule.END_TOLD,
          node.id,
          at,
          "steady since %s, and people still know that it flaps"
              .formatted(Times.text(node.turnedAt)));
    }
    boolean owesEnd = isEndUntold(node);
    boolean isEndKeptBack = owesEnd && quiet.keepsBackEnd(node, at);
    boolean isOutage = knowledge.outageAt(node) != null;
    // Of a device that comes back it takes a while until its quality is known again.
    long endPatience = isOutage ? patience : patience + QUALITY_KNOWN_AFTER * node.intervalNanos;
    if (ends.isOverdue(node, owesEnd, isEndKeptBack, at, endPatience)) {
      findings.add(
          Rule.END_TOLD,
          node.id,
          at,
          "%s since %s, and people still know %s"
              .formatted(
                  node.state,
                  Times.text(node.stateSince),
                  isOutage ? "of an outage" : "of bad quality"));
    }
  }

  /** It was heard when what it did before should have been forgotten. */
  private boolean isFlappingForEver(Node node) {
    if (!knowledge.isFlapping(node)) {
      return false;
    }
    FlappingPolicy policy = node.now.policy.flapping();
    long remembered = policy.window().plus(policy.slot().multipliedBy(2)).toNanos();
    return node.now.lastHeardAt - node.turnedAt > remembered;
  }

  private boolean isTroubleUntold(Node node) {
    Outage outage = node.outage;
    if (node.state == DeviceState.DEGRADED) {
      return !knowledge.isDegraded(node);
    }
    // Who knows of an outage there since before knows that it is down.
    return node.state == DeviceState.DOWN
        && outage != null
        && knowledge.rootOf(outage) == null
        && knowledge.outageAt(node) == null;
  }

  private boolean isEndUntold(Node node) {
    boolean recovered = node.state.isAnswering() && knowledge.outageAt(node) != null;
    return recovered || (node.state == DeviceState.UP && knowledge.isDegraded(node));
  }

  @Override
  public void onGone(Node node) {
    troubles.forget(node);
    flapping.forget(node);
    ends.forget(node);
    String outage = knowledge.outageAt(node);
    if (outage != null) {
      findings.add(
          Rule.END_TOLD,
          node.id,
          node.goneAt,
          "removed, and people still know of outage %s".formatted(outage));
    }
    knowledge.forget(node);
  }

  @Override
  public void onInterruption(long now) {
    troubles.postpone();
    flapping.postpone();
    ends.postpone();
  }
}
