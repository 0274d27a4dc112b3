package io.ispmonitor.jdbc.internal.block;

import java.util.Arrays;

/**
 * Bytes that grow while they are written.
 *
 * <p>A number without a sign takes seven bits to a byte, the lowest first, and the highest bit says
 * that more follow. One with a sign alternates first: 0, -1, 1, -2, and so on.
 */
final class ByteWriter {
  /** What the largest number takes. */
  private static final int MOST_BYTES = 10;

  private byte[] bytes = new byte[256];
  private int length;

  static long alternating(long signed) {
    return (signed << 1) ^ (signed >> 63);
  }

  static int bytesOf(long signed) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(alternating(signed) | 1);
    return (bits + 6) / 7;
  }

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  /** Takes back what was written from this place on. */
  void cut(int newLength) {
    length = newLength;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  void put(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  void putUnsigned(long number) {
    room(MOST_BYTES);
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void putSigned(long number) {
    putUnsigned(alternating(number));
  }

  /** Eight bytes, the highest first. */
  void putLong(long number) {
    putHighest(number, Long.BYTES);
  }

  /** The highest bytes of a number. */
  void putHighest(long number, int count) {
    room(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (number >>> (56 - 8 * i));
    }
  }

  void putAll(ByteWriter other) {
    room(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
