package io.ispmonitor.metric;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one history in the order of their times. The last chunk of a history is open: rows are
 * added at its end, and what was written before stays as it is, so that readers need no copy. All
 * others never change any more.
 */
final class Chunk {
  /** An object of 12 bytes of header, 5 references, 2 ints, a long; and the header of its array. */
  static final int OWN_BYTES = 48 + 16;

  private static final int GROWTH = 32;

  final History history;
  final long firstNanos;
  byte[] rows = new byte[0];
  int count;

  /** How long after the first row the last one is, in milliseconds, rounded up. */
  private int spanMillis;

  /** The chunk of the same history that came after it. */
  @Nullable Chunk next;

  /** Its place in the {@link AgeQueue}. */
  @Nullable Chunk older;

  @Nullable Chunk newer;

  Chunk(History history, long firstNanos) {
    this.history = history;
    this.firstNanos = firstNanos;
  }

  /** Whether a row of this time can still be told by its distance from the first. */
  boolean reaches(long epochNanos) {
    long distance = epochNanos - firstNanos;
    return distance >= 0
        && epochNanos >= firstNanos
        && distance < TimeUnit.MILLISECONDS.toNanos(Integer.MAX_VALUE);
  }

  void append(RowWriter row, int used, long epochNanos) {
    int needed = used + row.length();
    if (needed > rows.length) {
      rows = Arrays.copyOf(rows, (needed + GROWTH - 1) / GROWTH * GROWTH);
    }
    row.copyTo(rows, used);
    count++;
    long toMillis = TimeUnit.MILLISECONDS.toNanos(1);
    spanMillis = (int) ((epochNanos - firstNanos + toMillis - 1) / toMillis);
  }

  /** Gives back what was kept for more rows. */
  void seal(int used) {
    rows = Arrays.copyOf(rows, used);
  }

  /** A time that no row is later than; it may be up to a millisecond too late. */
  long lastNanos() {
    long last = firstNanos + TimeUnit.MILLISECONDS.toNanos(spanMillis);
    return last < firstNanos ? Long.MAX_VALUE : last;
  }

  boolean overlaps(long from, long to) {
    return firstNanos < to && lastNanos() >= from;
  }

  /** What it takes of the heap; arrays are padded to eight bytes. */
  int bytes() {
    return OWN_BYTES + (rows.length + 7) / 8 * 8;
  }

  long samples() {
    return (long) count * history.block.layout().size();
  }
}
