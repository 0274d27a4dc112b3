package io.ispmonitor.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chunks of one device and layout, the oldest first. */
final class History {
  /** 12 bytes of header, 4 references, 1 int, 2 longs. */
  static final int OWN_BYTES = 48;

  /** A chunk is full with this many bytes, unless that is too few rows for what a chunk costs. */
  private static final int FULL_BYTES = 128;

  private static final int FEWEST_ROWS = 4;

  final SeriesBlock block;

  /** The next history in the same place of the {@link Histories}. */
  @Nullable History next;

  /** The oldest chunk. */
  @Nullable Chunk first;

  private @Nullable Chunk last;
  private int used;
  private long lastNanos;
  private long lastInterval;

  History(SeriesBlock block) {
    this.block = block;
  }

  boolean isFor(String device) {
    return block.device().equals(device);
  }

  /**
   * Adds a row.
   *
   * @return by how many bytes the chunks grew
   */
  int append(long epochNanos, Readings readings, RowWriter writer) {
    int before = openBytes();
    int sealed = 0;
    Chunk chunk = last;
    if (chunk == null || isFull(chunk) || epochNanos < lastNanos || !chunk.reaches(epochNanos)) {
      sealed = seal();
      chunk = begin(epochNanos);
    }
    long interval = epochNanos - lastNanos;
    writer.write(interval - lastInterval, readings);
    chunk.append(writer, used, epochNanos);
    used += writer.length();
    lastNanos = epochNanos;
    lastInterval = interval;
    return sealed + openBytes() - before;
  }

  /** The chunk that the last row went to; there must be one. */
  Chunk last() {
    if (last == null) {
      throw new IllegalStateException("the history of " + block + " is empty");
    }
    return last;
  }

  boolean isEmpty() {
    return first == null;
  }

  /** Lets go of the oldest chunk; readers may still follow it to the next. */
  void dropFirst() {
    if (first == last) {
      first = null;
      last = null;
    } else if (first != null) {
      first = first.next;
    }
  }

  /** What there is at this moment, of one column; null when there is nothing. */
  @Nullable View view(int column) {
    return first == null || last == null ? null : new View(first, last, Slice.of(last, column));
  }

  private int openBytes() {
    return last == null ? 0 : last.bytes();
  }

  private boolean isFull(Chunk chunk) {
    return used >= FULL_BYTES && chunk.count >= FEWEST_ROWS;
  }

  private int seal() {
    if (last == null) {
      return 0;
    }
    last.seal(used);
    return last.bytes();
  }

  private Chunk begin(long epochNanos) {
    Chunk begun = new Chunk(this, epochNanos);
    if (last == null) {
      first = begun;
    } else {
      last.next = begun;
    }
    last = begun;
    used = 0;
    lastNanos = epochNanos;
    lastInterval = 0;
    return begun;
  }

  /**
   * A look at a history, to be read without the lock: all chunks before the last one never change,
   * and of the last one {@code open} holds what it had at the time.
   */
  record View(Chunk first, Chunk last, Slice open) {

    /** Adds the slices that may hold something from a time up to but not including another. */
    void slices(long from, long to, List<Slice> found) {
      for (Chunk chunk = first; chunk != null && chunk != last; chunk = chunk.next) {
        if (chunk.overlaps(from, to)) {
          found.add(Slice.of(chunk, open.column()));
        }
      }
      if (open.overlaps(from, to)) {
        found.add(open);
      }
    }
  }
}
