package io.ispmonitor.power;

import java.time.Duration;
import java.util.Random;

/**
 * A simulated 48 V lead-acid battery under load, by the shape of Shepherd (1965): an even fall, and
 * a knee where the charge ends. Empty, 43.2 V, at full use.
 */
final class Battery {
  private static final int CELLS = 24;
  private static final double FULL = 2.071;
  private static final double FALL = 0.11;
  private static final double KNEE = 0.06;
  private static final double BEND = (FULL - FALL - 1.80) * KNEE;

  private final Random random;
  private final double noise;
  private double used;
  private double load = 1;

  Battery(long seed, double noiseVolts) {
    random = new Random(seed);
    noise = noiseVolts;
  }

  /** At a load of 1 a full battery lasts for ten hours. */
  Battery load(double times) {
    load = times;
    return this;
  }

  /** The charge falls, or rises under a negative load. */
  Battery passes(Duration time) {
    used += load * time.toSeconds() / 36_000.0;
    return this;
  }

  /** A reading: with noise, and to a tenth of a volt as many devices tell it. */
  double volts() {
    return Math.round((trueVolts() + noise * random.nextGaussian()) * 10) / 10.0;
  }

  private double trueVolts() {
    double cell = FULL - FALL * used - BEND * used / (1 + KNEE - Math.min(1, used));
    return CELLS * cell - 0.4 * (load - 1);
  }
}
