package io.ispmonitor.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One column of some rows that do not change any more.
 *
 * @param rows what a {@link RowWriter} wrote
 * @param count how many rows there are; there may be more in the array, which do not count
 * @param firstNanos the time of the first row
 * @param lastNanos a time that no row is later than
 * @param layout the columns of the rows
 * @param column which of them is meant
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Slice(byte[] rows, int count, long firstNanos, long lastNanos, Layout layout, int column) {

  static Slice of(Chunk chunk, int column) {
    return new Slice(
        chunk.rows,
        chunk.count,
        chunk.firstNanos,
        chunk.lastNanos(),
        chunk.history.block.layout(),
        column);
  }

  boolean overlaps(long from, long to) {
    return firstNanos < to && lastNanos >= from;
  }

  /** Hands over what lies from a time up to but not including another, in the order of time. */
  void read(long from, long to, SampleSink sink) {
    RowReader reader = new RowReader(rows, firstNanos, layout, column);
    for (int i = 0; i < count; i++) {
      reader.next();
      if (reader.time() >= to) {
        return;
      }
      if (reader.time() >= from) {
        sink.accept(reader.time(), reader.value(), reader.gap());
      }
    }
  }

  /**
   * Reads slices in the order of time. They overlap only where the clock stepped back, or where two
   * layouts of a device have the same column; then all samples are gathered and sorted.
   */
  static void readAll(List<Slice> slices, long from, long to, SampleSink sink) {
    List<Slice> ordered = new ArrayList<>(slices);
    ordered.sort(Comparator.comparingLong(Slice::firstNanos));
    if (isSequence(ordered)) {
      ordered.forEach(slice -> slice.read(from, to, sink));
      return;
    }
    List<Sorted> samples = new ArrayList<>();
    SampleSink gather = (time, value, gap) -> samples.add(new Sorted(time, value, gap));
    slices.forEach(slice -> slice.read(from, to, gather));
    samples.sort(Comparator.comparingLong(Sorted::epochNanos));
    samples.forEach(sample -> sink.accept(sample.epochNanos, sample.value, sample.gap));
  }

  private static boolean isSequence(List<Slice> slices) {
    for (int i = 1; i < slices.size(); i++) {
      if (slices.get(i - 1).lastNanos > slices.get(i).firstNanos) {
        return false;
      }
    }
    return true;
  }

  private record Sorted(long epochNanos, double value, Gap gap) {}
}
