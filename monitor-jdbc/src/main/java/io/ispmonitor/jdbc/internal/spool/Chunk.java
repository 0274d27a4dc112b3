package io.ispmonitor.jdbc.internal.spool;

/**
 * A piece of memory with whole records of one volume. Bytes before {@link #length} do not change
 * any more; the rest is guarded by the intake.
 */
final class Chunk {
  static final int BYTES = 256 << 10;

  final byte[] bytes;
  final Volume volume;

  /** How far it is filled. */
  int length;

  /** How far it was written to the segment. */
  int written;

  /** How far that is known to be durable. */
  int durable;

  /** The position of the last record in it. */
  long last;

  Chunk(byte[] bytes, Volume volume, long last) {
    this.bytes = bytes;
    this.volume = volume;
    this.last = last;
  }

  boolean fits(long more) {
    return bytes.length - length >= more;
  }

  /**
   * Whole records that are to be written.
   *
   * @param last the position of the last one
   */
  record Piece(Chunk chunk, int from, int to, long last) {}
}
