package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be read of a device is what listeners heard of it. */
final class Ledger {
  private final Findings findings;

  Ledger(Findings findings) {
    this.findings = findings;
  }

  void compare(Node node, Function<String, Optional<DeviceStatus>> statuses, long now) {
    DeviceStatus status = statuses.apply(node.id).orElse(null);
    if (status == null || node.mayBeginAnew) {
      return; // not watched yet
    }
    if (status.state() != node.state) {
      differs(
          node,
          now,
          "its status is %s, and was told to be %s".formatted(status.state(), node.state));
    } else if (node.changes > 0 && EpochNanos.of(status.since()) != node.stateSince) {
      differs(
          node,
          now,
          "its status is so since %s, and was told to be since %s"
              .formatted(status.since(), Times.text(node.stateSince)));
    }
    Outage outage = status.outage();
    if (status.state().isOutage() && !isSame(outage, node.outage)) {
      differs(node, now, "its outage is %s, and was told to be %s".formatted(outage, node.outage));
    }
  }

  void compare(Node node, StateLog log, long now) {
    if (node.changes == 0) {
      return;
    }
    List<StateChange> changes =
        log.read(
            node.id,
            EpochNanos.toInstant(node.firstChangeAt),
            EpochNanos.toInstant(node.lastChangeAt + 1));
    if (changes.isEmpty()) {
      return; // a log with a bound has forgotten it
    }
    StateChange last = changes.get(changes.size() - 1);
    if (last.to() != node.state || EpochNanos.of(last.at()) != node.lastChangeAt) {
      differs(
          node,
          now,
          "its last change in the log is to %s at %s, and was told to be to %s at %s"
              .formatted(last.to(), last.at(), node.state, Times.text(node.lastChangeAt)));
    }
    if (isTorn(changes)) {
      differs(node, now, "its changes in the log do not follow on from each other: " + changes);
    }
    if (changes.size() > node.changes) {
      differs(
          node,
          now,
          "the log has %d changes, and told were %d".formatted(changes.size(), node.changes));
    } else if (changes.size() == node.changes) {
      addUp(node, changes, now);
    }
  }

  private void addUp(Node node, List<StateChange> changes, long now) {
    Map<DeviceState, Long> timeIn = new EnumMap<>(DeviceState.class);
    for (int i = 1; i < changes.size(); i++) {
      StateChange before = changes.get(i - 1);
      long lasted = EpochNanos.of(changes.get(i).at()) - EpochNanos.of(before.at());
      timeIn.merge(before.to(), lasted, Long::sum);
    }
    long elapsed = node.lastChangeAt - node.firstChangeAt;
    long sum = timeIn.values().stream().mapToLong(Long::longValue).sum();
    if (!timeIn.equals(node.timeIn) || sum != elapsed) {
      findings.add(
          Rule.TIME_ADDS_UP,
          node.id,
          now,
          "in %s it was in these states for so many nanoseconds: %s by the log, %s as told"
              .formatted(Times.span(elapsed), timeIn, node.timeIn));
    }
  }

  private static boolean isTorn(List<StateChange> changes) {
    for (int i = 1; i < changes.size(); i++) {
      StateChange before = changes.get(i - 1);
      StateChange after = changes.get(i);
      if (after.from() != before.to() || after.at().isBefore(before.at())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(@Nullable Outage a, @Nullable Outage b) {
    return a == null ? b == null : a.equals(b);
  }

  private void differs(Node node, long now, String text) {
    findings.add(Rule.LOG_AND_STATUS_AGREE, node.id, now, text);
  }
}
