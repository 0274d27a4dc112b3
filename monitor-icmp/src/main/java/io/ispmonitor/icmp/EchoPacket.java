package io.ispmonitor.icmp;

import java.nio.ByteBuffer;

/**
 * Writes echo requests: the constant parts once, the rest for every echo.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc792">RFC 792</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc4443#section-4.1">RFC 4443, 4.1</a>
 */
final class EchoPacket {
  static final int HEADER_BYTES = 8;
  private static final int CHECKSUM_AT = 2;
  private static final int SEQUENCE_AT = 6;

  private final boolean ownChecksum;
  private final int bytes;

  /**
   * For packets of one kind.
   *
   * @param ownChecksum whether the kernel leaves the checksum to us
   * @param payloadBytes at least {@link Cookie#BYTES}
   */
  EchoPacket(boolean ownChecksum, int payloadBytes) {
    this.ownChecksum = ownChecksum;
    this.bytes = HEADER_BYTES + payloadBytes;
  }

  int bytes() {
    return bytes;
  }

  /** Writes what stays the same: type, identifier, and a filling that is easy to recognise. */
  void prepare(ByteBuffer wire, int at, int type, int identifier) {
    wire.put(at, (byte) type);
    wire.putShort(at + 4, (short) identifier);
    for (int i = HEADER_BYTES + Cookie.BYTES; i < bytes; i++) {
      wire.put(at + i, (byte) (i - HEADER_BYTES));
    }
  }

  /** Writes what differs from echo to echo. */
  void write(ByteBuffer wire, int at, int sequence, Cookie cookie) {
    wire.putShort(at + SEQUENCE_AT, (short) sequence);
    cookie.writeTo(wire, at + HEADER_BYTES);
    if (ownChecksum) {
      wire.putShort(at + CHECKSUM_AT, (short) 0);
      wire.putShort(at + CHECKSUM_AT, checksum(wire, at, bytes));
    }
  }

  /**
   * The Internet checksum.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc1071">RFC 1071</a>
   */
  static short checksum(ByteBuffer wire, int at, int bytes) {
    long sum = 0;
    int i = 0;
    for (; i + Integer.BYTES <= bytes; i += Integer.BYTES) {
      sum += Integer.toUnsignedLong(wire.getInt(at + i));
    }
    for (; i < bytes; i++) {
      sum += (long) (wire.get(at + i) & 0xff) << (i % 2 == 0 ? 8 : 0);
    }
    while (sum >>> Short.SIZE != 0) {
      sum = (sum & 0xffff) + (sum >>> Short.SIZE);
    }
    return (short) ~sum;
  }
}
