package io.ispmonitor.jdbc.internal.block;

import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.COLUMNS;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.LEVELS_RAW;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.MAX;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.MEAN;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.MEANS_RAW;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.MIN;
import static io.ispmonitor.jdbc.internal.block.RollupValuesWriter.P95;

/** Reads what a {@link RollupValuesWriter} wrote. */
final class RollupValuesReader {
  private final ByteReader in;
  private final LongsReader longs;
  private final DoublesReader doubles;
  private final Steps steps = new Steps();
  private final double[][] values = new double[COLUMNS][0];
  private final long[][] numbers = new long[COLUMNS][0];

  RollupValuesReader(ByteReader in) {
    this.in = in;
    this.longs = new LongsReader(in);
    this.doubles = new DoublesReader(in);
  }

  /** Reads the values of so many buckets. */
  void read(int count, double resolution) {
    if (count == 0) {
      return;
    }
    room(count);
    int raw = in.get();
    if ((raw & ~(LEVELS_RAW | MEANS_RAW)) != 0) {
      throw in.corrupt("values of buckets begin with %#04x, which nobody writes".formatted(raw));
    }
    boolean levelsRaw = (raw & LEVELS_RAW) != 0;
    boolean meansRaw = (raw & MEANS_RAW) != 0;
    for (int column = 0; column < COLUMNS; column++) {
      if (column == MEAN ? meansRaw : levelsRaw) {
        doubles.read(numbers[column], count);
      } else {
        longs.read(numbers[column], count);
      }
    }
    if (!levelsRaw) {
      add(MEAN, MIN, meansRaw ? 0 : RollupValuesWriter.finer(resolution), count);
      add(P95, MIN, 1, count);
      add(MAX, P95, 1, count);
    }
    for (int column = 0; column < COLUMNS; column++) {
      toValues(column, column == MEAN ? meansRaw : levelsRaw, count, resolution);
    }
  }

  double value(int column, int index) {
    return values[column][index];
  }

  private void add(int to, int what, long times, int count) {
    for (int i = 0; i < count; i++) {
      numbers[to][i] += times * numbers[what][i];
    }
  }

  private void toValues(int column, boolean raw, int count, double resolution) {
    steps.of(RollupValuesWriter.resolution(column, resolution));
    for (int i = 0; i < count; i++) {
      long number = numbers[column][i];
      values[column][i] = raw ? Double.longBitsToDouble(number) : steps.value(number);
      if (!Double.isFinite(values[column][i])) {
        throw in.corrupt("a value of bucket %d is not a finite number".formatted(i));
      }
    }
  }

  private void room(int count) {
    if (values[MIN].length < count) {
      for (int column = 0; column < COLUMNS; column++) {
        values[column] = new double[count];
        numbers[column] = new long[count];
      }
    }
  }
}
