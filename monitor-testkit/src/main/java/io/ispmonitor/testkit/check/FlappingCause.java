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
import org.jspecify.annotations.Nullable;

/**
 * What is called flapping has changed often enough, by itself where the truth is known, and has
 * just gone wrong once more; counted generously, as only the judge knows.
 */
final class FlappingCause implements Invariant {
  /** More changes than that are not remembered. */
  private static final int KEPT = 8;

  private final @Nullable GroundTruth truth;
  private final Quiet quiet;
  private final Findings findings;
  private final Map<Node, Heard.Kind> last = new HashMap<>();
  private final Map<Node, long[]> changes = new HashMap<>();

  /** Those that miss questions by a fault of their own. */
  private final Set<Node> atFault = new HashSet<>();

  /** Those of which nothing would have been said when they were last heard. */
  private final Set<Node> keptBack = new HashSet<>();

  FlappingCause(@Nullable GroundTruth truth, Quiet quiet, Findings findings) {
    this.truth = truth;
    this.quiet = quiet;
    this.findings = findings;
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    if (heard.kind() == Heard.Kind.NOTHING) {
      return;
    }
    Heard.Kind before = last.put(node, heard.kind());
    if (before != null && before != heard.kind()) {
      node.turnedAt = heard.askedAt();
    }
    boolean isOwn = truth == null || node.now.wasAtFault(1);
    boolean went = heard.kind() == Heard.Kind.MISS && isOwn && atFault.add(node);
    boolean came = heard.kind() == Heard.Kind.ANSWER && atFault.remove(node);
    if (before != null && (went || came)) {
      changed(node, heard.askedAt());
    }
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    boolean isQuality = change.from().isAnswering() && change.to().isAnswering();
    boolean began = change.from() == DeviceState.UNKNOWN;
    if (isQuality || began) {
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
          "called flapping after %d changes in %s; its policy asks for %d"
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
    } else {
      keptBack.remove(node);
    }
  }

  @Override
  public void onGone(Node node) {
    last.remove(node);
    changes.remove(node);
    atFault.remove(node);
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
