package io.ispmonitor.testkit.check;

import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import java.time.Duration;

/**
 * An outcome, as far as the rules go.
 *
 * @param kind what it proves
 * @param probe the number of the probe, by its first appearance
 * @param askedAt when the question was sent, in nanoseconds of the epoch
 * @param waited how long it was open at least, in nanoseconds
 * @param roundTrip of an answer, in seconds; not a number where it does not say
 * @param loss the share that was lost, 0 to 1; not a number where it proves nothing
 */
record Heard(Kind kind, int probe, long askedAt, long waited, double roundTrip, double loss) {

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
    Kind kind = kind(outcome);
    return new Heard(
        kind,
        probe,
        EpochNanos.of(result.askedAt()),
        waited.toNanos(),
        value(outcome, PingMetrics.ROUND_TRIP),
        loss(kind, value(outcome, PingMetrics.LOSS)));
  }

  private static double loss(Kind kind, double measured) {
    return switch (kind) {
      case ANSWER -> Double.isNaN(measured) ? 0 : measured;
      case MISS -> 1;
      case NOTHING -> Double.NaN;
    };
  }

  private static double value(ProbeOutcome outcome, Metric metric) {
    Readings readings =
        outcome instanceof ProbeOutcome.Answered answered
            ? answered.readings()
            : outcome instanceof ProbeOutcome.Partial partial ? partial.readings() : Readings.NONE;
    int column = readings.layout().indexOf(metric.name(), "");
    return column == Layout.NO_COLUMN || readings.gap(column) != Gap.NONE
        ? Double.NaN
        : readings.value(column);
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
