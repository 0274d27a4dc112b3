package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;

/**
 * The samples of a column of few rows, one number each: 0 and then eight bytes of a double; the
 * code of a gap; or, from {@link GapRuns#CODES} on, the steps of the value. Used by one thread at a
 * time.
 */
final class Tokens {
  /** For so many rows at the most it takes fewer bytes to write each sample by itself. */
  static final int MOST_ROWS = 4;

  private static final int RAW_DOUBLE = 0;
  private static final int FIRST_STEP = GapRuns.CODES;

  /** More steps than this take more bytes than a double. */
  private static final long MOST_STEPS = 1L << 54;

  private final Steps steps = new Steps();

  void write(double value, byte gap, double resolution, ByteWriter out) {
    if (gap != Gap.NONE.code()) {
      out.putUnsigned(gap);
      return;
    }
    long found = steps.of(resolution).steps(value);
    if (Math.abs(found) <= MOST_STEPS && found != Steps.NONE) {
      out.putUnsigned(ByteWriter.alternating(found) + FIRST_STEP);
    } else {
      out.putUnsigned(RAW_DOUBLE);
      out.putLong(Double.doubleToRawLongBits(value));
    }
  }

  static void skip(ByteReader in, int count) {
    for (int i = 0; i < count; i++) {
      if (in.getUnsigned() == RAW_DOUBLE) {
        in.skip(Long.BYTES);
      }
    }
  }

  void read(ByteReader in, int count, double resolution, Samples samples) {
    samples.clear(count);
    steps.of(resolution);
    for (int i = 0; i < count; i++) {
      long token = in.getUnsigned();
      if (token == RAW_DOUBLE) {
        samples.add(in, Double.longBitsToDouble(in.getLong()));
      } else if (token > RAW_DOUBLE && token < FIRST_STEP) {
        samples.addGap((byte) token);
      } else {
        samples.add(in, steps.value(ByteReader.signed(token - FIRST_STEP)));
      }
    }
  }
}
