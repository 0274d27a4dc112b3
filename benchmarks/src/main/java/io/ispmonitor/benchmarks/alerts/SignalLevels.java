package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.rule.RuleSet;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.TimeSource;
import java.util.List;

/** Readings of radios that receive too little, held against a rule of the usual sort. */
final class SignalLevels {
  private static final String METRIC = "radio.signal";
  private static final double LIMIT = -75;
  private static final Layout LAYOUT = Layout.of(Metric.gauge(METRIC, Unit.DBM, 0));

  private final TimeSource time;
  private final RuleSet rules;

  SignalLevels(TimeSource time) {
    this.time = time;
    this.rules =
        RuleSet.of(
            List.of(
                ThresholdRule.below("signal-low", METRIC, LIMIT)
                    .severity(Severity.WARNING)
                    .clear(LIMIT + 2)
                    .build()),
            time);
  }

  /** One radio receives too little; what the rule says goes into the sink. */
  void fall(Device radio, Signal.Sink sink) {
    double level = LIMIT - 1 - Math.floorMod(radio.id().hashCode(), 20);
    ProbeOutcome outcome = new ProbeOutcome.Answered(Readings.of(LAYOUT, level));
    rules.take(new ProbeResult(radio, "snmp", time.instant(), outcome), sink);
  }
}
