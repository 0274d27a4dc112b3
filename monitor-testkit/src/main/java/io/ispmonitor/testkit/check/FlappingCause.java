package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.StateChange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What is called flapping has changed often enough; counted generously, as only the judge knows.
 */
final class FlappingCause implements Invariant {
  /** More changes than that are not remembered. */
  private static final int KEPT = 8;

  private final Findings findings;
  private final Map<Node, Heard.Kind> last = new HashMap<>();
  private final Map<Node, long[]> changes = new HashMap<>();

  FlappingCause(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    if (heard.kind() == Heard.Kind.NOTHING) {
      return;
    }
    Heard.Kind before = last.put(node, heard.kind());
    if (before != null && before != heard.kind()) {
      changed(node, heard.askedAt());
    }
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    boolean isQuality = change.from().isAnswering() && change.to().isAnswering();
    boolean began = change.from() == DeviceState.UNKNOWN;
    if (isQuality || began) {
      changed(node, EpochNanos.of(change.at()));
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
      findings.add(
          Rule.FLAPPING_HAS_CHANGES,
          node.id,
          at,
          "called flapping after %d changes in %s; its policy asks for %d"
              .formatted(count, policy.window(), policy.leastChanges()));
    }
  }

  @Override
  public void onGone(Node node) {
    last.remove(node);
    changes.remove(node);
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
}
