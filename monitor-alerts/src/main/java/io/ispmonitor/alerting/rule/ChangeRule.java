package io.ispmonitor.alerting.rule;

import java.util.Objects;
import java.util.Set;

/**
 * A value that differs too much from the one before it in its series. Gaps in between do not count,
 * and a value that is not newer than the last one is left out.
 *
 * @param heading what every rule has
 * @param metric the name of what is measured
 * @param instances of which parts of a device; each is held against itself
 * @param kind how values are held against each other
 * @param by how much is too much: a difference in the metric's unit, or the ratio
 * @param rearmSamples after how many values a {@link Kind#REARMING} rule may end; 1 otherwise
 */
public record ChangeRule(
    Heading heading, String metric, NamePattern instances, Kind kind, double by, int rearmSamples)
    implements Rule {
  static final Set<String> PLACES =
      Facts.places("metric", "instance", "value", "previous", "unit", "limit", "probe");
  private static final String SUMMARY =
      "{name}: {metric} {instance} went from {previous} to {value} {unit}";

  /** How values are held against each other. */
  public enum Kind {
    /** The difference is at least so much; said each time. */
    ABSOLUTE,
    /**
     * The value is at least so many times the one before, or at most where the ratio is below 1;
     * said each time. A fall to zero is below every ratio; a rise from zero and values below zero
     * say nothing of one.
     */
    RELATIVE,
    /**
     * The difference is at least so much; trouble until enough values have come and one of them
     * differs less from the one before it.
     */
    REARMING
  }

  /** Checks everything. */
  public ChangeRule {
    String id = heading.id();
    Objects.requireNonNull(instances, "instances");
    Objects.requireNonNull(kind, "kind");
    Bounds.checkName(id, "metric", metric);
    Bounds.checkSamples(id, "samples to rearm", rearmSamples);
    checkBy(id, kind, by);
    if (kind != Kind.REARMING && rearmSamples != 1) {
      throw new IllegalArgumentException(
          "rule %s: only a change that rearms counts samples to rearm, was %d"
              .formatted(id, rearmSamples));
    }
    heading.summary().check(id, PLACES);
  }

  static void checkBy(String id, Kind kind, double by) {
    if (!(by > 0) || Double.isInfinite(by) || (kind == Kind.RELATIVE && by == 1)) {
      throw new IllegalArgumentException(
          "rule %s: a change is a number above 0%s, was %s"
              .formatted(id, kind == Kind.RELATIVE ? " and not 1" : "", by));
    }
  }

  @Override
  public String type() {
    return "change";
  }

  @Override
  public boolean hasEnd() {
    return kind == Kind.REARMING;
  }

  /** Says each time that a metric differs by at least so much from its last value. */
  public static Builder absolute(String id, String metric, double by) {
    return new Builder(id, metric, Kind.ABSOLUTE, by, 1);
  }

  /** Says each time that a metric is so many times its last value, or such a part of it. */
  public static Builder relative(String id, String metric, double ratio) {
    return new Builder(id, metric, Kind.RELATIVE, ratio, 1);
  }

  /** Trouble from a difference on, until so many values have come and the last was quiet. */
  public static Builder rearming(String id, String metric, double by, int rearmSamples) {
    return new Builder(id, metric, Kind.REARMING, by, rearmSamples);
  }

  /** Describes a {@link ChangeRule}. For one thread. */
  public static final class Builder extends RuleBuilder<Builder> {
    private final String metric;
    private final Kind kind;
    private final double by;
    private final int rearmSamples;
    private NamePattern instances = NamePattern.ANY;

    private Builder(String id, String metric, Kind kind, double by, int rearmSamples) {
      super(id, SUMMARY);
      this.metric = metric;
      this.kind = kind;
      this.by = by;
      this.rearmSamples = rearmSamples;
    }

    /** Of which parts of a device; all unless said. */
    public Builder instances(String pattern) {
      this.instances = new NamePattern(pattern);
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public ChangeRule build() {
      return new ChangeRule(heading(), metric, instances, kind, by, rearmSamples);
    }
  }
}
