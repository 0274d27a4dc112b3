package io.ispmonitor.jdbc.internal.block;

import java.util.Arrays;

/**
 * Writes the values of the buckets that are not empty: a byte that says what are doubles, and then
 * the lowest, the 95th percentile, the highest and the mean. As steps the 95th percentile is told
 * from the lowest, the highest from the 95th percentile, and the mean, in finer steps, from the
 * lowest.
 */
final class RollupValuesWriter {
  /** The lowest, the highest and the 95th percentile are doubles. */
  static final int LEVELS_RAW = 1;

  /** The means are doubles. */
  static final int MEANS_RAW = 1 << 1;

  static final int MIN = 0;
  static final int P95 = 1;
  static final int MAX = 2;
  static final int MEAN = 3;
  static final int COLUMNS = 4;

  /** How many times finer than the other values a mean is kept. */
  private static final int FINER = 16;

  private final ByteWriter out;
  private final LongsWriter longs;
  private final DoublesWriter doubles;
  private final Steps steps = new Steps();
  private final double[][] values = new double[COLUMNS][64];
  private final long[][] numbers = new long[COLUMNS][64];
  private int count;

  RollupValuesWriter(ByteWriter out) {
    this.out = out;
    this.longs = new LongsWriter(out);
    this.doubles = new DoublesWriter(out);
  }

  /** To what a column is kept. */
  static double resolution(int column, double resolution) {
    return column == MEAN ? resolution / FINER : resolution;
  }

  /** How many steps of means are one of the other values. */
  static long finer(double resolution) {
    return resolution(MEAN, resolution) == 0 ? 1 : FINER;
  }

  void clear() {
    count = 0;
  }

  void add(double min, double p95, double max, double mean) {
    if (count == values[MIN].length) {
      for (int column = 0; column < COLUMNS; column++) {
        values[column] = Arrays.copyOf(values[column], 2 * count);
        numbers[column] = new long[2 * count];
      }
    }
    values[MIN][count] = min;
    values[P95][count] = p95;
    values[MAX][count] = max;
    values[MEAN][count++] = mean;
  }

  void write(double resolution) {
    if (count == 0) {
      return;
    }
    boolean levelsFit =
        toSteps(MIN, resolution) && toSteps(P95, resolution) && toSteps(MAX, resolution);
    boolean meansFit = toSteps(MEAN, resolution);
    out.put((levelsFit ? 0 : LEVELS_RAW) | (meansFit ? 0 : MEANS_RAW));
    if (levelsFit) {
      take(MAX, P95, 1);
      take(P95, MIN, 1);
      take(MEAN, MIN, meansFit ? finer(resolution) : 0);
    }
    for (int column = 0; column < COLUMNS; column++) {
      if (column == MEAN ? meansFit : levelsFit) {
        longs.write(numbers[column], count);
      } else {
        writeRaw(column, resolution);
      }
    }
  }

  private boolean toSteps(int column, double resolution) {
    steps.of(resolution(column, resolution));
    for (int i = 0; i < count; i++) {
      numbers[column][i] = steps.steps(values[column][i]);
      if (numbers[column][i] == Steps.NONE) {
        return false;
      }
    }
    return true;
  }

  private void take(int from, int what, long times) {
    for (int i = 0; i < count; i++) {
      numbers[from][i] -= times * numbers[what][i];
    }
  }

  private void writeRaw(int column, double resolution) {
    steps.of(resolution(column, resolution));
    for (int i = 0; i < count; i++) {
      numbers[column][i] = Double.doubleToRawLongBits(steps.kept(values[column][i]));
    }
    doubles.write(numbers[column], count);
  }
}
