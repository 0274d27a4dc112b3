package io.ispmonitor.examples.demo;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;

/**
 * What an outcome says, in the words of a table.
 *
 * @param word what came of the question, such as {@code answered}
 * @param roundTripSeconds NaN where there is none
 * @param loss the share of what was sent that went unanswered; NaN where nothing is proved
 */
record Measured(String word, double roundTripSeconds, double loss) {

  static Measured of(ProbeOutcome outcome) {
    if (outcome instanceof ProbeOutcome.Answered answered) {
      return of("answered", answered.readings());
    }
    if (outcome instanceof ProbeOutcome.Partial partial) {
      return of("partial", partial.readings());
    }
    if (outcome instanceof ProbeOutcome.Silent) {
      return new Measured("silent", Double.NaN, 1);
    }
    if (outcome instanceof ProbeOutcome.Refused) {
      return new Measured("refused", Double.NaN, 1);
    }
    String word = outcome instanceof ProbeOutcome.Void ? "void" : "broken";
    return new Measured(word, Double.NaN, Double.NaN);
  }

  private static Measured of(String word, Readings readings) {
    return new Measured(
        word, value(readings, PingMetrics.ROUND_TRIP), value(readings, PingMetrics.LOSS));
  }

  private static double value(Readings readings, Metric metric) {
    int column = readings.layout().indexOf(metric.name(), "");
    boolean there = column >= 0 && readings.gap(column) == Gap.NONE;
    return there ? readings.value(column) : Double.NaN;
  }
}
