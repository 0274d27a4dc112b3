package io.ispmonitor.metric;

/**
 * Whole numbers in as few bytes as they need: seven bits to a byte, the lowest first, and the
 * highest bit says that more follow. Signed numbers alternate first: 0, -1, 1, -2, and so on.
 */
final class Varint {
  /** What the largest number takes. */
  static final int MOST_BYTES = 10;

  private Varint() {}

  /** Writes a number without a sign; returns where the next may be written. */
  static int write(byte[] target, int at, long number) {
    int end = at;
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      target[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[end++] = (byte) rest;
    return end;
  }

  static long alternating(long signed) {
    return (signed << 1) ^ (signed >> 63);
  }

  static long signed(long alternating) {
    return (alternating >>> 1) ^ -(alternating & 1);
  }
}
