package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesBlock;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Reads series that were stored, and holds them against what they were made of. */
final class ReadBack {
  private static final int SERIES = 300;

  /** Rounding to the resolution may be off by half a step, and by the last bits of a double. */
  private static final double HALF = 0.500001;

  private ReadBack() {}

  /** How many of some hundred series do not come back sample for sample. */
  static long wrong(MetricStore store, List<SampleBatch> batches) {
    Random random = new Random(1);
    long wrong = 0;
    for (int i = 0; i < SERIES; i++) {
      SeriesBlock block = batches.get(random.nextInt(batches.size())).series();
      int column = random.nextInt(block.layout().size());
      wrong += isRight(store, batches, block, column) ? 0 : 1;
    }
    return wrong;
  }

  private static boolean isRight(
      MetricStore store, List<SampleBatch> batches, SeriesBlock block, int column) {
    List<SampleBatch> expected = batches.stream().filter(batch -> batch.series() == block).toList();
    List<Sample> found = store.read(block.key(column), Instant.EPOCH, Instant.now());
    boolean isRight = found.size() == expected.size();
    for (int i = 0; isRight && i < found.size(); i++) {
      isRight =
          isSame(block.layout().column(column).metric(), expected.get(i), column, found.get(i));
    }
    return isRight;
  }

  private static boolean isSame(Metric metric, SampleBatch expected, int column, Sample found) {
    double off = Math.abs(found.value() - expected.readings().value(column));
    long millis = Math.floorDiv(expected.epochNanos(), 1_000_000L);
    return off <= HALF * metric.resolution() && found.at().toEpochMilli() == millis;
  }
}
