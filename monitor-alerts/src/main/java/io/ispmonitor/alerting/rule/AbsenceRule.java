package io.ispmonitor.alerting.rule;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Trouble when nothing comes for a time: no value of a metric, or no answer to a probe. The only
 * rule that makes anything of silence. Time counts from the first that is heard of the device; none
 * counts while the device is known to be out of reach, since that is said already, nor while the
 * process is paused. A value or answer ends it.
 *
 * @param heading what every rule has
 * @param of of what nothing comes
 * @param name the metric's or the probe's name
 * @param instances which parts of a device count, where it is a metric: any value of any of them
 *     will do
 * @param time for how long nothing comes
 */
public record AbsenceRule(Heading heading, Of of, String name, NamePattern instances, Duration time)
    implements Rule {
  static final Set<String> PLACES = Facts.places("metric", "probe", "time");

  /** Of what nothing comes. */
  public enum Of {
    /** Values. */
    METRIC,
    /** Answers. */
    PROBE
  }

  /** Checks everything. */
  public AbsenceRule {
    String id = heading.id();
    Objects.requireNonNull(of, "of");
    Bounds.checkName(id, of == Of.METRIC ? "metric" : "probe", name);
    Bounds.checkDuration(id, "the time without anything", time);
    if (of == Of.PROBE && !instances.isAny()) {
      throw new IllegalArgumentException(
          "rule %s: a probe has no instances, so leave out '%s'".formatted(id, instances));
    }
    heading.summary().check(id, PLACES);
  }

  @Override
  public String type() {
    return "absence";
  }

  /** Trouble when no value of a metric comes for a time. */
  public static Builder ofMetric(String id, String metric, Duration time) {
    return new Builder(id, Of.METRIC, metric, time, "{name}: no value of {metric} for {time}");
  }

  /** Trouble when no answer to a probe comes for a time. */
  public static Builder ofProbe(String id, String probe, Duration time) {
    return new Builder(id, Of.PROBE, probe, time, "{name}: no answer to {probe} for {time}");
  }

  /** Describes an {@link AbsenceRule}. For one thread. */
  public static final class Builder extends RuleBuilder<Builder> {
    private final Of of;
    private final String name;
    private final Duration time;
    private NamePattern instances = NamePattern.ANY;

    private Builder(String id, Of of, String name, Duration time, String summary) {
      super(id, summary);
      this.of = of;
      this.name = name;
      this.time = time;
    }

    /** Which parts of a device count; all unless said. */
    public Builder instances(String pattern) {
      this.instances = new NamePattern(pattern);
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public AbsenceRule build() {
      return new AbsenceRule(heading(), of, name, instances, time);
    }
  }
}
