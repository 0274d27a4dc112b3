package io.ispmonitor.metric;

/**
 * Writes the columns of a row, a value or a gap each, in as few bytes as they need.
 *
 * <p>Each column is a {@link Varint}: 0 and then eight bytes of a double; the code of a gap; or,
 * from {@link #FIRST_STEP} on, the {@link Steps} of the value.
 *
 * <p>Used by one thread at a time.
 */
final class RowWriter {
  static final int RAW_DOUBLE = 0;
  static final int FIRST_STEP = 32;

  private byte[] bytes = new byte[64];
  private int length;

  /** Writes the columns of a row over those of the one before. */
  void write(Readings readings) {
    int most = Math.multiplyExact(readings.size(), Varint.MOST_BYTES);
    if (most > bytes.length) {
      bytes = new byte[most];
    }
    length = 0;
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
      unsigned(Varint.alternating(steps) + FIRST_STEP);
    }
  }

  private void unsigned(long number) {
    length = Varint.write(bytes, length, number);
  }

  private void eightBytes(long bits) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[length++] = (byte) (bits >>> shift);
    }
  }
}
