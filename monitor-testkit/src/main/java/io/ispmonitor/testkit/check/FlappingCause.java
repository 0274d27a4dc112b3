package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.StateChange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is called flapping has changed often enough by itself, and has just gone wrong once more.
 * Counted generously: a silence is left out only when the way was seen to fail meanwhile.
 */
final class FlappingCause implements Invariant {
  /** More changes than that are not remembered. */
  private static final int KEPT = 8;

  private final Quiet quiet;
  private final Findings findings;
  private final Map<Node, long[]> changes = new HashMap<>();

  /** Those of which nothing would have been said when they were last heard. */
  private final Set<Node> keptBack = new HashSet<>();

  FlappingCause(Quiet quiet, Findings findings) {
    this.quiet = quiet;
    this.findings = findings;
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    boolean wentSilent = heard.kind() == Heard.Kind.MISS && node.before.misses == 0;
    boolean cameBack = heard.kind() == Heard.Kind.ANSWER && node.before.misses > 0;
    if (wentSilent || cameBack) {
      node.turnedAt = heard.askedAt();
    }
    if (cameBack && isSeenItself(node) && !wasWayCut(node, node.before.firstMissAt)) {
      changed(node, heard.askedAt()); // there
      changed(node, heard.askedAt()); // and back
    }
  }

  /** Behind another one's fault, its silence is not its own. */
  private static boolean isSeenItself(Node node) {
    return node.state.isAnswering() || node.state == DeviceState.DOWN;
  }

  private static boolean wasWayCut(Node node, long since) {
    return Way.isCut(node, parent -> parent.state.isOutage() || parent.now.lastMissAt >= since);
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    boolean isQuality = change.from().isAnswering() && change.to().isAnswering();
    boolean isOwn = change.from() == DeviceState.DOWN || change.to() == DeviceState.DOWN;
    boolean began = change.from() == DeviceState.UNKNOWN;
    if (isQuality || isOwn || began) {
      node.turnedAt = EpochNanos.of(change.at());
      changed(node, node.turnedAt);
    }
  }

  @Override
  public void onAnnouncement(Node node, Announcement announcement, Moment moment) {
    if (announcement.kind() != Announcement.Kind.FLAPPING) {
      return;
    }
    FlappingPolicy policy = node.now.policy.flapping();
    long at = EpochNanos.of(announcement.at());
    long since = at - policy.window().toNanos() - policy.slot().toNanos();
    long[] times = changes.getOrDefault(node, new long[0]);
    long count = Arrays.stream(times).filter(time -> time != Streak.NEVER && time >= since).count();
    if (!policy.isOn() || count < Math.min(policy.leastChanges(), KEPT)) {
      violated(
          node,
          at,
          "called flapping after %d changes in %s; its policy asks for %d, as told to the checker"
              .formatted(count, policy.window(), policy.leastChanges()));
    }
    boolean isBad =
        node.state == DeviceState.DEGRADED || moment.either(sight -> sight.of(node).misses > 0);
    if (!isBad && !keptBack.contains(node) && !quiet.keepsBack(node, at)) {
      violated(node, at, "called flapping when it answered, and is " + node.state);
    }
  }

  @Override
  public void onOutcome(Node node, Heard heard) {
    if (quiet.keepsBack(node, heard.askedAt())) {
      keptBack.add(node);
    } else if (node.state.isAnswering() || heard.kind() == Heard.Kind.MISS) {
      keptBack.remove(node); // as it is now, what was kept back has been told
    }
  }

  @Override
  public void onGone(Node node) {
    changes.remove(node);
    keptBack.remove(node);
  }

  private void changed(Node node, long at) {
    long[] times = changes.get(node);
    if (times == null) {
      times = new long[KEPT];
      Arrays.fill(times, Streak.NEVER);
      changes.put(node, times);
    }
    System.arraycopy(times, 0, times, 1, KEPT - 1);
    times[0] = at;
  }

  private void violated(Node node, long at, String text) {
    findings.add(Rule.FLAPPING_HAS_CHANGES, node.id, at, text);
  }
}
