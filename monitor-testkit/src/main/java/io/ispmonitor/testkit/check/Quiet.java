package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.Outage;
import java.util.EnumSet;
import java.util.Set;

/** What is not announced: in maintenance, while flapping, beyond a lost uplink, after a restart. */
final class Quiet implements Invariant {
  private static final Set<Kind> TROUBLE = EnumSet.of(Kind.DOWN, Kind.DEGRADED, Kind.FLAPPING);
  private static final Set<Kind> ONE_BY_ONE =
      EnumSet.of(Kind.DOWN, Kind.RECOVERED, Kind.DEGRADED, Kind.WITHIN_LIMITS);

  private final Network network;
  private final MaintenanceTimes maintenance;
  private final Knowledge knowledge;
  private final Cutoffs cutoffs;
  private final Findings findings;
  private Pass firstPass = Pass.OVER;

  Quiet(
      Network network,
      MaintenanceTimes maintenance,
      Knowledge knowledge,
      Cutoffs cutoffs,
      Findings findings) {
    this.network = network;
    this.maintenance = maintenance;
    this.knowledge = knowledge;
    this.cutoffs = cutoffs;
    this.findings = findings;
  }

  /** The monitor was started again, and asks everybody once before it says anything new. */
  void restarted(long now) {
    firstPass = Pass.of(network.all(), now, network.longestInterval());
  }

  /** Whether trouble at a device is kept back for now. */
  boolean keepsBack(Node node, long at) {
    return keepsBackEnd(node, at) || maintenance.holds(node.id, EpochNanos.toInstant(at));
  }

  /** Whether the end of a trouble at a device is kept back for now. */
  boolean keepsBackEnd(Node node, long at) {
    return knowledge.isFlapping(node) || mayKeepBack(node, at);
  }

  /** Whether a pass may be under way, in which nobody is blamed. */
  boolean mayKeepBack(Node node, long at) {
    return cutoffs.mayKeepBack(node, at) || firstPass.mayLast(at);
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    firstPass.hears(node, heard.askedAt());
  }

  @Override
  public void onAnnouncement(Node node, Announcement announcement, Moment moment) {
    long at = EpochNanos.of(announcement.at());
    Kind kind = announcement.kind();
    if (ONE_BY_ONE.contains(kind) && knowledge.isFlapping(node)) {
      violated(Rule.QUIET_WHILE_FLAPPING, node, announcement, "while it flaps");
    }
    if (cutoffs.silences(node, at)) {
      violated(
          Rule.QUIET_WHILE_ISOLATED, node, announcement, "though we are or were cut off from it");
    }
    if (TROUBLE.contains(kind) && !firstPass.isOver(at)) {
      violated(
          Rule.QUIET_AFTER_RESTART,
          node,
          announcement,
          "while %d devices were not asked since the restart".formatted(firstPass.left()));
    }
    boolean isExpected =
        maintenance.holds(node.id, announcement.at())
            || maintenance.awaits(node.id, announcement.at());
    if (TROUBLE.contains(kind) && isExpected) {
      violated(Rule.QUIET_IN_MAINTENANCE, node, announcement, "in maintenance");
    } else if (kind == Kind.DOWN) {
      afterMaintenance(node, announcement, moment);
    }
  }

  private void afterMaintenance(Node node, Announcement announcement, Moment moment) {
    Outage outage = announcement.outage();
    if (outage == null) {
      return;
    }
    boolean beganInside = maintenance.holds(node.id, outage.startedAt());
    boolean sinceItsEnd =
        !maintenance.holds(node.id, announcement.since())
            && maintenance.holds(node.id, announcement.since().minusNanos(1));
    if (beganInside && !sinceItsEnd) {
      violated(
          Rule.QUIET_IN_MAINTENANCE,
          node,
          announcement,
          ("since %s, which is not when maintenance ended, as far as the checker was told; a"
                  + " simulation that skips should stop at its end, see SimulationBuilder.stopAt")
              .formatted(announcement.since()));
    }
    long since = EpochNanos.of(announcement.since());
    if (beganInside && !moment.either(sight -> sight.of(node).lastMissAt >= since)) {
      violated(
          Rule.QUIET_IN_MAINTENANCE,
          node,
          announcement,
          "without an unanswered question after maintenance; the last one was sent at "
              + Times.text(node.now.lastMissAt));
    }
  }

  private void violated(Rule rule, Node node, Announcement announcement, String text) {
    findings.add(
        rule,
        node.id,
        EpochNanos.of(announcement.at()),
        announcement.kind() + " announced " + text);
  }
}
