package io.ispmonitor.jdbc.internal.block;

/** Writes bits one behind the other, the highest of each byte first. */
final class BitWriter {
  private final ByteWriter out;
  private long pending;
  private int used;

  BitWriter(ByteWriter out) {
    this.out = out;
  }

  /** The lowest bits of a number, the highest of them first; 64 at most, none for 0. */
  void put(long value, int count) {
    if (count == 0) {
      return;
    }
    long bits = value & -1L >>> (Long.SIZE - count);
    int over = used + count - Long.SIZE;
    if (over < 0) {
      pending |= bits << -over;
      used += count;
    } else {
      out.putLong(pending | bits >>> over);
      pending = over == 0 ? 0 : bits << (Long.SIZE - over);
      used = over;
    }
  }

  /** Fills the last byte with zeros. */
  void close() {
    out.putHighest(pending, (used + 7) / 8);
    pending = 0;
    used = 0;
  }
}
