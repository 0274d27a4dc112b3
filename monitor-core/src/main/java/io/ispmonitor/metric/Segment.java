package io.ispmonitor.metric;

import org.jspecify.annotations.Nullable;

/**
 * A piece of the {@link RowLog}: rows of any histories, one behind the other as they came. What is
 * written stays as it is, so that readers need no lock for it.
 *
 * <p>A row begins with two {@link Varint}s: how many bytes before it the row before of the same
 * history begins, 0 when there is none; and its time, as the difference from the time of the first
 * row that begins in the same page. Then come its columns, as a {@link RowWriter} writes them.
 */
final class Segment {
  /**
   * An object of 12 bytes of header, 2 references, 2 ints, 3 longs; and the headers of 2 arrays.
   */
  private static final int OWN_BYTES = 56 + 2 * 16;

  private static final int PAGE_BITS = 10;
  private static final int HEAD_BYTES = 2 * Varint.MOST_BYTES;

  /** The position of its first byte in the log. */
  final long start;

  private final byte[] rows;

  /** The time of the first row that begins in each page. */
  private final long[] pageNanos;

  private int pages;
  private int used;
  private long samples;
  private long latestNanos = Long.MIN_VALUE;

  private Segment(long start, byte[] rows, long[] pageNanos) {
    this.start = start;
    this.rows = rows;
    this.pageNanos = pageNanos;
  }

  /**
   * An empty segment.
   *
   * @param length how many bytes of rows it holds
   * @param reused a segment that nobody reads any more, whose arrays are taken where they fit
   */
  static Segment of(long start, int length, @Nullable Segment reused) {
    return reused != null && reused.length() == length
        ? new Segment(start, reused.rows, reused.pageNanos)
        : new Segment(start, new byte[length], new long[pages(length)]);
  }

  /** What a segment of this many bytes of rows takes of the heap. */
  static long heapBytes(int length) {
    return OWN_BYTES + (length + 7) / 8 * 8L + (long) Long.BYTES * pages(length);
  }

  /** How many bytes of a segment are enough for a row with these columns. */
  static int roomFor(RowWriter columns) {
    return HEAD_BYTES + columns.length();
  }

  int length() {
    return rows.length;
  }

  boolean fits(RowWriter columns) {
    return rows.length - used >= roomFor(columns);
  }

  /**
   * Adds a row, which must fit.
   *
   * @param previous the position of the row before of the same history; before 0 for none
   * @return the position of the row
   */
  long append(long previous, long epochNanos, RowWriter columns, int samples) {
    int at = used;
    long position = start + at;
    int page = at >>> PAGE_BITS;
    if (page >= pages) {
      pageNanos[page] = epochNanos;
      pages = page + 1;
    }
    int end = Varint.write(rows, at, previous < 0 ? 0 : position - previous);
    end = Varint.write(rows, end, Varint.alternating(epochNanos - pageNanos[page]));
    columns.copyTo(rows, end);
    used = end + columns.length();
    this.samples += samples;
    latestNanos = Math.max(latestNanos, epochNanos);
    return position;
  }

  /** The rows, by their distance from the start. */
  byte[] rows() {
    return rows;
  }

  /** The time that the row which begins at this distance from the start is told from. */
  long pageNanos(int at) {
    return pageNanos[at >>> PAGE_BITS];
  }

  /** A time that no row is later than. */
  long latestNanos() {
    return latestNanos;
  }

  /** How many samples there are, without those that were forgotten. */
  long samples() {
    return samples;
  }

  void forget(int forgotten) {
    samples -= forgotten;
  }

  private static int pages(int length) {
    return ((length - 1) >>> PAGE_BITS) + 1;
  }
}
