package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.RowBlockReader;
import io.ispmonitor.jdbc.internal.block.RowBlockWriter;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.SampleSink;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Makes rows of what was gathered: a row holds readings of one device and layout, within an hour
 * and within {@link SampleTimes#LONGEST}. Used by one thread.
 */
final class RowMaker implements SampleSink {
  private static final int MOST_READINGS = 1 << 12;

  private final RowBlockReader reader = new RowBlockReader();
  private final RowBlockWriter writer = new RowBlockWriter();
  private final PageReader page = new PageReader();
  private final Numbers numbers;
  private int column;

  RowMaker(Numbers numbers) {
    this.numbers = numbers;
  }

  /** What the database calls devices and layouts. */
  interface Numbers {
    int device(String name);

    int layout(StoredLayout layout);
  }

  /** Takes rows over. */
  interface RowSink {
    void accept(ReadingRow row) throws SQLException;
  }

  /**
   * Makes the rows of those readings that are chosen.
   *
   * @param isChosen for the number of a reading
   */
  void make(Gathering gathering, IntPredicate isChosen, RowSink sink) throws SQLException {
    int[] order = Arrays.stream(gathering.byGroup()).filter(isChosen).toArray();
    int from = 0;
    while (from < order.length) {
      long first = gathering.time(order[from]);
      long last = first;
      int to = from + 1;
      while (to < order.length && to - from < MOST_READINGS) {
        long time = gathering.time(order[to]);
        long newFirst = Math.min(first, time);
        long newLast = Math.max(last, time);
        if (gathering.groupNumber(order[to]) != gathering.groupNumber(order[from])
            || !fits(newFirst, newLast)) {
          break;
        }
        first = newFirst;
        last = newLast;
        to++;
      }
      Groups.Group group = gathering.group(order[from]);
      sink.accept(
          new ReadingRow(
              numbers.device(group.device()),
              numbers.layout(group.layout()),
              first,
              last,
              block(gathering, group.layout().layout(), order, from, to)));
      from = to;
    }
  }

  private static boolean fits(long first, long last) {
    return SampleTimes.hour(first) == SampleTimes.hour(last) && last - first < SampleTimes.LONGEST;
  }

  private byte[] block(Gathering gathering, Layout layout, int[] order, int from, int to) {
    if (to - from == 1) {
      gathering.open(order[from], page);
      return Arrays.copyOfRange(page.bytes(), page.blockFrom(), page.blockTo());
    }
    writer.start(layout);
    for (int i = from; i < to; i++) {
      gathering.open(order[i], page);
      reader.open(page.bytes(), page.blockFrom(), page.blockTo(), layout);
      writer.add(reader.time(0));
      for (column = 0; column < layout.size(); column++) {
        reader.read(column, this);
      }
    }
    return writer.finish();
  }

  @Override
  public void accept(long epochNanos, double value, Gap gap) {
    writer.set(column, value, gap);
  }
}
