package io.ispmonitor.jdbc.internal.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What a checkpoint begins with.
 *
 * @param writer the id of the spool
 * @param position what is in it is as of this position
 */
record Header(UUID writer, long position) {

  byte[] toBytes() {
    byte[] bytes = new byte[Format.HEADER_BYTES];
    ByteBuffer to = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    to.put(Format.MAGIC).putInt(Format.VERSION).putInt(0);
    to.putLong(writer.getMostSignificantBits()).putLong(writer.getLeastSignificantBits());
    to.putLong(position);
    to.putInt(Format.CHECKSUM_AT, checksum(bytes));
    return bytes;
  }

  /** Reads one; throws when it is not as it was written, or not that of this spool. */
  static Header of(byte[] bytes, UUID expected) throws RefusedException {
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < Format.HEADER_BYTES) {
      throw new RefusedException("it ends within its header, after " + bytes.length + " bytes");
    }
    if (!Arrays.equals(bytes, 0, Format.MAGIC.length, Format.MAGIC, 0, Format.MAGIC.length)
        || from.getInt(Format.CHECKSUM_AT) != checksum(bytes)) {
      throw new RefusedException("its header is not one, or not as it was written");
    }
    if (from.getInt(8) != Format.VERSION) {
      throw new RefusedException(
          "it has format version %d, and this release reads version %d"
              .formatted(from.getInt(8), Format.VERSION));
    }
    Header header = new Header(new UUID(from.getLong(16), from.getLong(24)), from.getLong(32));
    if (!header.writer().equals(expected)) {
      throw new RefusedException(
          "it belongs to the spool of writer " + header.writer() + ", and this one is " + expected);
    }
    if (header.position() < 0) {
      throw new RefusedException("its position is negative, " + header.position());
    }
    return header;
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, Format.CHECKSUM_AT);
    return (int) crc.getValue();
  }
}
