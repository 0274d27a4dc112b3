package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.rollup.Rollup;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What roll-ups are to be, in the plainest way. */
final class PlainRollups {
  private PlainRollups() {}

  /** Samples in a rhythm with gaps, and hours without any. */
  static List<Sample> samples(
      SplittableRandom random, Instant from, Instant to, Duration every, double resolution) {
    List<Sample> samples = new ArrayList<>();
    double level = random.nextDouble(-50, 50);
    for (Instant at = from; at.isBefore(to); at = at.plus(every)) {
      if (random.nextInt(200) == 0) {
        at = at.plus(Duration.ofMinutes(random.nextInt(300)));
        continue;
      }
      Instant stored = at.plusMillis(random.nextInt((int) every.toMillis()));
      if (stored.isBefore(to)) {
        boolean isGap = random.nextInt(10) == 0;
        double value = value(random, level, resolution);
        samples.add(new Sample(stored, isGap ? Double.NaN : value, isGap ? Gap.SILENT : Gap.NONE));
      }
    }
    return samples;
  }

  private static double value(SplittableRandom random, double level, double resolution) {
    double any = level + 30 * Math.exp(3 * random.nextDouble()) * (random.nextDouble() - 0.3);
    double steps = 1 / resolution;
    return resolution == 0 ? any : Math.rint(any * steps) / steps + 0.0; // no -0.0, which is none
  }

  /** Buckets of samples, by their begin. */
  static SortedMap<Instant, List<Double>> buckets(List<Sample> samples, Duration width) {
    SortedMap<Instant, List<Double>> buckets = new TreeMap<>();
    for (Sample sample : samples) {
      if (sample.gap() == Gap.NONE) {
        long length = width.toSeconds();
        long begin = Math.floorDiv(sample.at().getEpochSecond(), length) * length;
        buckets
            .computeIfAbsent(Instant.ofEpochSecond(begin), any -> new ArrayList<>())
            .add(sample.value());
      }
    }
    return buckets;
  }

  /** Count, lowest and highest to the last bit; the mean as it is kept. */
  static void assertSame(List<Double> values, Rollup rollup, double resolution) {
    assertEquals(values.size(), rollup.count(), () -> "count of " + rollup);
    assertEquals(values.stream().mapToDouble(v -> v).min().orElseThrow(), rollup.min());
    assertEquals(values.stream().mapToDouble(v -> v).max().orElseThrow(), rollup.max());
    double mean = mean(values);
    double off = resolution / 16 + 1e-9 * Math.max(1, Math.abs(mean));
    assertEquals(mean, rollup.mean(), off, () -> "mean of " + rollup);
  }

  private static double mean(List<Double> values) {
    return values.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64)
        .doubleValue();
  }

  /** The lowest value that at least 95 of a hundred do not exceed. */
  static double p95(List<Double> values) {
    return values.stream()
        .sorted()
        .filter(
            one -> 100 * values.stream().filter(each -> each <= one).count() >= 95L * values.size())
        .findFirst()
        .orElseThrow();
  }
}
