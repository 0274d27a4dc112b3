package io.ispmonitor.jdbc.internal.block;

/** Reads whole numbers that a {@link LongsWriter} wrote. */
final class LongsReader {
  private static final int TREND = 3;

  private final ByteReader in;
  private final BitReader bits;

  LongsReader(ByteReader in) {
    this.in = in;
    this.bits = new BitReader(in);
  }

  /** Reads so many numbers, one at least, into an array that has room for them. */
  void read(long[] numbers, int count) {
    int head = in.get();
    Trend trend = Trend.ofCode(head & TREND);
    int leftOver = trend.left(count);
    if (leftOver < 1) {
      throw in.corrupt("%d numbers cannot follow the trend %s".formatted(count, trend));
    }
    long divisor = Tens.power(head >>> LongsWriter.TENS_SHIFT);
    long first = trend.parameters() > 0 ? in.getSigned() : 0;
    long second = trend.parameters() > 1 ? in.getSigned() : 0;
    readLeft(numbers, count - leftOver, count, head);
    trend.restore(numbers, count, first, second);
    if (divisor != 1) {
      for (int i = 0; i < count; i++) {
        numbers[i] *= divisor;
      }
    }
  }

  private void readLeft(long[] numbers, int from, int to, int head) {
    boolean flat = (head & LongsWriter.FLAT) != 0;
    boolean upwards = (head & LongsWriter.UPWARDS) != 0;
    long centre = in.getSigned();
    int lowBits = flat ? 0 : in.get();
    if (lowBits > Rice.MOST_LOW_BITS) {
      throw in.corrupt("a number cannot have %d low bits".formatted(lowBits));
    }
    bits.open();
    for (int i = from; i < to; i++) {
      long counted = flat ? 0 : Rice.get(bits, lowBits);
      numbers[i] = centre + (upwards ? counted : ByteReader.signed(counted));
    }
    bits.close();
  }
}
