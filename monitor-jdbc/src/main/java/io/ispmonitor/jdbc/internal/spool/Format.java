package io.ispmonitor.jdbc.internal.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How records lie in a segment, version 1. All numbers are little endian. A segment begins with a
 * {@link SegmentHeader} of 64 bytes; records follow without a gap:
 *
 * <pre>
 *  offset  bytes
 *       0      4  CRC-32C (RFC 3720) of all bytes of the record that follow this field
 *       4      4  length of the payload, P, at most 16 MB
 *       8      1  type: 0 for a definition, 1 to 255 for the records of those who append
 *       9      1  how many definitions it refers to, N
 *      10    4 N  their numbers, which hold within the segment
 *  10+4 N      P  payload
 * </pre>
 *
 * <p>A definition has N = 1 and its own number there. It stands before the first record of the
 * segment that refers to it, and may stand there again with the same content. Definitions have no
 * position; the first record has the position named in the header, each further one the next. A
 * segment ends where its file ends, or before the first position of the next segment where that is
 * earlier: then it was written anew there, after an fsync that failed.
 */
final class Format {
  static final int VERSION = 1;
  static final int HEAD_BYTES = 10;
  static final int DEFINITION = 0;
  static final int LARGEST_PAYLOAD = 16 << 20;
  static final int MOST_DEFINITIONS = 255;

  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LENGTH_AT = 4;
  private static final int TYPE_AT = 8;
  private static final int COUNT_AT = 9;

  private Format() {}

  /** What a record takes on disk. */
  static int recordBytes(int definitions, int payload) {
    return HEAD_BYTES + 4 * definitions + payload;
  }

  /** What a definition takes on disk. */
  static int bytesOf(SpoolDefinition definition) {
    return recordBytes(1, definition.bytes().length);
  }

  /** Writes a record; returns where the next one begins. */
  static int write(
      byte[] to,
      int at,
      int type,
      byte[] payload,
      int from,
      int length,
      SpoolDefinition[] definitions,
      CRC32C crc) {
    INT.set(to, at + LENGTH_AT, length);
    to[at + TYPE_AT] = (byte) type;
    to[at + COUNT_AT] = (byte) definitions.length;
    int next = at + HEAD_BYTES;
    for (SpoolDefinition definition : definitions) {
      INT.set(to, next, definition.id());
      next += 4;
    }
    System.arraycopy(payload, from, to, next, length);
    return seal(to, at, next + length, crc);
  }

  /** Writes a definition; returns where the next record begins. */
  static int write(byte[] to, int at, SpoolDefinition definition, CRC32C crc) {
    byte[] bytes = definition.bytes();
    INT.set(to, at + LENGTH_AT, bytes.length);
    to[at + TYPE_AT] = DEFINITION;
    to[at + COUNT_AT] = 1;
    INT.set(to, at + HEAD_BYTES, definition.id());
    System.arraycopy(bytes, 0, to, at + HEAD_BYTES + 4, bytes.length);
    return seal(to, at, at + bytesOf(definition), crc);
  }

  /** The definitions one after the other, as a segment begins with when it is written anew. */
  static byte[] dictionary(List<SpoolDefinition> definitions) {
    byte[] bytes = new byte[definitions.stream().mapToInt(Format::bytesOf).sum()];
    CRC32C crc = new CRC32C();
    int at = 0;
    for (SpoolDefinition definition : definitions) {
      at = write(bytes, at, definition, crc);
    }
    return bytes;
  }

  /** What the record takes of which the head lies here; 0 when this is no head. */
  static int size(byte[] bytes, int at) {
    int length = (int) INT.get(bytes, at + LENGTH_AT);
    return length < 0 || length > LARGEST_PAYLOAD ? 0 : recordBytes(definitions(bytes, at), length);
  }

  static int type(byte[] bytes, int at) {
    return bytes[at + TYPE_AT] & 0xFF;
  }

  static int definitions(byte[] bytes, int at) {
    return bytes[at + COUNT_AT] & 0xFF;
  }

  static int definition(byte[] bytes, int at, int index) {
    return (int) INT.get(bytes, at + HEAD_BYTES + 4 * index);
  }

  /** Whether the record of this size is as it was written. */
  static boolean isSound(byte[] bytes, int at, int size, CRC32C crc) {
    return (int) INT.get(bytes, at) == checksum(bytes, at + LENGTH_AT, at + size, crc);
  }

  static int checksum(byte[] bytes, int from, int to, CRC32C crc) {
    crc.reset();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private static int seal(byte[] bytes, int at, int end, CRC32C crc) {
    INT.set(bytes, at, checksum(bytes, at + LENGTH_AT, end, crc));
    return end;
  }
}
