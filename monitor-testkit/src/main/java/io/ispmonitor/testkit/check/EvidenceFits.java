package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whoever asks what a state is known from gets an answer. */
final class EvidenceFits implements Invariant {
  private static final Set<Basis> IGNORANCE =
      EnumSet.of(
          Basis.NOTHING_HEARD,
          Basis.ISOLATION,
          Basis.NOTHING_VALID,
          Basis.NOT_ASKED,
          Basis.REMOVED);

  private final Findings findings;

  EvidenceFits(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    String wrong = wrong(node, change);
    if (wrong != null) {
      findings.add(
          Rule.EVIDENCE_FITS, node.id, EpochNanos.of(change.at()), change.to() + " " + wrong);
    }
  }

  private static @Nullable String wrong(Node node, StateChange change) {
    Evidence evidence = change.evidence();
    if (evidence.reason().isBlank()) {
      return "for a blank reason";
    }
    return switch (change.to()) {
      case UP, DEGRADED -> answering(evidence, change.at());
      case DOWN -> down(node, change);
      case UNREACHABLE -> unreachable(node, change);
      case UNKNOWN -> unknown(evidence);
    };
  }

  private static @Nullable String answering(Evidence evidence, Instant at) {
    if (evidence.basis() != Basis.ANSWERS && evidence.basis() != Basis.QUALITY) {
      return "by " + evidence.basis();
    }
    Instant last = evidence.lastAnswerAt();
    return last == null || last.isAfter(at) ? "by an answer to a question of " + last : null;
  }

  private static @Nullable String down(Node node, StateChange change) {
    Evidence evidence = change.evidence();
    Instant first = evidence.firstUnansweredAt();
    Outage outage = change.outage();
    if (evidence.basis() != Basis.MISSES) {
      return "by " + evidence.basis();
    }
    if (first == null || first.isAfter(change.at()) || evidence.unanswered() < 1) {
      return "by %d questions unanswered since %s".formatted(evidence.unanswered(), first);
    }
    if (outage == null || outage.startedAt().isAfter(change.at())) {
      return "in outage " + outage;
    }
    return outage.root().equals(node.id) ? null : "by the fault of " + outage.root();
  }

  private static @Nullable String unreachable(Node node, StateChange change) {
    Evidence evidence = change.evidence();
    Outage outage = change.outage();
    if (evidence.basis() != Basis.PARENTS) {
      return "by " + evidence.basis();
    }
    if (outage == null || outage.root().equals(node.id)) {
      return "in outage " + outage;
    }
    boolean namesOne =
        evidence.parents().stream().anyMatch(parent -> parent.state() != DeviceState.UP);
    return namesOne ? null : "behind the parents " + evidence.parents();
  }

  private static @Nullable String unknown(Evidence evidence) {
    if (!IGNORANCE.contains(evidence.basis())) {
      return "by " + evidence.basis();
    }
    boolean names = evidence.basis() != Basis.ISOLATION || !evidence.parents().isEmpty();
    return names ? null : "by the silence of witnesses without a name";
  }
}
