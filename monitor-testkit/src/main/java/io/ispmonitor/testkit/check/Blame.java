package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Verdicts of outage against the truth, where that is known. */
final class Blame implements Invariant {
  private final @Nullable GroundTruth truth;
  private final Outages outages;
  private final Findings findings;

  Blame(@Nullable GroundTruth truth, Outages outages, Findings findings) {
    this.truth = truth;
    this.outages = outages;
    this.findings = findings;
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    if (heard.kind() == Heard.Kind.MISS && node.now.wasReachable(1)) {
      findings.add(
          Rule.MISSED_RIGHTLY,
          node.id,
          heard.askedAt(),
          "a question counts as unanswered that was sent when the device could be reached");
    }
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    boolean begins = change.to() != change.from();
    if (change.to().isOutage() && begins && truth != null && !node.resumes(change)) {
      isTrue(node, change, moment);
    }
    if (change.to() == DeviceState.DOWN && begins && !node.resumes(change)) {
      isChargedFromItsBeginning(node, change);
    }
    if (change.from() == DeviceState.DOWN && change.to().isAnswering() && truth != null) {
      isBack(node, change, truth);
    }
  }

  private void isTrue(Node node, StateChange change, Moment moment) {
    int misses = change.evidence().unanswered();
    long at = EpochNanos.of(change.at());
    if (!moment.either(sight -> !sight.of(node).wasReachable(misses))) {
      findings.add(
          Rule.NO_FALSE_OUTAGE,
          node.id,
          at,
          "%s, though it could be reached when one of its last %d questions was asked"
              .formatted(change.to(), misses));
    }
    if (change.to() == DeviceState.DOWN
        && !moment.either(sight -> sight.of(node).wasAtFault(misses))
        && !isFaultHidden(node)) {
      findings.add(
          Rule.BLAMED_RIGHTLY,
          node.id,
          at,
          "down, though nothing was wrong with the device itself at its last %d questions"
              .formatted(misses));
    }
  }

  /** Whether something above it was at fault that nobody could ask. */
  private boolean isFaultHidden(Node node) {
    Instant last = EpochNanos.toInstant(node.now.lastMissAt);
    return Way.anyAbove(
        node,
        above -> {
          boolean isHidden = !above.asked || above.now.lastVoidAt > above.now.lastHeardAt;
          return isHidden && truth != null && truth.isAtFault(above.id, last);
        });
  }

  private void isChargedFromItsBeginning(Node node, StateChange change) {
    Outage outage = change.outage();
    Evidence evidence = change.evidence();
    Instant first = evidence.firstUnansweredAt();
    if (outage == null || first == null || outages.find(outage.id()) != null) {
      return; // one that goes on at a deeper root began where it was noticed first
    }
    boolean isTakenOver = !outage.id().equals(Outage.of(node.id, outage.startedAt(), 0).id());
    if (isTakenOver) {
      return; // it began with a device that was blamed before
    }
    if (!outage.startedAt().equals(first)) {
      findings.add(
          Rule.CHARGED_RIGHTLY,
          node.id,
          EpochNanos.of(change.at()),
          "outage %s begins at %s, its first unanswered question was sent at %s"
              .formatted(outage.id(), outage.startedAt(), first));
    }
  }

  private void isBack(Node node, StateChange change, GroundTruth knows) {
    Instant last = change.evidence().lastAnswerAt();
    if (last != null && knows.isSilent(node.id, last)) {
      findings.add(
          Rule.CHARGED_RIGHTLY,
          node.id,
          EpochNanos.of(change.at()),
          "%s by an answer to a question of %s, when it could not be reached"
              .formatted(change.to(), last));
    }
  }
}
