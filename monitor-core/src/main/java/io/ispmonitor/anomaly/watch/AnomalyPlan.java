package io.ispmonitor.anomaly.watch;

import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.Rarity;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.PowerMetrics;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which series are judged, by what detector, and which of their anomalies count. Immutable; the
 * predicates must be quick, and are called from any thread.
 */
public final class AnomalyPlan {
  /** The sensitivity unless another is chosen. */
  static final double THRESHOLD = Rarity.ALARM;

  private static final int LONGEST_NAME = 60;

  private final String name;
  private final String metric;
  private final Predicate<Device> devices;
  private final Predicate<String> instances;
  private final String detector;
  private final double threshold;
  private final Direction direction;
  private final double change;
  private final double ratio;
  private final String together;

  private AnomalyPlan(Builder builder) {
    this.name = builder.name;
    this.metric = builder.metric;
    this.devices = builder.devices;
    this.instances = builder.instances;
    this.detector = builder.detector;
    this.threshold = builder.threshold;
    this.direction = builder.direction;
    this.change = builder.change;
    this.ratio = builder.ratio;
    this.together = builder.together;
  }

  /**
   * Starts a plan.
   *
   * @param name what findings call it, such as {@code latency}; unique in a watch
   * @param metric the name of the metric
   */
  public static Builder of(String name, String metric) {
    return new Builder(name, metric);
  }

  /** Round trips that take longer than usual, by a fifth and 2 ms at least. */
  public static Builder latency() {
    return of("latency", PingMetrics.ROUND_TRIP.name())
        .direction(Direction.UP)
        .minChange(0.002)
        .minRatio(0.2)
        .together("a crowded or rerouted link on the way to them");
  }

  /** More loss than usual, by two in a hundred at least. */
  public static Builder loss() {
    return of("loss", PingMetrics.LOSS.name())
        .direction(Direction.UP)
        .minChange(0.02)
        .together("a bad link on the way to them");
  }

  /** Traffic, in bit/s, that is half as much again as usual, or half of it. */
  public static Builder traffic(Metric metric) {
    return of("traffic " + metric.name(), metric.name())
        .minRatio(0.5)
        .minChange(1e6)
        .together("something they share, such as a server, a holiday or their way out");
  }

  /** A received signal, in dBm, that is 3 dB weaker than usual at least. */
  public static Builder signal(String metric) {
    return of("signal", metric)
        .direction(Direction.DOWN)
        .minChange(3)
        .together("rain, or the antenna they share");
  }

  /** A ratio of signal to noise, in dB, that is 3 dB worse than usual at least. */
  public static Builder noise(String metric) {
    return of("signal to noise", metric)
        .direction(Direction.DOWN)
        .minChange(3)
        .together("interference; rain, if their signals fade too");
  }

  /** A voltage that is lower than usual by two in a hundred at least. */
  public static Builder voltage() {
    return of("voltage", PowerMetrics.VOLTAGE.name())
        .direction(Direction.DOWN)
        .minRatio(0.02)
        .together("the mains they share");
  }

  /** What findings call it. */
  public String name() {
    return name;
  }

  /** The name of the metric. */
  public String metric() {
    return metric;
  }

  /** The name of the detector. */
  public String detector() {
    return detector;
  }

  /** The score from which on a value counts. */
  public double threshold() {
    return threshold;
  }

  /** The side that counts. */
  public Direction direction() {
    return direction;
  }

  /** What it probably is when many are anomalous together. */
  public String together() {
    return together;
  }

  /** The same with another threshold; see {@link Builder#threshold}. */
  public AnomalyPlan at(double other) {
    return toBuilder().threshold(other).build();
  }

  /** A builder that describes this plan. */
  public Builder toBuilder() {
    Builder builder = new Builder(name, metric);
    builder.devices = devices;
    builder.instances = instances;
    builder.detector = detector;
    builder.threshold = threshold;
    builder.direction = direction;
    builder.change = change;
    builder.ratio = ratio;
    builder.together = together;
    return builder;
  }

  boolean wants(Device device, String instance) {
    return instances.test(instance) && devices.test(device);
  }

  /** Whether a value that differs by so much from what was expected is worth a word. */
  boolean isWorth(double difference, double expected) {
    double by = Math.abs(difference);
    return direction.covers(difference) && by >= change && by >= ratio * Math.abs(expected);
  }

  @Override
  public String toString() {
    return "AnomalyPlan[" + name + " of " + metric + " by " + detector + " from " + threshold + "]";
  }

  /** Describes a plan. For one thread. */
  public static final class Builder {
    private final String name;
    private final String metric;
    private Predicate<Device> devices = device -> true;
    private Predicate<String> instances = instance -> true;
    private String detector = Detectors.DEFAULT;
    private double threshold = THRESHOLD;
    private Direction direction = Direction.BOTH;
    private double change;
    private double ratio;
    private String together = "something they share";

    private Builder(String name, String metric) {
      if (name.isBlank() || name.length() > LONGEST_NAME) {
        throw new IllegalArgumentException(
            "anomaly plan '%s': a name has 1 to %d characters".formatted(name, LONGEST_NAME));
      }
      this.name = name;
      this.metric = Objects.requireNonNull(metric, "metric");
    }

    /** Of which devices; all unless said. */
    public Builder devices(Predicate<Device> devices) {
      this.devices = Objects.requireNonNull(devices, "devices");
      return this;
    }

    /** Of which parts of them; all unless said. The empty one is the device as a whole. */
    public Builder instances(Predicate<String> instances) {
      this.instances = Objects.requireNonNull(instances, "instances");
      return this;
    }

    /** The name of the detector, {@link Detectors#DEFAULT} unless said. */
    public Builder detector(String name) {
      this.detector = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * From which score on a value counts, above 0 to 1; the lower, the more is told. {@link
     * Rarity#ALARM} unless said. What a score means is said in {@link Rarity}.
     */
    public Builder threshold(double score) {
      if (!(score > 0 && score <= 1)) {
        throw refused("the threshold is a score above 0 and up to 1, was " + score);
      }
      this.threshold = score;
      return this;
    }

    /** To which side a value has to leave what is usual; both unless said. */
    public Builder direction(Direction direction) {
      this.direction = Objects.requireNonNull(direction, "direction");
      return this;
    }

    /**
     * By how much at least, in the unit of the metric; by anything unless said. With {@link
     * #minRatio} both have to be so. A sensor that stopped has no change, and is told nevertheless.
     */
    public Builder minChange(double change) {
      this.change = amount("the least change", change);
      return this;
    }

    /** By which share of the expected value at least, as 0.2 for a fifth; any unless said. */
    public Builder minRatio(double share) {
      this.ratio = amount("the least share", share);
      return this;
    }

    /** What it probably is when many series are anomalous together, in words. */
    public Builder together(String words) {
      this.together = Objects.requireNonNull(words, "words");
      return this;
    }

    /** The plan. */
    public AnomalyPlan build() {
      return new AnomalyPlan(this);
    }

    private double amount(String what, double amount) {
      if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
        throw refused(what + " is 0 or more, was " + amount);
      }
      return amount;
    }

    private IllegalArgumentException refused(String why) {
      return new IllegalArgumentException("anomaly plan '" + name + "': " + why);
    }
  }
}
