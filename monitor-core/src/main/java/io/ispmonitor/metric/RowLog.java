package io.ispmonitor.metric;

import org.jspecify.annotations.Nullable;

/**
 * Rows of all histories in the order in which they came, in segments that go as a whole, the oldest
 * first. Not for use by several threads; what {@link #segments()} returns may be read by others.
 */
final class RowLog {
  private final int segmentBytes;
  private Segments segments;
  private @Nullable Segment open;
  private long bytes;

  /**
   * An empty log.
   *
   * @param segmentBits a segment holds two to this power of bytes
   */
  RowLog(int segmentBits) {
    this.segmentBytes = 1 << segmentBits;
    this.segments = Segments.none(segmentBits);
  }

  /** What there is at present. */
  Segments segments() {
    return segments;
  }

  /** What all segments take of the heap. */
  long bytes() {
    return bytes;
  }

  /** By how much {@link #bytes} grows when such a row is added now. */
  long growth(RowWriter columns) {
    return open != null && open.fits(columns) ? 0 : newBytes(columns);
  }

  /** What a new segment takes that holds such a row. */
  long newBytes(RowWriter columns) {
    return heapBytes(newLength(columns));
  }

  /**
   * Adds a row, to a new segment where it does not fit into the open one.
   *
   * @param previous the position of the row before of the same history, which may be gone
   * @param reused a segment that nobody reads any more, whose arrays may be taken
   * @return the position of the row
   */
  long append(
      long previous, long epochNanos, RowWriter columns, int samples, @Nullable Segment reused) {
    Segment segment = open;
    if (segment == null || !segment.fits(columns)) {
      segment = Segment.of(segments.end(), newLength(columns), reused);
      segments = segments.with(segment);
      bytes += heapBytes(segment.length());
      open = segment;
    }
    long known = previous < segments.start() ? Histories.NO_ROW : previous;
    return segment.append(known, epochNanos, columns, samples);
  }

  /** Drops the oldest segment; there must be one. */
  Segment dropOldest() {
    Segment oldest = segments.oldest();
    segments = segments.withoutOldest();
    bytes -= heapBytes(oldest.length());
    if (oldest == open) {
      open = null;
    }
    return oldest;
  }

  /** Takes the samples of a history out of the count; there is nothing that leads to them. */
  void forget(History history) {
    RowReader reader = new RowReader(segments, history.block().layout(), 0);
    for (long row = history.last(); row >= segments.start(); row = reader.previous()) {
      segments.at(row).forget(history.block().layout().size());
      reader.go(row);
    }
  }

  private int newLength(RowWriter columns) {
    return Math.max(segmentBytes, Segment.roomFor(columns));
  }

  private long heapBytes(int length) {
    return Segment.heapBytes(length) + (long) Segments.SLOT_BYTES * segments.slots(length);
  }
}
