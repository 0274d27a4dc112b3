package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.spool.SpoolDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts readings of several devices one behind the other, to be one record of a spool: for each, the
 * length of the device's name and the name, which definition of the record is the layout, the
 * length of its row block and the block. One thread at a time.
 */
final class PageWriter {
  /** A page that has come to this is full. */
  static final int FULL = 32 << 10;

  /** The most readings in a page; store positions rely on it. */
  static final int MOST_ENTRIES = 1 << 10;

  private static final int MOST_LAYOUTS = 64;

  private final List<SpoolDefinition> layouts = new ArrayList<>();
  private byte[] bytes = new byte[FULL];
  private int length;
  private int entries;
  private int lengthBefore;
  private int layoutsBefore;

  boolean isEmpty() {
    return entries == 0;
  }

  boolean isFull() {
    return length >= FULL || entries >= MOST_ENTRIES;
  }

  /** Whether a reading may be added without making the page much longer than a full one. */
  boolean hasRoomFor(byte[] name, SpoolDefinition layout, byte[] block) {
    return length + name.length + block.length <= FULL
        && (layouts.size() < MOST_LAYOUTS || layouts.contains(layout));
  }

  void add(byte[] name, SpoolDefinition layout, byte[] block) {
    lengthBefore = length;
    layoutsBefore = layouts.size();
    int index = layouts.indexOf(layout);
    if (index < 0) {
      index = layouts.size();
      layouts.add(layout);
    }
    room(name.length + block.length + 3 * 5);
    put(name);
    putUnsigned(index);
    put(block);
    entries++;
  }

  /** Takes back what was added last. */
  void takeBack() {
    length = lengthBefore;
    layouts.subList(layoutsBefore, layouts.size()).clear();
    entries--;
  }

  void clear() {
    length = 0;
    entries = 0;
    layouts.clear();
    if (bytes.length > 4 * FULL) {
      bytes = new byte[FULL];
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int entries() {
    return entries;
  }

  SpoolDefinition[] layouts() {
    return layouts.toArray(new SpoolDefinition[0]);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  private void put(byte[] part) {
    putUnsigned(part.length);
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
  }

  private void putUnsigned(int value) {
    int rest = value;
    while (rest >= 1 << 7) {
      bytes[length++] = (byte) (rest | 1 << 7);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }
}
