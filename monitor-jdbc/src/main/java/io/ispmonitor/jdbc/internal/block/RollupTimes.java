package io.ispmonitor.jdbc.internal.block;

/** When the buckets of a rollup chunk begin: an exponent of ten, the first begin, the width. */
final class RollupTimes {
  private RollupTimes() {}

  /** Whether the last of so many buckets begins at a time that can be. */
  static boolean fit(long startNanos, long widthNanos, int buckets) {
    long high = Math.multiplyHigh(widthNanos, buckets - 1L);
    long last = startNanos + widthNanos * (buckets - 1L);
    return high == 0 && widthNanos * (buckets - 1L) >= 0 && last >= startNanos;
  }

  static void write(long startNanos, long widthNanos, ByteWriter out) {
    int tens = Tens.in(startNanos, Tens.in(widthNanos, Tens.MOST));
    long unit = Tens.power(tens);
    out.put(tens);
    out.putSigned(startNanos / unit);
    out.putUnsigned(widthNanos / unit);
  }

  /** Reads how many zeros are behind both, and so what both are multiples of. */
  static long readUnit(ByteReader in) {
    return Tens.power(in.getCount(0, Tens.MOST, "zeros behind its times"));
  }

  /** Turns a multiple back into a time. */
  static long nanos(ByteReader in, long multiple, long unit) {
    long nanos = multiple * unit;
    if (nanos / unit != multiple) {
      throw in.corrupt("a time has more than 64 bits");
    }
    return nanos;
  }
}
