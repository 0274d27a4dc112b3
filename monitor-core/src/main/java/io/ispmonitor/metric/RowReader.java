package io.ispmonitor.metric;

/**
 * Reads rows of one history where they lie, any after any, and one column of them. Used by one
 * thread.
 */
final class RowReader {
  private final Segments segments;
  private final Layout layout;
  private final int column;
  private byte[] rows = new byte[0];
  private int at;
  private long previous;
  private long time;

  RowReader(Segments segments, Layout layout, int column) {
    this.segments = segments;
    this.layout = layout;
    this.column = column;
  }

  /** Goes to the row at this position, which must not be gone. */
  void go(long position) {
    Segment segment = segments.at(position);
    int begin = (int) (position - segment.start);
    rows = segment.rows();
    at = begin;
    long distance = unsigned();
    previous = distance == 0 ? Histories.NO_ROW : position - distance;
    time = segment.pageNanos(begin) + Varint.signed(unsigned());
  }

  /** The position of the row before; before the {@link Segments#start()} when there is none. */
  long previous() {
    return previous;
  }

  long time() {
    return time;
  }

  /** Hands over the column. Once only: then go to a row again. */
  void handTo(SampleSink sink) {
    for (int i = 0; i < column; i++) {
      if (unsigned() == RowWriter.RAW_DOUBLE) {
        at += Long.BYTES;
      }
    }
    long token = unsigned();
    if (token == RowWriter.RAW_DOUBLE) {
      sink.accept(time, Double.longBitsToDouble(eightBytes()), Gap.NONE);
    } else if (token >= RowWriter.FIRST_STEP) {
      long steps = Varint.signed(token - RowWriter.FIRST_STEP);
      double resolution = layout.column(column).metric().resolution();
      sink.accept(time, Steps.toValue(steps, resolution), Gap.NONE);
    } else {
      sink.accept(time, Double.NaN, Gap.ofCode((byte) token));
    }
  }

  private long unsigned() {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = rows[at++];
      number |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return number;
      }
    }
  }

  private long eightBytes() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (rows[at++] & 0xFFL) << shift;
    }
    return bits;
  }
}
