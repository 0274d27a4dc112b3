package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is called flapping has changed often enough by itself, and has just gone wrong once more.
 * Counted generously: a silence is left out only when the way was seen to fail meanwhile.
 */
final class FlappingCause implements Invariant {
  /** A question and what is judged of it are over by then. */
  private static final long JUDGED_WITHIN = Duration.ofSeconds(10).toNanos();

  /** Shares are reckoned in another order here. */
  private static final double ROUNDING = 1e-9;

  private static final int THERE_AND_BACK = 2;

  private final Quiet quiet;
  private final Findings findings;
  private final Map<Node, Changes> changes = new HashMap<>();

  /** Those of which nothing would have been said when they were last heard. */
  private final Set<Node> keptBack = new HashSet<>();

  private final List<Call> calls = new ArrayList<>();
  private long interruptedAt = Streak.NEVER;

  /** Since when the judge's slots are where they are. */
  private long slotsStandSince = Streak.NEVER;

  /** What was called flapping, and whether it began to flap just then. */
  private record Call(Node node, long at, boolean begins) {}

  FlappingCause(Quiet quiet, Findings findings) {
    this.quiet = quiet;
    this.findings = findings;
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    boolean wentSilent = heard.kind() == Heard.Kind.MISS && node.before.misses == 0;
    boolean cameBack = heard.kind() == Heard.Kind.ANSWER && node.before.misses > 0;
    Changes known = changes.get(node);
    if (known != null && heard.kind() != Heard.Kind.NOTHING) {
      known.counted(heard.askedAt() + heard.waited() + JUDGED_WITHIN);
    }
    if (wentSilent || cameBack) {
      node.turnedAt = heard.askedAt();
    }
    if (cameBack && isSeenItself(node) && !wasWayCut(node, node.before.lastMissAt)) {
      changed(node, THERE_AND_BACK, heard.askedAt());
    }
  }

  /** Behind another one's fault, its silence is not its own. */
  private static boolean isSeenItself(Node node) {
    return node.state.isAnswering() || node.state == DeviceState.DOWN;
  }

  /**
   * Once the way is open again the judge begins afresh, so that the last silence may be its own.
   */
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
      changed(node, 1, node.turnedAt);
    }
  }

  @Override
  public void onAnnouncement(Node node, Announcement announcement, Moment moment) {
    if (announcement.kind() != Announcement.Kind.FLAPPING) {
      return;
    }
    long at = EpochNanos.of(announcement.at());
    // Otherwise it is called so since people may be told, and not since it began.
    boolean begins = !keptBack.contains(node) && !quiet.keepsBack(node, at);
    boolean isBad =
        node.state == DeviceState.DEGRADED || moment.either(sight -> sight.of(node).misses > 0);
    if (!isBad && begins) {
      violated(node, at, "called flapping when it answered, and is " + node.state);
    }
    calls.add(new Call(node, at, begins));
  }

  /** The change that made it flap may have been told after it. */
  @Override
  public void onSettled(Moment moment) {
    calls.forEach(this::hasCause);
    calls.clear();
  }

  private void hasCause(Call call) {
    FlappingPolicy policy = call.node.now.policy.flapping();
    long since = call.at - remembered(policy);
    Changes known = changes.getOrDefault(call.node, new Changes());
    int count = known.since(since);
    if (!policy.isOn() || count < policy.leastChanges()) {
      violated(
          call.node,
          call.at,
          "called flapping after %d changes in %s; its policy asks for %d, as told to the checker"
              .formatted(count, policy.window(), policy.leastChanges()));
    } else if (call.begins && slotsStandSince < since) {
      fillsItsWindow(call, known, policy);
    }
  }

  private void fillsItsWindow(Call call, Changes known, FlappingPolicy policy) {
    double share = known.highestShare(policy, call.at);
    if (share <= policy.startAbove() - ROUNDING) {
      violated(
          call.node,
          call.at,
          ("called flapping after changes that fill a share of %.2f of its window at most; its"
                  + " policy asks for more than %.2f, as told to the checker")
              .formatted(share, policy.startAbove()));
    }
  }

  /** How far back changes count, wherever slots begin. */
  private static long remembered(FlappingPolicy policy) {
    return policy.window().plus(policy.slot()).toNanos();
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

  @Override
  public void onInterruption(long now) {
    interruptedAt = now;
  }

  /** The slots of another run begin at other moments. */
  @Override
  public void onRestart() {
    slotsStandSince = interruptedAt;
  }

  /** Slots go by another clock than the one that was set. */
  @Override
  public void onClockSet(long now) {
    slotsStandSince = now;
  }

  private void changed(Node node, int count, long at) {
    long oldest = at - remembered(node.now.policy.flapping());
    changes.computeIfAbsent(node, is -> new Changes()).add(count, at, oldest);
  }

  private void violated(Node node, long at, String text) {
    findings.add(Rule.FLAPPING_HAS_CHANGES, node.id, at, text);
  }
}
