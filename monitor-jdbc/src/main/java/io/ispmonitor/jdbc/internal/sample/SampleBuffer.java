package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.SampleSink;
import java.util.Arrays;

/** Holds the samples of an hour until all of them are there, and hands them over by time. */
final class SampleBuffer implements SampleSink {
  private static final int FIRST_ROOM = 32;

  private int size;
  private boolean isSorted = true;
  private long[] times = new long[FIRST_ROOM];
  private double[] values = new double[FIRST_ROOM];
  private byte[] gaps = new byte[FIRST_ROOM];

  @Override
  public void accept(long epochNanos, double value, Gap gap) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      gaps = Arrays.copyOf(gaps, 2 * size);
    }
    isSorted &= size == 0 || times[size - 1] <= epochNanos;
    times[size] = epochNanos;
    values[size] = value;
    gaps[size++] = gap.code();
  }

  /** Those of the same time in the order in which they came; then it is empty. */
  void handTo(SampleSink sink) {
    if (isSorted) {
      for (int i = 0; i < size; i++) {
        hand(i, sink);
      }
    } else {
      handSorted(sink);
    }
    size = 0;
    isSorted = true;
  }

  private void handSorted(SampleSink sink) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
    for (int i : order) {
      hand(i, sink);
    }
  }

  private void hand(int i, SampleSink sink) {
    sink.accept(times[i], values[i], Gap.ofCode(gaps[i]));
  }
}
