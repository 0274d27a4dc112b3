package io.ispmonitor.benchmarks.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Series of a simulated provider with labelled anomalies: eight weeks of one series, two anomalies
 * of one kind after the third week, some samples missing. The same kind and seed give the same
 * series.
 */
public final class ProviderScenarios {
  private static final int DAYS = 56;
  private static final double HOUR = 3600;
  private static final double DAY = 86_400;
  private static final long MONDAY = 1_740_960_000L;
  private static final int[] STEPS = {30, 60, 300};

  private ProviderScenarios() {}

  /** What goes wrong in a series. */
  public enum Kind {
    LATENCY_CREEP(0),
    LOSS_BURST(1),
    TRAFFIC_GONE(2),
    TRAFFIC_DOUBLED(3),
    ANTENNA_MISALIGNED(4),
    BATTERY_SAGGING(5),
    SENSOR_STUCK(6),
    CLOCK_CHANGE(7),
    HOLIDAY(8);

    /** Makes the series of a kind differ from those of others with the same seed. */
    private final int salt;

    Kind(int salt) {
      this.salt = salt;
    }

    /**
     * Whether somebody has to repair something; a changed clock and a holiday are unusual and no
     * fault.
     */
    public boolean isFault() {
      return this != CLOCK_CHANGE && this != HOLIDAY;
    }
  }

  /**
   * A labelled stretch.
   *
   * @param startNanos when it begins
   * @param endNanos when it is over
   * @param settledNanos until when an alarm still belongs to it: its end is a change too
   */
  public record Anomaly(long startNanos, long endNanos, long settledNanos) {}

  /** One series. */
  public static final class Scenario {
    private final Kind kind;
    private final long[] times;
    private final double[] values;
    private final List<Anomaly> anomalies;

    private Scenario(Kind kind, long[] times, double[] values, List<Anomaly> anomalies) {
      this.kind = kind;
      this.times = times;
      this.values = values;
      this.anomalies = List.copyOf(anomalies);
    }

    /** What goes wrong in it. */
    public Kind kind() {
      return kind;
    }

    /** How many samples it has. */
    public int samples() {
      return times.length;
    }

    /** When a sample was taken, in nanoseconds since 1970. */
    public long time(int sample) {
      return times[sample];
    }

    /** What was measured. */
    public double value(int sample) {
      return values[sample];
    }

    /** What is wrong and when. */
    public List<Anomaly> anomalies() {
      return anomalies;
    }

    /** The length of the series in months of 30 days. */
    public double months() {
      return (times[times.length - 1] - times[0]) / (30 * DAY * 1e9);
    }
  }

  /** The series of a kind for a seed. */
  public static Scenario of(Kind kind, long seed) {
    Random random = new Random(seed * 31 + kind.salt);
    int step = STEPS[random.nextInt(STEPS.length)];
    ProviderSignal signal = ProviderSignal.of(kind, random, step);
    List<double[]> spans = spans(kind, random);
    int n = (int) (DAYS * DAY / step);
    long[] times = new long[n];
    double[] values = new double[n];
    int kept = 0;
    double gapUntil = -1;
    for (int i = 0; i < n; i++) {
      double t = i * (double) step;
      double value = signal.next(t, spans);
      if (random.nextDouble() < step / (20 * DAY)) {
        gapUntil = t + HOUR * (0.5 + 3 * random.nextDouble());
      }
      if (t < gapUntil || random.nextDouble() < 0.002) {
        continue;
      }
      times[kept] = (long) ((MONDAY + t + 0.4 * random.nextDouble()) * 1e9);
      values[kept++] = value;
    }
    List<Anomaly> anomalies = new ArrayList<>();
    for (double[] span : spans) {
      anomalies.add(new Anomaly(nanos(span[0]), nanos(span[1]), nanos(span[1] + settling(kind))));
    }
    return new Scenario(kind, Arrays.copyOf(times, kept), Arrays.copyOf(values, kept), anomalies);
  }

  private static long nanos(double seconds) {
    return (long) ((MONDAY + seconds) * 1e9);
  }

  private static double settling(Kind kind) {
    return kind == Kind.CLOCK_CHANGE ? 5 * DAY : 12 * HOUR;
  }

  private static List<double[]> spans(Kind kind, Random random) {
    List<double[]> spans = new ArrayList<>();
    double first = DAY * (22 + 8 * random.nextDouble());
    double second = first + DAY * (12 + 6 * random.nextDouble());
    switch (kind) {
      case CLOCK_CHANGE -> spans.add(new double[] {27 * DAY + 2 * HOUR, 29 * DAY, 1});
      case HOLIDAY -> {
        spans.add(new double[] {DAY * (29 + random.nextInt(3)), 0, 1});
        spans.add(new double[] {DAY * (43 + random.nextInt(3)), 0, 1});
        spans.forEach(s -> s[1] = s[0] + DAY);
      }
      default -> {
        spans.add(span(kind, first, random));
        spans.add(span(kind, second, random));
      }
    }
    return spans;
  }

  /** Start, end and strength of an anomaly. */
  private static double[] span(Kind kind, double start, Random random) {
    double u = random.nextDouble();
    double v = random.nextDouble();
    return switch (kind) {
      case LATENCY_CREEP -> new double[] {start, start + HOUR * (12 + 36 * u), 0.4 + 0.8 * v};
      case LOSS_BURST -> new double[] {start, start + HOUR * (0.4 + 2.6 * u), 0.08 + 0.32 * v};
      case TRAFFIC_GONE ->
          new double[] {start, start + HOUR * (0.5 + 3.5 * u), v < 0.7 ? 0 : 0.001};
      case TRAFFIC_DOUBLED -> new double[] {start, start + HOUR * (3 + 5 * u), 1.8 + 0.7 * v};
      case ANTENNA_MISALIGNED -> new double[] {start, start + DAY * (1 + 2 * u), -5 - 7 * v};
      case BATTERY_SAGGING -> new double[] {start, start + HOUR * (3 + 5 * u), 0.08 + 0.07 * v};
      default -> new double[] {start, start + HOUR * (8 + 28 * u), 0};
    };
  }
}
