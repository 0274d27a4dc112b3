package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Kind;
import java.util.List;
import java.util.Random;

/** What a series of the simulated provider shows, sound or not. */
abstract class ProviderSignal {
  final Random random;
  private final double fading;
  private double slow;

  private ProviderSignal(Random random, double stepSeconds, double memorySeconds) {
    this.random = random;
    this.fading = Math.exp(-stepSeconds / memorySeconds);
  }

  /** The sample after this many seconds; a span is start, end and strength of an anomaly. */
  abstract double next(double t, List<double[]> spans);

  /** Noise with a memory and a standard deviation of one. */
  final double slowNoise() {
    slow = slow * fading + random.nextGaussian() * Math.sqrt(1 - fading * fading);
    return slow;
  }

  static ProviderSignal of(Kind kind, Random random, int step) {
    return switch (kind) {
      case LATENCY_CREEP -> new Latency(random, step);
      case LOSS_BURST -> new Loss(random, step);
      case TRAFFIC_GONE, TRAFFIC_DOUBLED, CLOCK_CHANGE, HOLIDAY -> new Traffic(kind, random, step);
      case ANTENNA_MISALIGNED -> new Radio(random, step);
      case BATTERY_SAGGING -> new Voltage(random, step);
      case SENSOR_STUCK -> new Temperature(random, step);
    };
  }

  private static double @org.jspecify.annotations.Nullable [] active(
      double t, List<double[]> spans) {
    for (double[] span : spans) {
      if (t >= span[0] && t < span[1]) {
        return span;
      }
    }
    return null;
  }

  /** One at nine in the evening, nothing at four in the morning. */
  private static double evening(double hour) {
    double x = (hour - 4 + 24) % 24;
    return x < 17
        ? 0.5 - 0.5 * Math.cos(Math.PI * x / 17)
        : 0.5 + 0.5 * Math.cos(Math.PI * (x - 17) / 7);
  }

  /** One at noon, nothing from seven in the evening till six in the morning. */
  private static double office(double hour) {
    return hour <= 6 || hour >= 19
        ? 0
        : Math.sqrt(Math.max(0, Math.sin(Math.PI * (hour - 6) / 13)));
  }

  private static double hour(double t) {
    return t % 86_400 / 3600;
  }

  private static boolean weekend(double t) {
    return (long) (t / 86_400) % 7 >= 5;
  }

  private static final class Latency extends ProviderSignal {
    private final double base;
    private final double load;
    private final double jitter;

    Latency(Random random, int step) {
      super(random, step, 900);
      base = 4 + 36 * random.nextDouble();
      load = 0.1 + 0.4 * random.nextDouble();
      jitter = 0.02 + 0.06 * random.nextDouble();
    }

    @Override
    double next(double t, List<double[]> spans) {
      double noise = 0.6 * slowNoise() + 0.8 * random.nextGaussian();
      double value = base * (1 + load * evening(hour(t))) * Math.exp(jitter * noise);
      if (random.nextDouble() < 0.0005) {
        value *= 2 + 4 * random.nextDouble();
      }
      double[] span = active(t, spans);
      if (span != null) {
        value += base * span[2] * Math.min(1, 2 * (t - span[0]) / (span[1] - span[0]));
      }
      return Math.rint(value * 100) / 100;
    }
  }

  private static final class Loss extends ProviderSignal {
    private static final int ECHOES = 20;
    private final double usual;

    Loss(Random random, int step) {
      super(random, step, 900);
      usual = random.nextDouble() < 0.3 ? 0.0002 : 0.008 * random.nextDouble();
    }

    @Override
    double next(double t, List<double[]> spans) {
      double[] span = active(t, spans);
      double p = span == null ? usual : span[2];
      int lost = 0;
      for (int i = 0; i < ECHOES; i++) {
        lost += random.nextDouble() < p ? 1 : 0;
      }
      return 100.0 * lost / ECHOES;
    }
  }

  private static final class Traffic extends ProviderSignal {
    private final Kind kind;
    private final double peak;
    private final boolean business;
    private final double quiet;
    private final double noise;

    Traffic(Kind kind, Random random, int step) {
      super(random, step, 1200);
      this.kind = kind;
      peak = 1e6 * Math.pow(10, 3 * random.nextDouble());
      business = random.nextDouble() < 0.4;
      quiet = 0.15 + 0.2 * random.nextDouble();
      noise = 0.06 + 0.1 * random.nextDouble();
    }

    @Override
    double next(double t, List<double[]> spans) {
      boolean changed = kind == Kind.CLOCK_CHANGE && t >= spans.get(0)[0];
      double[] span = active(t, spans);
      boolean sunday = weekend(t) || (kind == Kind.HOLIDAY && span != null);
      double hour = (hour(t) + (changed ? 1 : 0)) % 24;
      double shape =
          business
              ? (sunday ? 0.2 : 1) * office(hour)
              : evening(hour) + (sunday ? 0.35 * office(hour) : 0);
      double value =
          peak
              * (quiet + (1 - quiet) * shape)
              * Math.exp(noise * (0.7 * slowNoise() + 0.7 * random.nextGaussian()));
      boolean fault = span != null && kind.isFault();
      return Math.rint(fault && span != null ? value * span[2] : value);
    }
  }

  private static final class Radio extends ProviderSignal {
    private final double level;
    private final double warmth;
    private final double noise;

    Radio(Random random, int step) {
      super(random, step, 20_000);
      level = -55 - 20 * random.nextDouble();
      warmth = random.nextDouble();
      noise = 0.4 + 0.8 * random.nextDouble();
    }

    @Override
    double next(double t, List<double[]> spans) {
      double[] span = active(t, spans);
      double value =
          level - warmth * office(hour(t)) + 0.6 * slowNoise() + noise * random.nextGaussian();
      return Math.rint(value + (span == null ? 0 : span[2]));
    }
  }

  private static final class Voltage extends ProviderSignal {
    private final double base;
    private final double sun;
    private final double noise;
    private final double resolution;

    Voltage(Random random, int step) {
      super(random, step, 3600);
      base = random.nextBoolean() ? 13.4 : 53.5;
      sun = random.nextBoolean() ? 0 : 0.06;
      noise = 0.001 + 0.003 * random.nextDouble();
      resolution = random.nextBoolean() ? 0.1 : 0.01;
    }

    @Override
    double next(double t, List<double[]> spans) {
      double value =
          base * (1 + sun * office(hour(t)) + noise * (0.5 * slowNoise() + random.nextGaussian()));
      double[] span = active(t, spans);
      if (span != null) {
        value -= base * span[2] * (t - span[0]) / (span[1] - span[0]);
      }
      return Math.rint(value / resolution) * resolution;
    }
  }

  private static final class Temperature extends ProviderSignal {
    private final double base;
    private final double swing;
    private double last;

    Temperature(Random random, int step) {
      super(random, step, 7200);
      base = 15 + 20 * random.nextDouble();
      swing = 2 + 6 * random.nextDouble();
    }

    @Override
    double next(double t, List<double[]> spans) {
      double value =
          base + swing * office(hour(t)) + 0.8 * slowNoise() + 0.15 * random.nextGaussian();
      if (active(t, spans) == null) {
        last = Math.rint(value * 10) / 10;
      }
      return last;
    }
  }
}
