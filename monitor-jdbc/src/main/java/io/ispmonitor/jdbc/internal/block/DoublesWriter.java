package io.ispmonitor.jdbc.internal.block;

/**
 * Writes the bits of doubles: of each the difference from the one before, without the zeros before
 * and behind it.
 *
 * @see <a href="https://www.vldb.org/pvldb/vol8/p1816-teller.pdf">T. Pelkonen and others, Gorilla:
 *     a fast, scalable, in-memory time series database, 2015</a>
 */
final class DoublesWriter {
  static final int SIZE_BITS = 6;

  /** What it takes to say anew where the bits that differ lie. */
  private static final int PLACE_BITS = 2 * SIZE_BITS;

  private final BitWriter bits;
  private int leading;
  private int length;

  DoublesWriter(ByteWriter out) {
    this.bits = new BitWriter(out);
  }

  /** Writes the bits of doubles; there must be one at least. */
  void write(long[] doubles, int count) {
    leading = 0;
    length = Long.SIZE;
    bits.put(doubles[0], Long.SIZE);
    for (int i = 1; i < count; i++) {
      put(doubles[i] ^ doubles[i - 1]);
    }
    bits.close();
  }

  private void put(long difference) {
    if (difference == 0) {
      bits.put(0, 1);
      return;
    }
    int newLeading = Long.numberOfLeadingZeros(difference);
    int newLength = Long.SIZE - newLeading - Long.numberOfTrailingZeros(difference);
    boolean inside = newLeading >= leading && newLeading + newLength <= leading + length;
    if (inside && length <= newLength + PLACE_BITS) {
      bits.put(0b10, 2);
    } else {
      leading = newLeading;
      length = newLength;
      bits.put(0b11, 2);
      bits.put(leading, SIZE_BITS);
      bits.put(length - 1, SIZE_BITS);
    }
    bits.put(difference >>> (Long.SIZE - leading - length), length);
  }
}
