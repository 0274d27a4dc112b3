package io.ispmonitor.testkit.check;

import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.probe.ProbeOutcome;
import java.time.Duration;

/**
 * An outcome, as far as the rules go.
 *
 * @param kind what it proves
 * @param probe the number of the probe, by its first appearance
 * @param askedAt when the question was sent, in nanoseconds of the epoch
 * @param waited how long it was open at least, in nanoseconds
 */
record Heard(Kind kind, int probe, long askedAt, long waited) {

  /** What an outcome proves. */
  enum Kind {
    ANSWER,
    MISS,
    NOTHING
  }

  static Heard of(ProbeResult result, int probe) {
    ProbeOutcome outcome = result.outcome();
    Duration waited =
        outcome instanceof ProbeOutcome.Silent silent ? silent.waited() : Duration.ZERO;
    return new Heard(kind(outcome), probe, EpochNanos.of(result.askedAt()), waited.toNanos());
  }

  private static Kind kind(ProbeOutcome outcome) {
    if (outcome instanceof ProbeOutcome.Answered || outcome instanceof ProbeOutcome.Partial) {
      return Kind.ANSWER;
    }
    boolean isMiss =
        outcome instanceof ProbeOutcome.Silent || outcome instanceof ProbeOutcome.Refused;
    return isMiss ? Kind.MISS : Kind.NOTHING;
  }
}
