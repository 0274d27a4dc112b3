package io.ispmonitor.jdbc.internal.block;

import java.util.Objects;

/**
 * Reads what a {@link ByteWriter} wrote, and never trusts it: whatever is not there or cannot be so
 * ends with a {@link CorruptBlockException}.
 */
final class ByteReader {
  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int end;

  static long signed(long alternating) {
    return (alternating >>> 1) ^ -(alternating & 1);
  }

  /** Begins to read a part of an array. */
  void open(byte[] array, int from, int to) {
    Objects.checkFromToIndex(from, to, array.length);
    bytes = array;
    start = from;
    at = from;
    end = to;
  }

  byte[] array() {
    return bytes;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  /** Goes on at a place where it has been before, or that a {@link BitReader} reached. */
  void go(int index) {
    at = index;
  }

  /** Says at which byte what is wrong. */
  CorruptBlockException corrupt(String what) {
    return new CorruptBlockException(
        "block of %d bytes is corrupt at byte %d: %s".formatted(end - start, at - start, what));
  }

  int get() {
    if (at >= end) {
      throw corrupt("it ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  long getUnsigned() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      long next = get();
      if (shift == 63 && next > 1) {
        break;
      }
      number |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw corrupt("a number has more than 64 bits");
  }

  long getSigned() {
    return signed(getUnsigned());
  }

  long getLong() {
    need(Long.BYTES);
    long number = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      number = number << 8 | (bytes[at++] & 0xFF);
    }
    return number;
  }

  /**
   * A count.
   *
   * @param what of what, for the message
   */
  int getCount(int least, int most, String what) {
    long count = getUnsigned();
    if (count < least || count > most) {
      throw corrupt(
          "it says %s %s, and there may be %d to %d"
              .formatted(Long.toUnsignedString(count), what, least, most));
    }
    return (int) count;
  }

  /** Leaves out so many bytes, which must be there. */
  void skip(int count) {
    need(count);
    at += count;
  }

  private void need(int count) {
    if (end - at < count) {
      throw corrupt("it ends too early, %d more bytes are needed".formatted(count));
    }
  }
}
