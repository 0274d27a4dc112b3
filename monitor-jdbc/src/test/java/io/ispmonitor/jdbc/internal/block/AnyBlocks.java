package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;

/** Blocks of {@link AnySamples}, as the real writers write them. */
final class AnyBlocks {
  private static final long NOON = 1_774_785_600_000_000_000L;

  private AnyBlocks() {}

  /** A block of any kind. */
  static byte[] any(AnySamples any, Layout layout) {
    return switch (any.count(3)) {
      case 1 -> seriesChunk(any, any.count(60));
      case 2 -> rowBlock(any, layout, any.count(20));
      default -> rollupChunk(any, any.count(20));
    };
  }

  static byte[] seriesChunk(AnySamples any, int count) {
    SeriesChunkWriter writer = new SeriesChunkWriter();
    writer.start(any.resolution());
    long[] times = any.times(count);
    double[] values = any.values(count);
    Gap[] gaps = any.gaps(count);
    for (int i = 0; i < count; i++) {
      writer.accept(times[i], values[i], gaps[i]);
    }
    return writer.finish();
  }

  /** With gaps of its own in each column. */
  static byte[] rowBlock(AnySamples any, Layout layout, int rows) {
    double[][] values = new double[layout.size()][];
    Gap[][] gaps = new Gap[layout.size()][];
    for (int column = 0; column < layout.size(); column++) {
      values[column] = any.values(rows);
      gaps[column] = any.gaps(rows);
    }
    RowBlockWriter writer = new RowBlockWriter();
    writer.start(layout);
    long[] times = any.times(rows);
    for (int row = 0; row < rows; row++) {
      Readings.Builder readings = Readings.in(layout);
      for (int column = 0; column < layout.size(); column++) {
        if (gaps[column][row] == Gap.NONE) {
          readings.set(column, values[column][row]);
        } else {
          readings.gap(column, gaps[column][row]);
        }
      }
      writer.add(times[row], readings.build());
    }
    return writer.finish();
  }

  /** With buckets that are empty, where {@link AnySamples#gaps} has a gap. */
  static byte[] rollupChunk(AnySamples any, int count) {
    RollupChunkWriter writer = new RollupChunkWriter();
    writer.start(any.resolution(), NOON, 300_000_000_000L);
    double[][] values = new double[4][];
    for (int i = 0; i < values.length; i++) {
      values[i] = any.values(count);
    }
    Gap[] gaps = any.gaps(count);
    for (int i = 0; i < count; i++) {
      if (gaps[i] == Gap.NONE) {
        writer.add(any.count(1_000), values[0][i], values[1][i], values[2][i], values[3][i]);
      } else {
        writer.addEmpty();
      }
    }
    return writer.finish();
  }
}
