package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import org.jspecify.annotations.Nullable;

/** The changes of a device follow on from each other. */
final class Continuity implements Invariant {
  private final Settings settings;
  private final Findings findings;
  private long clockSetAt = Streak.NEVER;

  Continuity(Settings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    long at = EpochNanos.of(change.at());
    if (change.from() != node.state) {
      violated(
          node,
          at,
          "goes from %s to %s, and was %s".formatted(change.from(), change.to(), node.state));
    }
    if (at < node.lastChangeAt && node.lastChangeAt > clockSetAt) {
      violated(
          node,
          at,
          "%s to %s, after the change of %s"
              .formatted(change.from(), change.to(), Times.text(node.lastChangeAt)));
    }
    if (change.from() == change.to() && !saysAnything(node, change)) {
      violated(node, at, "is %s as it was, for the same reason".formatted(change.to()));
    }
    if (change.to() == DeviceState.UNKNOWN && change.evidence().basis() == Basis.NOTHING_VALID) {
      givenUp(node, at, moment);
    }
  }

  @Override
  public void onClockSet(long now) {
    clockSetAt = now;
  }

  private static boolean saysAnything(Node node, StateChange change) {
    return change.to() == DeviceState.UNKNOWN
        ? node.basis != change.evidence().basis()
        : change.to().isOutage() && !isSame(node.outage, change.outage());
  }

  private static boolean isSame(@Nullable Outage before, @Nullable Outage after) {
    return before == null ? after == null : before.equals(after);
  }

  private void givenUp(Node node, long at, Moment moment) {
    if (node.state == DeviceState.DOWN) {
      findings.add(
          Rule.UNKNOWN_FOR_A_REASON,
          node.id,
          at,
          "given up while it is down; an outage goes on until something else is heard");
      return;
    }
    boolean isLong =
        moment.either(
            sight ->
                sight.of(node).lastHeardAt == Streak.NEVER
                    || at - sight.of(node).lastHeardAt >= 3 * node.intervalNanos);
    if (!isLong && at - settings.patience(node) > clockSetAt) {
      findings.add(
          Rule.UNKNOWN_FOR_A_REASON,
          node.id,
          at,
          "given up, though a question of %s was answered or missed; its interval is %s"
              .formatted(Times.text(node.now.lastHeardAt), Times.span(node.intervalNanos)));
    }
  }

  private void violated(Node node, long at, String text) {
    findings.add(Rule.STATES_CONTINUOUS, node.id, at, text);
  }
}
