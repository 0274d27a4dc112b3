package io.ispmonitor.testkit.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** A series from a seed, in steps of five minutes: whoever takes the same seed gets the same. */
final class MadeUpSeries {
  static final long STEP = Duration.ofMinutes(5).toNanos();
  static final int DAY = 288;
  static final long BEGIN = Instant.parse("2026-03-02T00:00:00Z").getEpochSecond() * 1_000_000_000L;

  private static final double[] STRANGE = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    1e300,
    -0.0,
    0.0
  };
  private static final long[] STRANGE_TIMES = {
    Long.MIN_VALUE, Long.MAX_VALUE, 0, BEGIN, BEGIN + 1_000_000 * STEP
  };

  private final long[] times;
  private final double[] values;

  private MadeUpSeries(long[] times, double[] values) {
    this.times = times;
    this.values = values;
  }

  /** How a value comes from chance. */
  interface Shape {
    double value(Random random, int sample);
  }

  static MadeUpSeries of(long seed, int samples, Shape shape) {
    Random random = new Random(seed);
    long[] times = new long[samples];
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      times[i] = BEGIN + i * STEP;
      values[i] = shape.value(random, i);
    }
    return new MadeUpSeries(times, values);
  }

  /** Traffic of a day: a curve and noise, in 1024ths, so that shifts by whole numbers are exact. */
  static MadeUpSeries daily(long seed, int samples) {
    return of(
        seed,
        samples,
        (random, i) -> {
          double curve = 20 + 8 * Math.sin(2 * Math.PI * i / DAY);
          return Math.rint(1024 * (curve + random.nextGaussian())) / 1024;
        });
  }

  /** A series in which everything goes wrong that can: values, times, gaps. */
  static MadeUpSeries rough(long seed, int samples) {
    MadeUpSeries series = daily(seed, samples);
    Random random = new Random(seed ^ 0x5eed);
    long shift = 0;
    for (int i = 0; i < samples; i++) {
      series.times[i] += shift;
      switch (random.nextInt(40)) {
        case 0 -> series.values[i] = STRANGE[random.nextInt(STRANGE.length)];
        case 1 -> shift += random.nextInt(50) * STEP;
        case 2 -> shift -= random.nextInt(50) * STEP;
        case 3 -> series.times[i] = series.times[Math.max(0, i - 1)];
        case 4 -> series.times[i] += random.nextInt();
        case 5 -> series.values[i] *= Math.pow(10, random.nextInt(12));
        case 6 -> strangeTime(series, random, i);
        default -> {}
      }
    }
    return series;
  }

  private static void strangeTime(MadeUpSeries series, Random random, int i) {
    if (random.nextInt(10) == 0) {
      series.times[i] = STRANGE_TIMES[random.nextInt(STRANGE_TIMES.length)];
    }
  }

  /** The same with other values. */
  MadeUpSeries with(DoubleUnaryOperator change) {
    double[] changed = values.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = change.applyAsDouble(changed[i]);
    }
    return new MadeUpSeries(times, changed);
  }

  long time(int sample) {
    return times[sample];
  }

  double value(int sample) {
    return values[sample];
  }

  int samples() {
    return values.length;
  }
}
