package io.ispmonitor.jdbc.internal.block;

/**
 * Writes whole numbers: times, steps of values, counts. Zeros that all of them end with are left
 * out; the {@link Trend} that leaves the least is found by trying; what it leaves is written by
 * {@link Rice}.
 */
final class LongsWriter {
  static final int MOST_TENS = 15;
  static final int FLAT = 1 << 2;
  static final int UPWARDS = 1 << 3;
  static final int TENS_SHIFT = 4;

  /** How many numbers are looked at closely to choose a trend. */
  private static final int LOOKED_AT = 32;

  private static final Trend[] TRENDS = Trend.values();

  private final RiceFit fit = new RiceFit();
  private final ByteWriter out;
  private final BitWriter bits;
  private long[] divided = new long[0];
  private long[] left = new long[0];

  LongsWriter(ByteWriter out) {
    this.out = out;
    this.bits = new BitWriter(out);
  }

  /** Writes numbers; there must be one at least. */
  void write(long[] numbers, int count) {
    room(numbers.length);
    int tens = divide(numbers, count);
    Trend trend = bestTrend(count);
    int leftOver = fitTo(trend, count, count);
    out.put(
        trend.code()
            | (fit.flat() ? FLAT : 0)
            | (fit.upwards() ? UPWARDS : 0)
            | tens << TENS_SHIFT);
    if (trend.parameters() > 0) {
      out.putSigned(trend.first(divided, count));
    }
    if (trend.parameters() > 1) {
      out.putSigned(trend.second(divided));
    }
    out.putSigned(fit.centre());
    if (!fit.flat()) {
      writeLeft(leftOver);
    }
  }

  private int divide(long[] numbers, int count) {
    int tens = Tens.in(numbers, count, MOST_TENS);
    long divisor = Tens.power(tens);
    for (int i = 0; i < count; i++) {
      divided[i] = divisor == 1 ? numbers[i] : numbers[i] / divisor;
    }
    return tens;
  }

  private void writeLeft(int leftOver) {
    out.put(fit.lowBits());
    for (int i = 0; i < leftOver; i++) {
      Rice.put(bits, fit.counted(left[i]), fit.lowBits());
    }
    bits.close();
  }

  private Trend bestTrend(int count) {
    Trend best = Trend.LEVEL;
    long bestPrice = Long.MAX_VALUE;
    for (Trend trend : TRENDS) {
      if (trend.fits(count)) {
        fitTo(trend, count, LOOKED_AT);
        if (fit.flat()) {
          return trend;
        }
        long price = price(trend, count);
        if (price < bestPrice) {
          best = trend;
          bestPrice = price;
        }
      }
    }
    return best;
  }

  private int fitTo(Trend trend, int count, int lookedAt) {
    int leftOver = trend.left(count);
    trend.leave(divided, count, left);
    fit.fit(left, leftOver, lookedAt);
    return leftOver;
  }

  /** About how many bits it takes, where it leaves anything. */
  private long price(Trend trend, int count) {
    int bytes = 1 + ByteWriter.bytesOf(fit.centre());
    if (trend.parameters() > 0) {
      bytes += ByteWriter.bytesOf(trend.first(divided, count));
    }
    if (trend.parameters() > 1) {
      bytes += ByteWriter.bytesOf(trend.second(divided));
    }
    return fit.price() + 8L * bytes;
  }

  private void room(int count) {
    if (divided.length < count) {
      divided = new long[count];
      left = new long[count];
    }
  }
}
