package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.SampleSink;
import java.util.Objects;

/**
 * Reads row blocks, column by column. Columns that are not asked for are not decoded; reading them
 * in the order of the layout is quickest.
 *
 * <p>To be used again and again, by one thread at a time; the sink must not use it. Does not change
 * the bytes, which must not change while they are read.
 */
public final class RowBlockReader {
  private static final String NAME = "row block";

  private final ByteReader in = new ByteReader();
  private final LongsReader timesReader = new LongsReader(in);
  private final ColumnReader columnReader = new ColumnReader(in);
  private final Tokens tokens = new Tokens();
  private final Samples samples = new Samples();

  private Layout layout = Layout.EMPTY;
  private int rows;
  private long[] times = new long[16];
  private int firstColumnAt;

  /** The column that begins at a place that is known. */
  private int knownColumn;

  private int knownColumnAt;

  /** A reader to be opened. */
  public RowBlockReader() {}

  /**
   * Begins to read a block.
   *
   * @param writtenIn the layout it was written in, with the resolutions of that time
   * @throws CorruptBlockException if it is no row block of so many columns
   */
  public void open(byte[] block, Layout writtenIn) {
    open(block, 0, block.length, writtenIn);
  }

  /**
   * Begins to read a block that is a part of an array.
   *
   * @param from the index of its first byte
   * @param to the index behind its last byte
   * @param writtenIn the layout it was written in, with the resolutions of that time
   * @throws CorruptBlockException if it is no row block of so many columns
   */
  public void open(byte[] bytes, int from, int to, Layout writtenIn) {
    rows = 0;
    layout = writtenIn;
    in.open(bytes, from, to);
    Blocks.readKind(in, Blocks.ROW_BLOCK, NAME);
    int newRows = in.getCount(1, Blocks.MOST_ROWS, "rows");
    long columns = in.getUnsigned();
    if (columns != layout.size()) {
      throw in.corrupt(
          "it has %s columns, and the layout it is read in has %d"
              .formatted(Long.toUnsignedString(columns), layout.size()));
    }
    if (times.length < newRows) {
      times = new long[newRows];
    }
    timesReader.read(times, newRows);
    firstColumnAt = in.at();
    know(0);
    rows = newRows;
  }

  /** How many rows it has, 0 where none is open. */
  public int rows() {
    return rows;
  }

  /** When the question of a row was asked, nanoseconds since 1970-01-01T00:00Z. */
  public long time(int row) {
    return times[Objects.checkIndex(row, rows)];
  }

  /**
   * Hands over all samples of a column, in the order in which they were added.
   *
   * @throws CorruptBlockException if it cannot be read; then nothing was handed over, and other
   *     columns can still be read where their place is known
   * @throws IllegalStateException if no block is open
   */
  public void read(int column, SampleSink sink) {
    readThrough(column, Long.MIN_VALUE, Long.MAX_VALUE, sink);
  }

  /**
   * Hands over the samples of a column in a range of time, in the order in which they were added.
   *
   * @param fromNanos included
   * @param toNanos not included
   * @throws CorruptBlockException if it cannot be read; then nothing was handed over, and other
   *     columns can still be read where their place is known
   * @throws IllegalStateException if no block is open
   */
  public void read(int column, long fromNanos, long toNanos, SampleSink sink) {
    if (toNanos > fromNanos) {
      readThrough(column, fromNanos, toNanos - 1, sink);
    }
  }

  private void readThrough(int column, long fromNanos, long lastNanos, SampleSink sink) {
    if (rows == 0) {
      throw new IllegalStateException("no row block is open; open one before reading a column");
    }
    goTo(Objects.checkIndex(column, layout.size()));
    double resolution = layout.column(column).metric().resolution();
    if (rows > Tokens.MOST_ROWS) {
      columnReader.read(rows, resolution, samples);
    } else {
      tokens.read(in, rows, resolution, samples);
    }
    know(column + 1);
    samples.handTo(sink, times, fromNanos, lastNanos);
  }

  private void goTo(int column) {
    boolean before = column < knownColumn;
    in.go(before ? firstColumnAt : knownColumnAt);
    for (int i = before ? 0 : knownColumn; i < column; i++) {
      if (rows > Tokens.MOST_ROWS) {
        ColumnReader.skip(in);
      } else {
        Tokens.skip(in, rows);
      }
    }
  }

  /** Notes that a column begins where the reader is; behind the last one the block ends. */
  private void know(int column) {
    if (column == layout.size()) {
      Blocks.checkEnd(in);
    }
    knownColumn = column;
    knownColumnAt = in.at();
  }
}
