package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;

/** Outages begin and end with as many misses and answers in a row as the policy asks for. */
final class Confirmation implements Invariant {
  private final Findings findings;
  private long interruptedAt = Streak.NEVER;

  Confirmation(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    if (change.to() == DeviceState.DOWN && change.from() != DeviceState.DOWN) {
      down(node, change, moment);
    }
    if (change.to().isOutage() && change.from() != change.to()) {
      claims(node, change, moment);
    }
    if (change.from().isOutage() && change.to().isAnswering()) {
      recovered(node, change, moment);
    }
  }

  @Override
  public void onInterruption(long now) {
    interruptedAt = now;
  }

  private void down(Node node, StateChange change, Moment moment) {
    // An outage that goes on after we were cut off was confirmed before.
    boolean isKnown = node.resumes(change);
    boolean enough =
        moment.either(
            sight -> {
              Streak streak = sight.of(node);
              return streak.misses >= (isKnown ? 1 : streak.policy.misses());
            });
    if (!enough) {
      findings.add(
          Rule.CONFIRMED_BEFORE_DOWN,
          node.id,
          EpochNanos.of(change.at()),
          "down after %d unanswered questions in a row; its policy asks for %d, as told to the checker"
              .formatted(node.now.misses, node.now.policy.misses()));
    }
  }

  private void claims(Node node, StateChange change, Moment moment) {
    Evidence evidence = change.evidence();
    Instant first = evidence.firstUnansweredAt();
    if (first == null || node.resumes(change)) {
      return; // whether it may be missing is another rule's
    }
    long firstAt = EpochNanos.of(first);
    boolean isRight =
        moment.either(
            sight -> {
              Streak heard = sight.of(node);
              // What a restart forgot of a long silence need not be known any more.
              return heard.firstMissAt < interruptedAt
                  ? heard.holds(evidence.unanswered(), firstAt)
                  : heard.isRun(evidence.unanswered(), firstAt);
            });
    if (!isRight) {
      findings.add(
          Rule.COUNTED_RIGHTLY,
          node.id,
          EpochNanos.of(change.at()),
          "%s rests on %d questions unanswered since %s; heard were %d since %s"
              .formatted(
                  change.to(),
                  evidence.unanswered(),
                  first,
                  node.now.misses,
                  Times.text(node.now.firstMissAt)));
    }
  }

  private void recovered(Node node, StateChange change, Moment moment) {
    boolean enough = moment.either(sight -> sight.of(node).misses == 0 && isEnough(sight.of(node)));
    if (!enough) {
      findings.add(
          Rule.RECOVERY_CONFIRMED,
          node.id,
          EpochNanos.of(change.at()),
          "%s after %d answers in a row; its policy asks for %d, as told to the checker"
              .formatted(change.to(), node.now.answers, node.now.policy.answers()));
    }
  }

  private static boolean isEnough(Streak streak) {
    return streak.answers >= streak.policy.answers();
  }
}
