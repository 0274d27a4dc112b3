package io.ispmonitor.alerting.rule;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trouble while a value is beyond a level. It is judged at values and at nothing else: a gap counts
 * as if nobody had asked, so that it neither raises nor clears and neither breaks nor makes a row.
 * A value that is not newer than the last one of its series is left out.
 *
 * <p>Times go by a clock that is never set, so a step of the host's clock makes no row longer or
 * shorter. A time counts as over when it is short of a tenth, and a second at most, since no
 * question is asked to the millisecond.
 *
 * @param heading what every rule has
 * @param metric the name of what is measured
 * @param instances of which parts of a device; each has trouble of its own
 * @param isHigh whether trouble is above the level, otherwise below
 * @param trigger the level; a value that equals it is no trouble
 * @param clear at this level or behind it trouble ends; not beyond the trigger
 * @param hold for how long every value has to be beyond the level; zero for not at all
 * @param samples how many values in a row have to be beyond it
 * @param clearSamples how many values in a row have to be back at the clear level
 * @param keepFiring for how long every value has to be back there; zero for not at all
 */
public record ThresholdRule(
    Heading heading,
    String metric,
    NamePattern instances,
    boolean isHigh,
    double trigger,
    double clear,
    Duration hold,
    int samples,
    int clearSamples,
    Duration keepFiring)
    implements Rule {
  static final Set<String> PLACES =
      Facts.places("metric", "instance", "value", "unit", "limit", "clear", "probe");
  private static final String SUMMARY =
      "{name}: {metric} {instance} is {value} {unit}, limit {limit} {unit}";

  /** Checks everything. */
  public ThresholdRule {
    String id = heading.id();
    Objects.requireNonNull(instances, "instances");
    Bounds.checkName(id, "metric", metric);
    Bounds.checkMaybeZero(id, "the time for which the value is beyond the level", hold);
    Bounds.checkMaybeZero(id, "the time to keep firing", keepFiring);
    Bounds.checkSamples(id, "samples", samples);
    Bounds.checkSamples(id, "samples to clear", clearSamples);
    Levels.check(id, isHigh, trigger, clear);
    heading.summary().check(id, PLACES);
  }

  @Override
  public String type() {
    return "threshold";
  }

  /** Trouble while a metric is above a level. */
  public static Builder above(String id, String metric, double trigger) {
    return new Builder(id, metric, true, trigger);
  }

  /** Trouble while a metric is below a level. */
  public static Builder below(String id, String metric, double trigger) {
    return new Builder(id, metric, false, trigger);
  }

  /** Describes a {@link ThresholdRule}. For one thread. */
  public static final class Builder extends RuleBuilder<Builder> {
    private final String metric;
    private final boolean isHigh;
    private final double trigger;
    private @Nullable Double clear;
    private NamePattern instances = NamePattern.ANY;
    private Duration hold = Duration.ZERO;
    private int samples = 1;
    private int clearSamples = 1;
    private Duration keepFiring = Duration.ZERO;

    private Builder(String id, String metric, boolean isHigh, double trigger) {
      super(id, SUMMARY);
      this.metric = metric;
      this.isHigh = isHigh;
      this.trigger = trigger;
    }

    /** Where trouble ends; at the trigger level unless said. */
    public Builder clear(double level) {
      this.clear = level;
      return this;
    }

    /** Of which parts of a device; all unless said. */
    public Builder instances(String pattern) {
      this.instances = new NamePattern(pattern);
      return this;
    }

    /** For how long every value has to be beyond the level. */
    public Builder holdFor(Duration time) {
      this.hold = time;
      return this;
    }

    /** How many values in a row have to be beyond the level, and back; 1 and 1 unless said. */
    public Builder samples(int toTrigger, int toClear) {
      this.samples = toTrigger;
      this.clearSamples = toClear;
      return this;
    }

    /** For how long every value has to be back before trouble ends. */
    public Builder keepFiring(Duration time) {
      this.keepFiring = time;
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public ThresholdRule build() {
      double back = clear == null ? trigger : clear;
      return new ThresholdRule(
          heading(),
          metric,
          instances,
          isHigh,
          trigger,
          back,
          hold,
          samples,
          clearSamples,
          keepFiring);
    }
  }
}
