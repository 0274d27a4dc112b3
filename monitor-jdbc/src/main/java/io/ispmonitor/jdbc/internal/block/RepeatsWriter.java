package io.ispmonitor.jdbc.internal.block;

import java.util.Arrays;

/**
 * Tries forms that suit numbers of which few differ: runs of the same, or a palette of them. Used
 * by one thread at a time.
 */
final class RepeatsWriter {
  /** A form is tried when there is one run, or one number in the palette, to so many numbers. */
  private static final int WORTH_A_TRY = 3;

  private static final int MOST_COLOURS = ColumnForm.MOST_COLOURS;

  private final ByteWriter out;
  private final LongsWriter longs;
  private final long[] palette = new long[MOST_COLOURS];
  private int colours;
  private long[] firsts = new long[0];
  private long[] others = new long[0];

  RepeatsWriter(ByteWriter out) {
    this.out = out;
    this.longs = new LongsWriter(out);
  }

  /**
   * Writes numbers anew in a form that takes fewer bytes than this.
   *
   * @return which, or {@link ColumnForm#STEPS} when there is none
   */
  ColumnForm tryForms(long[] numbers, int count, int bytes) {
    room(numbers.length);
    out.clear();
    ColumnForm best = ColumnForm.STEPS;
    int fewest = bytes;
    if (writeRuns(numbers, count) && out.length() < fewest) {
      best = ColumnForm.RUNS;
      fewest = out.length();
    }
    if (toPalette(numbers, count)) {
      out.clear();
      writePalette(count);
      if (out.length() < fewest) {
        return ColumnForm.PALETTE;
      }
    }
    if (best == ColumnForm.RUNS) {
      out.clear();
      writeRuns(numbers, count);
    }
    return best;
  }

  private boolean writeRuns(long[] numbers, int count) {
    int runs = 0;
    int from = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || numbers[i] != numbers[from]) {
        firsts[runs] = numbers[from];
        others[runs++] = (long) i - from;
        from = i;
      }
    }
    if (runs == 1 || runs > count / WORTH_A_TRY) {
      return false;
    }
    out.putUnsigned(runs);
    longs.write(firsts, runs);
    longs.write(others, runs);
    return true;
  }

  /** Finds the few numbers, rising, and of each number which of them it is. */
  private boolean toPalette(long[] numbers, int count) {
    int most = Math.min(MOST_COLOURS, count / WORTH_A_TRY);
    colours = 0;
    for (int i = 0; i < count; i++) {
      int index = Arrays.binarySearch(palette, 0, colours, numbers[i]);
      if (index < 0) {
        if (colours == most) {
          return false;
        }
        System.arraycopy(palette, -index - 1, palette, -index, colours - (-index - 1));
        palette[-index - 1] = numbers[i];
        colours++;
      }
    }
    for (int i = 0; i < count; i++) {
      others[i] = Arrays.binarySearch(palette, 0, colours, numbers[i]);
    }
    return colours > 1;
  }

  private void writePalette(int count) {
    out.putUnsigned(colours);
    longs.write(palette, colours);
    longs.write(others, count);
  }

  private void room(int count) {
    if (firsts.length < count) {
      firsts = new long[count];
      others = new long[count];
    }
  }
}
