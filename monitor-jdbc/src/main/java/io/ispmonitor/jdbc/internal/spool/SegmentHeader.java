package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a segment begins with. Little endian; the fields marked with a star keep their place in
 * every version:
 *
 * <pre>
 *  offset  bytes
 *       0      8  "ISPSPOOL" *
 *       8      4  version *
 *      12      4  0
 *      16      8  writer id, the upper half
 *      24      8  writer id, the lower half
 *      32      8  number of the segment
 *      40      8  position of its first record
 *      48      8  when it was made, in milliseconds since 1970
 *      56      4  0
 *      60      4  CRC-32C of bytes 0 to 59 *
 * </pre>
 *
 * @param writer the directory's id
 * @param number rises by one with each segment
 * @param first the position of its first record
 * @param madeMillis when it was made
 */
record SegmentHeader(UUID writer, long number, long first, long madeMillis) {
  static final int BYTES = 64;
  private static final byte[] MAGIC = "ISPSPOOL".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKSUM_AT = 60;

  byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    Format.INT.set(bytes, 8, Format.VERSION);
    Format.LONG.set(bytes, 16, writer.getMostSignificantBits());
    Format.LONG.set(bytes, 24, writer.getLeastSignificantBits());
    Format.LONG.set(bytes, 32, number);
    Format.LONG.set(bytes, 40, first);
    Format.LONG.set(bytes, 48, madeMillis);
    Format.INT.set(bytes, CHECKSUM_AT, Format.checksum(bytes, 0, CHECKSUM_AT, new CRC32C()));
    return bytes;
  }

  /**
   * Reads one.
   *
   * @return null when the bytes are no header, or not as they were written
   * @throws IOException when the segment is of a version that came later
   */
  static @Nullable SegmentHeader of(byte[] bytes, Path file) throws IOException {
    if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || (int) Format.INT.get(bytes, CHECKSUM_AT)
            != Format.checksum(bytes, 0, CHECKSUM_AT, new CRC32C())) {
      return null;
    }
    int version = (int) Format.INT.get(bytes, 8);
    if (version != Format.VERSION) {
      throw new IOException(
          "spool segment "
              + file
              + " has format version "
              + version
              + ", and this release reads version "
              + Format.VERSION
              + "; run the release that wrote it until the spool is empty, or move the file away");
    }
    return new SegmentHeader(
        new UUID((long) Format.LONG.get(bytes, 16), (long) Format.LONG.get(bytes, 24)),
        (long) Format.LONG.get(bytes, 32),
        (long) Format.LONG.get(bytes, 40),
        (long) Format.LONG.get(bytes, 48));
  }
}
