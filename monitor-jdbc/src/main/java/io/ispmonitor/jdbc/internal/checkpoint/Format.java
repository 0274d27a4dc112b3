package io.ispmonitor.jdbc.internal.checkpoint;

import java.nio.charset.StandardCharsets;

/**
 * How a checkpoint lies in its file, version 1. All numbers are little endian:
 *
 * <pre>
 *  offset  bytes
 *       0      8  "ISPCHKPT"
 *       8      4  version, 1
 *      12      4  0
 *      16      8  writer id of the spool, the upper half
 *      24      8  writer id of the spool, the lower half
 *      32      8  position in the spool
 *      40     20  0
 *      60      4  CRC-32C (RFC 3720) of bytes 0 to 59
 * </pre>
 *
 * <p>Records follow without a gap: type (1 byte, 1 to 255), length of the payload (4 bytes, at most
 * 16 MB), payload. Behind the last one stand 0 (1 byte), the number of records (8 bytes) and the
 * CRC-32C of all bytes of the file before it (4 bytes); there the file ends. It has at most 1 GB.
 */
final class Format {
  static final int VERSION = 1;
  static final byte[] MAGIC = "ISPCHKPT".getBytes(StandardCharsets.US_ASCII);
  static final int HEADER_BYTES = 64;
  static final int CHECKSUM_AT = 60;
  static final int RECORD_HEAD_BYTES = 5;
  static final int END = 0;
  static final int END_BYTES = 13;
  static final int LARGEST_PAYLOAD = 16 << 20;
  static final long LARGEST_FILE = 1L << 30;

  private Format() {}
}
