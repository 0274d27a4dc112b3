package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Tells a tail that was not written to its end from damage in the middle: after the one there is no
 * whole record any more, after the other there is.
 */
final class Resync {
  /** Where records are looked for; whoever wrote more without a whole record was not us. */
  private static final int MOST_BYTES = 2 * Format.LARGEST_PAYLOAD + (1 << 20);

  /** Random bytes look like the head of a long record now and then; each costs its length. */
  private static final long MOST_CHECKED = 512L << 20;

  private Resync() {}

  /** Whether a whole record begins anywhere behind this offset. */
  static boolean isFollowedByRecord(Path file, long offset) throws IOException {
    byte[] bytes = read(file, offset);
    CRC32C crc = new CRC32C();
    long checked = 0;
    for (int at = 1; at + Format.HEAD_BYTES <= bytes.length && checked < MOST_CHECKED; at++) {
      int size = Format.size(bytes, at);
      if (size > 0 && size <= bytes.length - at) {
        checked += size;
        if (Format.isSound(bytes, at, size, crc)) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] read(Path file, long offset) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(offset);
      return in.readNBytes(MOST_BYTES);
    }
  }
}
