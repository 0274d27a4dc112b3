package io.ispmonitor.jdbc.internal.block;

/** Reads the bits of doubles that a {@link DoublesWriter} wrote. */
final class DoublesReader {
  private final ByteReader in;
  private final BitReader bits;
  private int leading;
  private int length;

  DoublesReader(ByteReader in) {
    this.in = in;
    this.bits = new BitReader(in);
  }

  /** Reads the bits of so many doubles, one at least, into an array that has room for them. */
  void read(long[] doubles, int count) {
    leading = 0;
    length = Long.SIZE;
    bits.open();
    doubles[0] = bits.get(Long.SIZE);
    for (int i = 1; i < count; i++) {
      doubles[i] = doubles[i - 1] ^ difference();
    }
    bits.close();
  }

  private long difference() {
    int ones = bits.ones(2);
    if (ones == 0) {
      return 0;
    }
    if (ones == 2) {
      leading = (int) bits.get(DoublesWriter.SIZE_BITS);
      length = (int) bits.get(DoublesWriter.SIZE_BITS) + 1;
      if (leading + length > Long.SIZE) {
        throw in.corrupt("a double cannot differ in %d bits behind %d".formatted(length, leading));
      }
    }
    return bits.get(length) << (Long.SIZE - leading - length);
  }
}
