package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is unreachable is so because of something, and every outage has one root. */
final class Roots implements Invariant {
  private final Network network;
  private final Outages outages;
  private final Findings findings;

  /** What was not in order when it was heard, but may be once all is heard that belongs to it. */
  private final List<Doubt> doubts = new ArrayList<>();

  private final List<Takeover> takeovers = new ArrayList<>();

  Roots(Network network, Outages outages, Findings findings) {
    this.network = network;
    this.outages = outages;
    this.findings = findings;
  }

  private record Doubt(Node node, Outage outage, long at) {}

  private record Takeover(String outage, String before, String after, boolean told, long at) {}

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    Outage outage = change.outage();
    long at = EpochNanos.of(change.at());
    if (change.evidence().basis() == Basis.ISOLATION) {
      isNotForgotten(node, outage, at);
    }
    if (!change.to().isOutage() || outage == null) {
      return;
    }
    roots(outage, at);
    goesOn(node, outage, change, at);
    keepsIdentity(node, outage, change, at);
    if (change.to() == DeviceState.UNREACHABLE && network.isSettled(node, at)) {
      if (!moment.either(sight -> sight.of(node).misses > 0)) {
        violated(node, at, "unreachable, though it missed no question since its last answer");
      }
      if (!isExplained(node, outage, moment)) {
        doubts.add(new Doubt(node, outage, at));
      }
    }
  }

  @Override
  public void onAnnouncement(Node node, Announcement announcement, Moment moment) {
    Outage outage = announcement.outage();
    if (announcement.kind() == Announcement.Kind.ROOT_FOUND && outage != null) {
      takeovers.removeIf(is -> is.outage.equals(outage.id()) && is.after.equals(outage.root()));
    }
  }

  @Override
  public void onSettled(Moment moment) {
    for (Doubt doubt : doubts) {
      if (!isExplained(doubt.node, doubt.outage, moment)) {
        violated(doubt.node, doubt.at, explain(doubt));
      }
    }
    doubts.clear();
    takeovers.forEach(this::judge);
    takeovers.clear();
  }

  private void roots(Outage outage, long at) {
    Outages.Known known = outages.findOrAdd(outage);
    if (!known.root.equals(outage.root())) {
      boolean told = known.told != null && !known.told.id.equals(outage.root());
      takeovers.add(new Takeover(outage.id(), known.root, outage.root(), told, at));
      known.root = outage.root();
    }
  }

  /** While we are cut off from a device its outage is not over. */
  private void isNotForgotten(Node node, @Nullable Outage outage, long at) {
    Outage own = node.state == DeviceState.DOWN ? node.outage : null;
    if (own != null && (outage == null || !own.id().equals(outage.id()))) {
      findings.add(
          Rule.ONE_ROOT_PER_OUTAGE,
          node.id,
          at,
          "its outage %s is forgotten with our being cut off from it; it goes on"
              .formatted(own.id()));
    }
  }

  /** It is still silent when we are back: the outage from before is not another one. */
  private void goesOn(Node node, Outage outage, StateChange change, long at) {
    Outage suspended = node.isIsolated() ? node.outage : null;
    if (suspended != null
        && change.to() == DeviceState.DOWN
        && !suspended.id().equals(outage.id())) {
      findings.add(
          Rule.ONE_ROOT_PER_OUTAGE,
          node.id,
          at,
          "its outage %s, from before we were cut off, goes on as %s"
              .formatted(suspended.id(), outage.id()));
    }
  }

  /** Of several that become one outage, the oldest goes on. */
  private void keepsIdentity(Node node, Outage outage, StateChange change, long at) {
    Outage own = node.state == DeviceState.DOWN ? node.outage : null;
    if (own == null || change.to() != DeviceState.UNREACHABLE || !network.isSettled(node, at)) {
      return;
    }
    if (!own.id().equals(outage.id()) && outage.startedAt().isAfter(own.startedAt())) {
      findings.add(
          Rule.ONE_ROOT_PER_OUTAGE,
          node.id,
          at,
          "its outage %s became part of %s, which began later; the older one goes on"
              .formatted(own.id(), outage.id()));
    }
  }

  private void judge(Takeover takeover) {
    if (takeover.told) {
      findings.add(
          Rule.ONE_ROOT_PER_OUTAGE,
          takeover.after,
          takeover.at,
          "became the root of outage %s in the place of %s, which people were told of, without a word"
              .formatted(takeover.outage, takeover.before));
    }
    Node before = network.find(takeover.before);
    Node after = network.find(takeover.after);
    if (before != null && before.isDown(takeover.outage)) {
      findings.add(
          Rule.ONE_ROOT_PER_OUTAGE,
          takeover.after,
          takeover.at,
          "is the root of outage %s, and so is %s, which is down still"
              .formatted(takeover.outage, takeover.before));
    }
    if (after != null && !after.isDown(takeover.outage)) {
      findings.add(
          Rule.ONE_ROOT_PER_OUTAGE,
          takeover.after,
          takeover.at,
          "is named as the root of outage %s and is %s".formatted(takeover.outage, after.state));
    }
  }

  private boolean isExplained(Node node, Outage outage, Moment moment) {
    return isRootDown(outage) && Way.leadsOver(node, outage.root()) && isCut(node, moment);
  }

  private boolean isRootDown(Outage outage) {
    Node root = network.find(outage.root());
    return root != null && root.isDown(outage.id());
  }

  private static boolean isCut(Node node, Moment moment) {
    return moment.either(
        sight -> sight.of(node).misses > 0 && isCut(node, sight, sight.of(node).firstMissAt));
  }

  private static boolean isCut(Node node, Sight sight, long since) {
    return Way.isCut(node, parent -> blocks(parent, sight, since));
  }

  private static boolean blocks(Node parent, Sight sight, long since) {
    Streak heard = sight.of(parent);
    if (parent.state.isOutage() && heard.misses > 0 && heard.lastHeardAt >= since) {
      return true;
    }
    // Our side fails to ask it: what it depends on stands for it.
    boolean isVoid = heard.lastVoidAt >= since && heard.lastHeardAt < since;
    return isVoid && isCut(parent, sight, since);
  }

  private String explain(Doubt doubt) {
    Outage outage = doubt.outage;
    Node root = network.find(outage.root());
    if (root == null || !root.isDown(outage.id())) {
      return "unreachable behind %s, which is %s"
          .formatted(outage.root(), root == null ? "not there" : root.state);
    }
    return Way.leadsOver(doubt.node, outage.root())
        ? "unreachable, though each of its dependencies has a parent that is not known to be out"
        : "unreachable behind " + outage.root() + ", which it does not depend on";
  }

  private void violated(Node node, long at, String text) {
    findings.add(Rule.CUT_OFF_BY_A_ROOT, node.id, at, text);
  }
}
