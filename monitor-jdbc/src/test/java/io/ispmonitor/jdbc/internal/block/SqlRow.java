package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sample or a bucket as the database tells it.
 *
 * @param column from 0 on; 0 where there are none
 * @param micros when it was, or began
 * @param numbers the value or the values, as the bits of doubles; null where there is none
 * @param gap null for a value
 * @param count of a bucket; otherwise 0
 */
record SqlRow(
    int column, long micros, List<@Nullable Long> numbers, @Nullable String gap, long count) {

  /** What the readers find in a block of any kind. */
  static List<SqlRow> of(byte[] block, Layout layout) {
    List<SqlRow> rows = new ArrayList<>();
    switch (block.length == 0 ? 0 : block[0]) {
      case Blocks.SERIES_CHUNK ->
          new SeriesChunkReader()
              .read(block, (nanos, value, gap) -> rows.add(sample(0, nanos, value, gap)));
      case Blocks.ROLLUP_CHUNK ->
          new RollupChunkReader()
              .read(
                  block,
                  (nanos, count, min, mean, max, p95) ->
                      rows.add(bucket(nanos, count, min, p95, max, mean)));
      default -> {
        RowBlockReader reader = new RowBlockReader();
        reader.open(block, layout);
        for (int i = 0; i < layout.size(); i++) {
          int column = i;
          reader.read(i, (nanos, value, gap) -> rows.add(sample(column, nanos, value, gap)));
        }
      }
    }
    return rows;
  }

  /** What the reader finds in one column of a row block. */
  static List<SqlRow> of(byte[] block, Layout layout, int column) {
    List<SqlRow> rows = new ArrayList<>();
    RowBlockReader reader = new RowBlockReader();
    reader.open(block, layout);
    reader.read(column, (nanos, value, gap) -> rows.add(sample(0, nanos, value, gap)));
    return rows;
  }

  private static SqlRow sample(int column, long nanos, double value, Gap gap) {
    return new SqlRow(
        column, micros(nanos), numbers(value), gap == Gap.NONE ? null : gap.name(), 0);
  }

  private static SqlRow bucket(long nanos, long count, double... values) {
    return new SqlRow(0, micros(nanos), numbers(values), null, count);
  }

  private static long micros(long nanos) {
    return Math.floorDiv(nanos, 1_000);
  }

  static List<@Nullable Long> numbers(double... values) {
    List<@Nullable Long> numbers = new ArrayList<>();
    for (double value : values) {
      numbers.add(Double.isNaN(value) ? null : Double.doubleToRawLongBits(value));
    }
    return numbers;
  }
}
