package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import org.jspecify.annotations.Nullable;

/** Evaluates a {@link ChangeRule}. */
final class ChangeWatcher extends Watcher {
  private final ChangeRule terms;
  private @Nullable Metric metric;
  private double previous = Double.NaN;

  ChangeWatcher(ChangeRule rule, int index) {
    super(rule, index);
    this.terms = rule;
  }

  @Override
  String metric() {
    return terms.metric();
  }

  @Override
  NamePattern instances() {
    return terms.instances();
  }

  @Override
  void value(Memory memory, double value, Taking taking) {
    if (!taking.isNews(memory)) {
      return;
    }
    double before = memory.lastValue;
    memory.lastValue = value;
    metric = metric == null ? taking.metric() : metric;
    boolean isChange = !Double.isNaN(before) && isChange(before, value, memory.levels.trigger());
    if (terms.kind() != ChangeRule.Kind.REARMING) {
      if (isChange) {
        previous = before;
        note(memory, evidence(before, value), taking);
      }
    } else if (memory.isFiring) {
      memory.count(taking.atNanos);
      if (!isChange && !Double.isNaN(before) && memory.streak >= terms.rearmSamples()) {
        previous = before;
        clear(memory, "%d values since it changed".formatted(memory.streak), taking);
      }
    } else if (isChange) {
      previous = before;
      raise(memory, taking.atNanos, evidence(before, value), taking);
    } else if (taking.device.hasAssumed && !Double.isNaN(before)) {
      memory.isJudged = true;
    }
  }

  private boolean isChange(double before, double value, double by) {
    if (terms.kind() != ChangeRule.Kind.RELATIVE) {
      return Math.abs(value - before) >= by;
    }
    if (!(before > 0 && value >= 0)) {
      return false;
    }
    return by > 1 ? value >= before * by : value <= before * by;
  }

  private String evidence(double before, double value) {
    return "%s, and %s before".formatted(Words.amount(metric, value), Words.number(metric, before));
  }

  @Override
  Facts facts(Memory memory, Taking taking) {
    return Facts.of(rule, taking.device.device, memory.sinceNanos)
        .with("metric", terms.metric())
        .with("instance", memory.instance)
        .with("value", Words.number(metric, memory.lastValue))
        .with("previous", Words.number(metric, previous))
        .with("unit", Words.unit(metric))
        .with("limit", Words.number(metric, memory.levels.trigger()))
        .with("probe", taking.by);
  }

  @Override
  String words(Memory memory) {
    return memory.lastNanos == Memory.NEVER
        ? "no value has come yet"
        : "%s at %s; a change is %s"
            .formatted(
                Words.amount(metric, memory.lastValue),
                EpochNanos.toInstant(memory.lastNanos),
                Words.number(metric, memory.levels.trigger()));
  }
}
