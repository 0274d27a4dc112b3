package io.ispmonitor.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks back through a history, notes where the rows of a range lie, and hands them over in the
 * order of time. Takes eight bytes for each of these rows, and more only where the clock stepped
 * back between them. Used by one thread.
 */
final class Walk {
  private static final Comparator<Row> NEWEST_FIRST =
      Comparator.comparingLong(Row::epochNanos).thenComparingLong(Row::position).reversed();

  private final Segments segments;
  private final RowReader reader;
  private final long last;

  /** The positions of what was found and not yet handed over, the newest first. */
  private long[] positions = new long[16];

  private int left;

  Walk(Segments segments, History history, int column) {
    this.segments = segments;
    this.reader = new RowReader(segments, history.block().layout(), column);
    this.last = history.last();
  }

  /** Finds what lies from a time up to but not including another. */
  void find(long from, long to) {
    boolean inOrder = true;
    long newer = Long.MAX_VALUE;
    for (long row = last; mayReach(row, from); row = reader.previous()) {
      reader.go(row);
      long time = reader.time();
      if (time >= from && time < to) {
        add(row);
        inOrder &= time <= newer;
        newer = time;
      }
    }
    if (!inOrder) {
      sort();
    }
    goToNext();
  }

  /** Hands over what walks have found, in the order of time and then of coming. */
  static void handOver(List<Walk> walks, SampleSink sink) {
    for (Walk first = first(walks); first != null; first = first(walks)) {
      first.reader.handTo(sink);
      first.left--;
      first.goToNext();
    }
  }

  private static @Nullable Walk first(List<Walk> walks) {
    Walk first = null;
    for (Walk walk : walks) {
      if (walk.left > 0 && (first == null || walk.isBefore(first))) {
        first = walk;
      }
    }
    return first;
  }

  private boolean isBefore(Walk other) {
    return reader.time() != other.reader.time()
        ? reader.time() < other.reader.time()
        : positions[left - 1] < other.positions[other.left - 1];
  }

  /** Whether a row is still there and it, or one before it, may be as late as this. */
  private boolean mayReach(long row, long from) {
    return row >= segments.start() && segments.latestNanos(row) >= from;
  }

  private void add(long row) {
    if (left == positions.length) {
      positions = Arrays.copyOf(positions, left * 2);
    }
    positions[left++] = row;
  }

  private void goToNext() {
    if (left > 0) {
      reader.go(positions[left - 1]);
    }
  }

  private void sort() {
    List<Row> rows = new ArrayList<>(left);
    for (int i = 0; i < left; i++) {
      reader.go(positions[i]);
      rows.add(new Row(reader.time(), positions[i]));
    }
    rows.sort(NEWEST_FIRST);
    for (int i = 0; i < left; i++) {
      positions[i] = rows.get(i).position;
    }
  }

  private record Row(long epochNanos, long position) {}
}
