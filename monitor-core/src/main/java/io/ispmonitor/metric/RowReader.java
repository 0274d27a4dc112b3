package io.ispmonitor.metric;

/** Reads one column of rows that a {@link RowWriter} wrote. Used by one thread. */
final class RowReader {
  private final byte[] bytes;
  private final Layout layout;
  private final int column;
  private int at;
  private long time;
  private long interval;
  private double value;
  private Gap gap = Gap.NONE;

  RowReader(byte[] bytes, long firstNanos, Layout layout, int column) {
    this.bytes = bytes;
    this.time = firstNanos;
    this.layout = layout;
    this.column = column;
  }

  /** Goes to the next row; there must be one. */
  void next() {
    interval += signed(unsigned());
    time += interval;
    for (int i = 0; i < layout.size(); i++) {
      long token = unsigned();
      long bits = token == RowWriter.RAW_DOUBLE ? eightBytes() : 0;
      if (i == column) {
        take(token, bits);
      }
    }
  }

  long time() {
    return time;
  }

  double value() {
    return value;
  }

  Gap gap() {
    return gap;
  }

  private void take(long token, long bits) {
    gap = Gap.NONE;
    if (token == RowWriter.RAW_DOUBLE) {
      value = Double.longBitsToDouble(bits);
    } else if (token >= RowWriter.FIRST_STEP) {
      double resolution = layout.column(column).metric().resolution();
      value = Steps.toValue(signed(token - RowWriter.FIRST_STEP), resolution);
    } else {
      value = Double.NaN;
      gap = Gap.ofCode((byte) token);
    }
  }

  private static long signed(long alternating) {
    return (alternating >>> 1) ^ -(alternating & 1);
  }

  private long unsigned() {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[at++];
      number |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return number;
      }
    }
  }

  private long eightBytes() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (bytes[at++] & 0xFFL) << shift;
    }
    return bits;
  }
}
