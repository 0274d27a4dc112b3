package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import java.util.Arrays;

/** Reads columns that a {@link ColumnWriter} wrote. Used by one thread at a time. */
final class ColumnReader {
  private final ByteReader in;
  private final LongsReader longsReader;
  private final DoublesReader doublesReader;
  private final Steps steps = new Steps();

  private byte[] gaps = new byte[0];
  private long[] longs = new long[0];
  private long[] others = new long[0];

  ColumnReader(ByteReader in) {
    this.in = in;
    this.longsReader = new LongsReader(in);
    this.doublesReader = new DoublesReader(in);
  }

  /** Leaves out a column. */
  static void skip(ByteReader in) {
    in.skip(ColumnForm.readLength(in, ColumnForm.readHead(in)));
  }

  /** Reads a column of so many samples, one at least. */
  void read(int count, double resolution, Samples samples) {
    room(count);
    int head = ColumnForm.readHead(in);
    int length = ColumnForm.readLength(in, head);
    int from = in.at();
    int values = count;
    if (ColumnForm.isGapped(head)) {
      values = GapRuns.read(in, gaps, count);
    } else {
      Arrays.fill(gaps, 0, count, Gap.NONE.code());
    }
    if (values > 0) {
      readValues(ColumnForm.ofHead(head), values, resolution);
    }
    if (in.at() - from != length) {
      throw in.corrupt("a column has %d bytes, not %d".formatted(in.at() - from, length));
    }
    gather(ColumnForm.ofHead(head), count, samples);
  }

  private void gather(ColumnForm form, int count, Samples samples) {
    samples.clear(count);
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (gaps[i] == Gap.NONE.code()) {
        samples.add(in, value(form, longs[value++]));
      } else {
        samples.addGap(gaps[i]);
      }
    }
  }

  private double value(ColumnForm form, long number) {
    return form == ColumnForm.DOUBLES ? Double.longBitsToDouble(number) : steps.value(number);
  }

  private void readValues(ColumnForm form, int count, double resolution) {
    if (form != ColumnForm.DOUBLES) {
      steps.of(resolution);
      if (resolution == 0) {
        steps.ofDecimals(in.getCount(0, Steps.MOST_DECIMALS, "decimals"));
      }
    }
    switch (form) {
      case STEPS -> longsReader.read(longs, count);
      case RUNS -> readRuns(count);
      case PALETTE -> readPalette(count);
      case DOUBLES -> doublesReader.read(longs, count);
    }
  }

  private void readRuns(int count) {
    int runs = in.getCount(1, count, "runs");
    long[] firsts = others;
    longsReader.read(firsts, runs);
    long[] lengths = longs;
    longsReader.read(lengths, runs);
    // From behind: a run begins behind its own length, which is therefore still there.
    int end = count;
    for (int run = runs - 1; run >= 0; run--) {
      long length = lengths[run];
      if (length < 1 || length > end - run) {
        throw in.corrupt("run %d of %d has %d of %d values".formatted(run, runs, length, count));
      }
      Arrays.fill(longs, end - (int) length, end, firsts[run]);
      end -= (int) length;
    }
    if (end != 0) {
      throw in.corrupt("runs leave out %d of %d values".formatted(end, count));
    }
  }

  private void readPalette(int count) {
    int colours = in.getCount(1, ColumnForm.MOST_COLOURS, "different values");
    longsReader.read(others, colours);
    longsReader.read(longs, count);
    for (int i = 0; i < count; i++) {
      if (longs[i] < 0 || longs[i] >= colours) {
        throw in.corrupt("value %d is number %d of %d".formatted(i, longs[i], colours));
      }
      longs[i] = others[(int) longs[i]];
    }
  }

  private void room(int count) {
    if (gaps.length < count) {
      gaps = new byte[count];
      longs = new long[count];
      others = new long[Math.max(count, ColumnForm.MOST_COLOURS)];
    }
  }
}
