package io.ispmonitor.metric;

import java.util.Arrays;

/**
 * Writes rows, each a time and a value or gap for every column, in as few bytes as they need.
 *
 * <p>A row is a sequence of variable-length numbers, seven bits to a byte, the lowest first. The
 * first is the time, as the difference between this interval and the one before. Then comes each
 * column: 0 and eight bytes of a double; the code of a gap; or, from {@link #FIRST_STEP} on, the
 * {@link Steps} of the value. Signed numbers alternate: 0, -1, 1, -2, and so on.
 *
 * <p>Used by one thread at a time.
 */
final class RowWriter {
  static final int RAW_DOUBLE = 0;
  static final int FIRST_STEP = 32;

  private byte[] bytes = new byte[64];
  private int length;

  /** Writes a row over the one before. */
  void write(long timeDifference, Readings readings) {
    length = 0;
    unsigned(alternating(timeDifference));
    for (int column = 0; column < readings.size(); column++) {
      Gap gap = readings.gap(column);
      if (gap == Gap.NONE) {
        value(readings.value(column), readings.layout().column(column).metric().resolution());
      } else {
        unsigned(gap.code());
      }
    }
  }

  int length() {
    return length;
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, length);
  }

  private void value(double value, double resolution) {
    long steps = Steps.of(value, resolution);
    if (steps == Steps.NONE) {
      unsigned(RAW_DOUBLE);
      eightBytes(Double.doubleToRawLongBits(value));
    } else {
      unsigned(alternating(steps) + FIRST_STEP);
    }
  }

  private static long alternating(long signed) {
    return (signed << 1) ^ (signed >> 63);
  }

  private void unsigned(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  private void eightBytes(long bits) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      put((byte) (bits >>> shift));
    }
  }

  private void put(byte b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = b;
  }
}
