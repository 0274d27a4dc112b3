package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.SampleSink;

/** Values and gaps of one series, as they were read. Used by one thread at a time. */
final class Samples {
  private byte[] gaps = new byte[0];
  private double[] values = new double[0];
  private int count;

  /** Begins anew, with room for so many. */
  void clear(int most) {
    count = 0;
    if (gaps.length < most) {
      gaps = new byte[most];
      values = new double[most];
    }
  }

  /** Adds a value, which must be a finite number. */
  void add(ByteReader in, double value) {
    if (!Double.isFinite(value)) {
      throw in.corrupt("sample %d has the value %s".formatted(count, value));
    }
    values[count] = value;
    gaps[count++] = Gap.NONE.code();
  }

  void addGap(byte code) {
    values[count] = Double.NaN;
    gaps[count++] = code;
  }

  /** Hands them over in order, where the time is in a range that includes both ends. */
  void handTo(SampleSink sink, long[] times, long fromNanos, long lastNanos) {
    for (int i = 0; i < count; i++) {
      if (times[i] >= fromNanos && times[i] <= lastNanos) {
        sink.accept(times[i], values[i], Gap.ofCode(gaps[i]));
      }
    }
  }
}
