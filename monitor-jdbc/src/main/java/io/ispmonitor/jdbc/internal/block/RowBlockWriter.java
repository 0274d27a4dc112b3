package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import java.util.Arrays;

/**
 * Packs the readings of one layout of one device, of one poll or of many, into a row block. Values
 * are rounded to the resolution of their metric; times are kept.
 *
 * <p>To be used again and again, by one thread at a time: {@link #start}, {@link #add} for each
 * row, {@link #finish}. Rows may come in any order of time, and are read in the order in which they
 * came.
 */
public final class RowBlockWriter {
  /** How many rows a block holds at most. */
  public static final int MOST_ROWS = Blocks.MOST_ROWS;

  private static final String NAME = "row block";

  private final ByteWriter out = new ByteWriter();
  private final LongsWriter timesWriter = new LongsWriter(out);
  private final ColumnWriter columnWriter = new ColumnWriter();
  private final Tokens tokens = new Tokens();

  private Layout layout = Layout.EMPTY;
  private int rows;
  private long[] times = new long[16];

  /** Row by row. */
  private double[] values = new double[64];

  private byte[] gaps = new byte[64];
  private double[] column = new double[0];
  private byte[] columnGaps = new byte[0];

  /** A writer to be started. */
  public RowBlockWriter() {}

  /** Begins a block of this layout. What was added before and not finished is gone. */
  public void start(Layout newLayout) {
    layout = newLayout;
    rows = 0;
  }

  /**
   * Adds a row.
   *
   * @param epochNanos when the question was asked, nanoseconds since 1970-01-01T00:00Z
   * @param readings in the layout of the block
   * @throws IllegalArgumentException if they are in another layout
   * @throws IllegalStateException if there are {@link #MOST_ROWS} rows
   */
  public void add(long epochNanos, Readings readings) {
    if (!readings.layout().equals(layout)) {
      throw new IllegalArgumentException(
          "readings in the layout %s do not fit into a block of %s; start a block for them"
              .formatted(readings.layout(), layout));
    }
    add(epochNanos);
    for (int i = 0; i < layout.size(); i++) {
      set(i, readings.value(i), readings.gap(i));
    }
  }

  /**
   * Adds a row of which each column is to be {@link #set} before the next one or the end.
   *
   * @param epochNanos when the question was asked, nanoseconds since 1970-01-01T00:00Z
   * @throws IllegalStateException if there are {@link #MOST_ROWS} rows
   */
  public void add(long epochNanos) {
    Blocks.checkRoom(rows, NAME);
    room();
    times[rows++] = epochNanos;
  }

  /**
   * Sets a column of the row that was added last.
   *
   * @param value a finite number, where there is no gap
   */
  public void set(int index, double value, Gap gap) {
    int at = (rows - 1) * layout.size() + index;
    values[at] = value;
    gaps[at] = gap.code();
  }

  /** How many rows were added. */
  public int rows() {
    return rows;
  }

  /**
   * The block. Then another one is to be started.
   *
   * @throws IllegalStateException if there are no rows
   */
  public byte[] finish() {
    Blocks.checkNotEmpty(rows, NAME);
    out.clear();
    out.put(Blocks.ROW_BLOCK);
    out.putUnsigned(rows);
    out.putUnsigned(layout.size());
    timesWriter.write(times, rows);
    for (int i = 0; i < layout.size(); i++) {
      double resolution = layout.column(i).metric().resolution();
      if (rows > Tokens.MOST_ROWS) {
        writeColumn(i, resolution);
      } else {
        writeTokens(i, resolution);
      }
    }
    rows = 0;
    return out.toArray();
  }

  private void writeTokens(int index, double resolution) {
    for (int row = 0; row < rows; row++) {
      int at = row * layout.size() + index;
      tokens.write(values[at], gaps[at], resolution, out);
    }
  }

  private void writeColumn(int index, double resolution) {
    if (column.length < rows) {
      column = new double[times.length];
      columnGaps = new byte[times.length];
    }
    for (int row = 0; row < rows; row++) {
      int at = row * layout.size() + index;
      column[row] = values[at];
      columnGaps[row] = gaps[at];
    }
    columnWriter.write(column, columnGaps, rows, resolution, out);
  }

  private void room() {
    if (rows == times.length) {
      times = Arrays.copyOf(times, 2 * rows);
    }
    int needed = Math.multiplyExact(rows + 1, layout.size());
    if (values.length < needed) {
      int length = (int) Math.min(Math.max(needed, 2L * values.length), Integer.MAX_VALUE - 8);
      values = Arrays.copyOf(values, length);
      gaps = Arrays.copyOf(gaps, length);
    }
  }
}
