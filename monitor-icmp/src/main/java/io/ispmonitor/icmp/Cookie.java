package io.ispmonitor.icmp;

import java.nio.ByteBuffer;

/**
 * The first 24 bytes of the data of every echo. It says which question a reply belongs to, and
 * proves that we asked it: the 16 bits of an ICMP sequence number are neither enough for many
 * devices nor hard to guess.
 *
 * <pre>
 *  0  magic and version (32 bits) | number of the echo since the start (32 bits)
 *  8  generation of the slot (32) | slot (32)
 * 16  SipHash-2-4 of the first 16 bytes under a key known to this engine alone
 * </pre>
 *
 * <p>Mutable, so that one object serves all packets.
 */
final class Cookie {
  static final int BYTES = 24;

  /** The letters "ism" and the version of this layout. */
  static final int MAGIC = 0x69736d01;

  private static final long INT = 0xffff_ffffL;

  long head;
  long place;
  long mac;

  /** Fills in all but the code. */
  void set(int number, int generation, int slot) {
    head = ((long) MAGIC << Integer.SIZE) | (number & INT);
    place = ((long) generation << Integer.SIZE) | (slot & INT);
  }

  int slot() {
    return (int) place;
  }

  int generation() {
    return (int) (place >> Integer.SIZE);
  }

  void writeTo(ByteBuffer wire, int at) {
    wire.putLong(at, head);
    wire.putLong(at + 8, place);
    wire.putLong(at + 16, mac);
  }

  /** Reads it if there are enough bytes and the magic is ours. */
  boolean readFrom(ByteBuffer wire, int at, int end) {
    if (end - at < BYTES || wire.getInt(at) != MAGIC) {
      return false;
    }
    head = wire.getLong(at);
    place = wire.getLong(at + 8);
    mac = wire.getLong(at + 16);
    return true;
  }
}
