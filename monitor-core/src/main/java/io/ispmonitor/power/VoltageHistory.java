package io.ispmonitor.power;

import java.util.Arrays;

/**
 * The last voltages of a discharge, about one a minute at most, oldest first. Takes no memory while
 * it is empty and {@value #MOST_BYTES} bytes when full. Not for use by several threads.
 */
final class VoltageHistory {
  static final int MOST = 120;
  static final int MOST_BYTES = MOST * (Long.BYTES + Float.BYTES);

  /** A little less than a minute, so that questions once a minute are all kept. */
  static final long APART_NANOS = 55_000_000_000L;

  private static final long[] NO_TIMES = {};
  private static final float[] NO_VOLTS = {};
  private static final int FIRST = 15;

  private long[] atNanos = NO_TIMES;
  private float[] volts = NO_VOLTS;
  private int size;

  /** Whether it was kept; not when it follows too soon. */
  boolean add(long at, double value) {
    if (size > 0 && at - atNanos[size - 1] < APART_NANOS) {
      return false;
    }
    if (size == MOST) {
      keepLast(MOST - 1);
    } else if (size == atNanos.length) {
      int capacity = size == 0 ? FIRST : size * 2;
      atNanos = Arrays.copyOf(atNanos, capacity);
      volts = Arrays.copyOf(volts, capacity);
    }
    atNanos[size] = at;
    volts[size++] = (float) value;
    return true;
  }

  int size() {
    return size;
  }

  long at(int index) {
    return atNanos[index];
  }

  double volts(int index) {
    return volts[index];
  }

  /** Forgets all but the last ones. */
  void keepLast(int count) {
    int drop = size - count;
    if (drop > 0) {
      System.arraycopy(atNanos, drop, atNanos, 0, count);
      System.arraycopy(volts, drop, volts, 0, count);
      size = count;
    }
  }

  void clear() {
    atNanos = NO_TIMES;
    volts = NO_VOLTS;
    size = 0;
  }

  int bytes() {
    return atNanos.length * Long.BYTES + volts.length * Float.BYTES;
  }
}
