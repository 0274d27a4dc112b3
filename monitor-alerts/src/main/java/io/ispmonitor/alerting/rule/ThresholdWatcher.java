package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Metric;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a {@link ThresholdRule}: a row of values that is long enough, in number and in time,
 * turns trouble on or off. A row is counted here and not by the core's debouncer, since it also has
 * to last.
 */
final class ThresholdWatcher extends Watcher {
  private static final long MOST_SLACK_NANOS = 1_000_000_000;
  private static final int SLACK_PART = 10;

  private final ThresholdRule terms;
  private final long holdNanos;
  private final long keepFiringNanos;
  private @Nullable Metric metric;

  ThresholdWatcher(ThresholdRule rule, int index) {
    super(rule, index);
    this.terms = rule;
    this.holdNanos = enough(rule.hold());
    this.keepFiringNanos = enough(rule.keepFiring());
  }

  /** What counts as so long, since questions are not asked to the millisecond. */
  private static long enough(Duration time) {
    long nanos = time.toNanos();
    return nanos - Math.min(nanos / SLACK_PART, MOST_SLACK_NANOS);
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
    memory.lastValue = value;
    metric = metric == null ? taking.metric() : metric;
    boolean isCounted = memory.isFiring ? isClear(memory, value) : isBeyond(memory, value);
    if (!isCounted) {
      memory.streak = 0;
      if (taking.device.hasAssumed) {
        settle(memory, value);
      }
      return;
    }
    count(memory, taking);
    if (memory.isFiring) {
      if (memory.streak >= terms.clearSamples() && hasLasted(memory, keepFiringNanos, taking)) {
        clear(memory, clearEvidence(memory), taking);
      }
    } else if (memory.streak >= terms.samples() && hasLasted(memory, holdNanos, taking)) {
      begin(memory, taking);
    }
  }

  /** The row goes by the steady clock, for a step of the other one must not make it long enough. */
  private void count(Memory memory, Taking taking) {
    long enough = memory.isFiring ? keepFiringNanos : holdNanos;
    if (memory.streak == 0 && !memory.isFiring) {
      memory.sinceNanos = taking.atNanos;
    }
    memory.count(memory.streak == 0 && enough > 0 ? taking.askedNanos() : 0);
  }

  private static boolean hasLasted(Memory memory, long enough, Taking taking) {
    return enough == 0 || taking.askedNanos() - memory.streakNanos >= enough;
  }

  /** The first value after a restart that says how it is, and not only that it may be so. */
  private void settle(Memory memory, double value) {
    if (memory.isFiring) {
      memory.isAssumed = false;
    } else if (isClear(memory, value)) {
      memory.isJudged = true;
    }
  }

  private void begin(Memory memory, Taking taking) {
    long since = Math.min(memory.sinceNanos, taking.atNanos); // the clock may have been set back
    String evidence =
        "%s %s %s, %d in a row since %s"
            .formatted(
                Words.amount(metric, memory.lastValue),
                terms.isHigh() ? "above" : "below",
                Words.amount(metric, memory.levels.trigger()),
                memory.streak,
                EpochNanos.toInstant(since));
    raise(memory, since, evidence, taking);
  }

  private String clearEvidence(Memory memory) {
    return "%s, and trouble ends at %s"
        .formatted(
            Words.amount(metric, memory.lastValue), Words.amount(metric, memory.levels.clear()));
  }

  private boolean isBeyond(Memory memory, double value) {
    return terms.isHigh() ? value > memory.levels.trigger() : value < memory.levels.trigger();
  }

  private boolean isClear(Memory memory, double value) {
    return terms.isHigh() ? value <= memory.levels.clear() : value >= memory.levels.clear();
  }

  @Override
  Facts facts(Memory memory, Taking taking) {
    return Facts.of(rule, taking.device.device, memory.sinceNanos)
        .with("metric", terms.metric())
        .with("instance", memory.instance)
        .with("value", Words.number(metric, memory.lastValue))
        .with("unit", Words.unit(metric))
        .with("limit", Words.number(metric, memory.levels.trigger()))
        .with("clear", Words.number(metric, memory.levels.clear()))
        .with("probe", taking.by);
  }

  @Override
  String words(Memory memory) {
    String limit =
        "limit: %s %s, clear: %s"
            .formatted(
                terms.isHigh() ? "above" : "below",
                Words.number(metric, memory.levels.trigger()),
                Words.number(metric, memory.levels.clear()));
    if (memory.lastNanos == Memory.NEVER) {
      return "%s; no value has come yet".formatted(limit);
    }
    String row = memory.streak == 0 ? "" : ", %d in a row say otherwise".formatted(memory.streak);
    return "%s at %s%s; %s"
        .formatted(
            Words.amount(metric, memory.lastValue),
            EpochNanos.toInstant(memory.lastNanos),
            row,
            limit);
  }
}
