package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.AnomalyDetector;
import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Detectors;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;

/**
 * What 100,000 series take whose samples come in turn, as they do in a monitor: {@code ManySeries
 * [detector]}. Run it with {@code -Xmx143m}; it ends with an error where that is too little.
 *
 * @param bytes what one detector keeps on the heap, once it is warm
 * @param nanos what a sample takes, when every sample is of another series than the one before
 */
record ManySeries(double bytes, double nanos) {
  private static final int SERIES = 100_000;
  private static final int WARM_UP = 300;
  private static final int MEASURED = 50;
  private static final long STEP_NANOS = 300_000_000_000L;

  static ManySeries of(DetectorFactory factory) {
    long before = usedHeap();
    AnomalyDetector[] detectors = new AnomalyDetector[SERIES];
    for (int i = 0; i < SERIES; i++) {
      detectors[i] = factory.create();
    }
    feed(detectors, 0, WARM_UP);
    long begun = System.nanoTime();
    feed(detectors, WARM_UP, WARM_UP + MEASURED);
    double nanos = (double) (System.nanoTime() - begun) / MEASURED / SERIES;
    return new ManySeries((double) (usedHeap() - before) / detectors.length, nanos);
  }

  private static void feed(AnomalyDetector[] detectors, int from, int to) {
    Random random = new Random(from);
    for (int sample = from; sample < to; sample++) {
      double value = 50 + random.nextGaussian();
      for (int i = 0; i < detectors.length; i++) {
        detectors[i].feed(sample * STEP_NANOS, value + (i % 97) * 0.01);
      }
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Prints it. */
  public static void main(String[] args) {
    Detectors known = Detectors.builtIn(ZoneOffset.UTC);
    DetectorFactory factory = args.length > 0 ? known.named(args[0]) : known.standard();
    ManySeries cost = of(factory);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: %,d series keep %.0f bytes each, %.1f MB together, in a heap of %d MB; %.0f ns a sample",
            factory.name(),
            SERIES,
            cost.bytes(),
            cost.bytes() * SERIES / 1e6,
            Runtime.getRuntime().maxMemory() / 1_000_000,
            cost.nanos()));
  }
}
