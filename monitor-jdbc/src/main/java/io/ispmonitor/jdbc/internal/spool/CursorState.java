package io.ispmonitor.jdbc.internal.spool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How far the spool was read. A slot of {@link CursorFile}, little endian:
 *
 * <pre>
 *  offset  bytes
 *       0      8  "ISPCURSR"
 *       8      4  version, 1
 *      12      4  records in the batch that is handed out
 *      16      8  how often the file was written; the slot with the higher number holds
 *      24      8  everything through this position was carried away
 *      32      8  the batch that is handed out ends with this position; the same as before when none is
 *      40      8  number of the oldest segment that is still needed
 *      48      8  segments with positions up to this one were removed; 0 when none was
 *      56      4  0
 *      60      4  CRC-32C of bytes 0 to 59
 * </pre>
 *
 * @param after everything through this position was carried away
 * @param last where the batch that is handed out ends; {@code after} when there is none
 * @param records how many records that batch has
 * @param firstSegment the number of the oldest segment that is needed
 * @param goneThrough up to this position segments were removed
 */
record CursorState(long after, long last, int records, long firstSegment, long goneThrough) {
  static final int BYTES = 64;
  private static final byte[] MAGIC = "ISPCURSR".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKSUM_AT = 60;

  CursorState(long after, long last, int records, long firstSegment) {
    this(after, last, records, firstSegment, 0);
  }

  boolean hasBatch() {
    return last > after;
  }

  CursorState needing(long segment) {
    return new CursorState(after, last, records, segment, goneThrough);
  }

  CursorState goneThroughAtLeast(long position) {
    return new CursorState(after, last, records, firstSegment, Math.max(goneThrough, position));
  }

  byte[] toBytes(long sequence) {
    byte[] bytes = new byte[BYTES];
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    Format.INT.set(bytes, 8, Format.VERSION);
    Format.INT.set(bytes, 12, records);
    Format.LONG.set(bytes, 16, sequence);
    Format.LONG.set(bytes, 24, after);
    Format.LONG.set(bytes, 32, last);
    Format.LONG.set(bytes, 40, firstSegment);
    Format.LONG.set(bytes, 48, goneThrough);
    Format.INT.set(bytes, CHECKSUM_AT, Format.checksum(bytes, 0, CHECKSUM_AT, new CRC32C()));
    return bytes;
  }

  static long sequence(byte[] bytes) {
    return (long) Format.LONG.get(bytes, 16);
  }

  /** Reads one; null when the bytes are not as they were written. */
  static @Nullable CursorState of(byte[] bytes) {
    if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || (int) Format.INT.get(bytes, CHECKSUM_AT)
            != Format.checksum(bytes, 0, CHECKSUM_AT, new CRC32C())
        || (int) Format.INT.get(bytes, 8) != Format.VERSION) {
      return null;
    }
    return new CursorState(
        (long) Format.LONG.get(bytes, 24),
        (long) Format.LONG.get(bytes, 32),
        (int) Format.INT.get(bytes, 12),
        (long) Format.LONG.get(bytes, 40),
        (long) Format.LONG.get(bytes, 48));
  }
}
