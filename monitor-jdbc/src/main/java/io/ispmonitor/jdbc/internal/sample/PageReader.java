package io.ispmonitor.jdbc.internal.sample;

/** Reads what {@link PageWriter} wrote, reading by reading. One thread at a time. */
final class PageReader {
  private byte[] bytes = new byte[0];
  private int at;
  private int nameFrom;
  private int nameTo;
  private int layout;
  private int blockFrom;

  void open(byte[] page) {
    open(page, 0);
  }

  /** Goes to the reading that begins at an offset. */
  void open(byte[] page, int offset) {
    bytes = page;
    at = offset;
  }

  /** Where the next reading begins. */
  int offset() {
    return at;
  }

  /**
   * Goes on to the next reading.
   *
   * @throws IllegalArgumentException when what follows is none
   */
  boolean next() {
    if (at == bytes.length) {
      return false;
    }
    int name = count();
    nameFrom = at;
    at += name;
    nameTo = at;
    layout = number();
    int block = count();
    blockFrom = at;
    at += block;
    return true;
  }

  /** Where the device's name begins. */
  int nameFrom() {
    return nameFrom;
  }

  /** Where the device's name ends. */
  int nameTo() {
    return nameTo;
  }

  /** Which definition of the record is its layout. */
  int layout() {
    return layout;
  }

  byte[] bytes() {
    return bytes;
  }

  int blockFrom() {
    return blockFrom;
  }

  int blockTo() {
    return at;
  }

  /** A number of bytes that follow. */
  private int count() {
    int count = number();
    if (count > bytes.length - at) {
      throw corrupt(count + " bytes should follow");
    }
    return count;
  }

  private int number() {
    int value = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      if (at == bytes.length) {
        throw corrupt("a number should follow");
      }
      byte part = bytes[at++];
      value |= (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw corrupt("a number is too long");
  }

  private IllegalArgumentException corrupt(String what) {
    return new IllegalArgumentException(
        "readings are corrupt at byte %d of %d: %s".formatted(at, bytes.length, what));
  }
}
