package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.StoreRefusedException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends to a store until it is taken: the store never waits, and refuses what the disk is too
 * slow for at the moment. For one thread.
 */
final class Appender {
  private static final long MOMENT = 200_000;

  private final MetricStore store;
  private long samples;
  private long refused;
  private long position;

  Appender(MetricStore store) {
    this.store = store;
  }

  void append(List<SampleBatch> batches) {
    batches.forEach(this::append);
  }

  void append(SampleBatch batch) {
    while (!isTaken(batch)) {
      refused++;
      LockSupport.parkNanos(MOMENT);
    }
    samples += batch.readings().size();
  }

  private boolean isTaken(SampleBatch batch) {
    try {
      position = store.append(batch);
      return true;
    } catch (StoreRefusedException full) {
      return false; // it is counted, and tried again
    }
  }

  long samples() {
    return samples;
  }

  /** How often there was no room. */
  long refused() {
    return refused;
  }

  /** Of what was taken last. */
  long position() {
    return position;
  }
}
