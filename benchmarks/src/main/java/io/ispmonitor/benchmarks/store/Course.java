package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.PowerMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * How values go: round trips lognormal around 3 to 15 ms, traffic of 100 kbit/s to 3 Gbit/s with a
 * daily swing and noise of 10 %, errors and lost echoes now and then, voltages around 48 V. Tables
 * instead of formulas, so that a value takes some nanoseconds.
 */
final class Course {
  private static final int TABLE = 1 << 12;
  private static final int DAY_STEPS = 1_440;
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final double SWING = 0.6;
  private static final double NOISE = 0.1;
  private static final double SIGMA = 0.3;

  private final long seed;
  private final double[] gaussian = new double[TABLE];
  private final double[] lognormal = new double[TABLE];
  private final double[] means = new double[TABLE];
  private final double[] days = new double[DAY_STEPS];

  Course(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    for (int i = 0; i < TABLE; i++) {
      gaussian[i] = random.nextGaussian();
      lognormal[i] = Math.exp(SIGMA * random.nextGaussian());
      means[i] = Math.pow(10, 5 + 4.5 * random.nextDouble());
    }
    for (int i = 0; i < DAY_STEPS; i++) {
      days[i] = 1 + SWING * Math.sin(2 * Math.PI * i / DAY_STEPS);
    }
  }

  /** Spreads what is alike evenly (the finalizer of SplitMix64). */
  static long mix(long bits) {
    long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /** What sort of values a metric has. */
  enum Kind {
    ROUND_TRIP,
    LOSS,
    TRAFFIC,
    ERRORS,
    STATE,
    VOLTAGE,
    LEVEL;

    private static final Map<Metric, Kind> OF =
        Map.of(
            PingMetrics.ROUND_TRIP, ROUND_TRIP,
            PingMetrics.LOSS, LOSS,
            InterfaceMetrics.IN, TRAFFIC,
            InterfaceMetrics.OUT, TRAFFIC,
            InterfaceMetrics.IN_ERRORS, ERRORS,
            InterfaceMetrics.OUT_ERRORS, ERRORS,
            InterfaceMetrics.OPER, STATE,
            PowerMetrics.VOLTAGE, VOLTAGE);

    static Kind of(Metric metric) {
      return OF.getOrDefault(metric, LEVEL);
    }
  }

  double value(Kind kind, int series, long epochNanos) {
    long own = mix(seed + series * 0x9e3779b97f4a7c15L);
    int dice = (int) (mix(own ^ epochNanos) & TABLE - 1);
    double share = (own >>> 40) / (double) (1 << 24);
    return switch (kind) {
      case ROUND_TRIP -> (0.003 + 0.012 * share) * lognormal[dice];
      case LOSS -> dice < TABLE / 256 ? 1 / 3.0 : 0;
      case TRAFFIC -> means[(int) (own & TABLE - 1)] * day(own, epochNanos) * noise(dice);
      case ERRORS -> dice < TABLE / 64 ? dice / 60.0 : 0;
      case STATE -> share < 0.1 ? 2 : 1;
      case VOLTAGE -> 47 + 2 * share + 0.05 * gaussian[dice];
      case LEVEL -> 5 + 40 * share + 0.05 * gaussian[dice];
    };
  }

  private double day(long own, long epochNanos) {
    return days[(int) Math.floorMod(epochNanos / (DAY / DAY_STEPS) + own, (long) DAY_STEPS)];
  }

  private double noise(int dice) {
    return Math.max(0, 1 + NOISE * gaussian[dice]);
  }
}
