package io.ispmonitor.jdbc.internal.block;

/**
 * A resolution in a byte: 0 for 0, 20 and its exponent for a power of ten, 255 for others, which
 * follow as the eight bytes of a double.
 */
final class Resolutions {
  private static final int EXACT = 0;
  private static final int ONE = 20;
  private static final int MOST = 40;
  private static final int OTHER = 255;

  private static final double[] POWERS = new double[MOST + 1];

  static {
    for (int code = EXACT + 1; code <= MOST; code++) {
      POWERS[code] = Double.parseDouble("1e" + (code - ONE));
    }
  }

  private Resolutions() {}

  /** Checks a resolution that is to be written. */
  static double checked(double resolution) {
    if (!isValid(resolution)) {
      throw new IllegalArgumentException("resolution must be 0 or more, was " + resolution);
    }
    return resolution;
  }

  static void write(double resolution, ByteWriter out) {
    for (int code = EXACT; code <= MOST; code++) {
      if (POWERS[code] == resolution) {
        out.put(code);
        return;
      }
    }
    out.put(OTHER);
    out.putLong(Double.doubleToRawLongBits(resolution));
  }

  static double read(ByteReader in) {
    int code = in.get();
    if (code <= MOST) {
      return POWERS[code];
    }
    if (code != OTHER) {
      throw in.corrupt("%d is not the code of a resolution".formatted(code));
    }
    double resolution = Double.longBitsToDouble(in.getLong());
    if (!isValid(resolution)) {
      throw in.corrupt("the resolution is " + resolution);
    }
    return resolution;
  }

  private static boolean isValid(double resolution) {
    return resolution >= 0 && !Double.isInfinite(resolution);
  }
}
