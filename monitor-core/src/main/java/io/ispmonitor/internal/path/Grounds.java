package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.Evidence;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Puts into words what a verdict rests on. */
final class Grounds {
  private Grounds() {}

  static Evidence because(Evidence.Basis basis, Watched watched, String reason) {
    return because(basis, watched, reason, List.of());
  }

  static Evidence because(
      Evidence.Basis basis, Watched watched, String reason, List<Evidence.Parent> parents) {
    return new Evidence(
        basis,
        reason,
        watched.misses,
        watched.misses == 0 ? null : EpochNanos.toInstant(watched.firstMissEpochNanos()),
        watched.everAnswered() ? EpochNanos.toInstant(watched.lastAnswerEpochNanos) : null,
        parents);
  }

  static String misses(Watched watched) {
    return watched.misses
        + (watched.misses == 1 ? " question" : " questions in a row")
        + " unanswered since "
        + EpochNanos.toInstant(watched.firstMissEpochNanos()).truncatedTo(ChronoUnit.MILLIS)
        + ", the last one "
        + (watched.silence == null ? "" : watched.silence.last);
  }

  static String by(ProbeOutcome.Refused refusal) {
    return refusal.by() == null ? "" : " by " + refusal.by().getHostAddress();
  }

  static String reason(ProbeOutcome outcome) {
    if (outcome instanceof ProbeOutcome.Void voided) {
      return voided.reason();
    }
    return outcome instanceof ProbeOutcome.Broken broken ? broken.reason() : outcome.toString();
  }
}
