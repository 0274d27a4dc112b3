package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;
import java.util.Arrays;

/**
 * Which samples have a value and why the others have none, as runs of the same: how many runs, and
 * for each its length without one, times 32, plus the code of the gap, 0 for values.
 */
final class GapRuns {
  private static final int CODE_BITS = 5;

  /** Codes of gaps are less than this. */
  static final int CODES = 1 << CODE_BITS;

  private GapRuns() {}

  static void write(byte[] codes, int count, ByteWriter out) {
    int runs = 1;
    for (int i = 1; i < count; i++) {
      runs += codes[i] == codes[i - 1] ? 0 : 1;
    }
    out.putUnsigned(runs);
    int from = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || codes[i] != codes[from]) {
        out.putUnsigned((i - from - 1L) << CODE_BITS | codes[from]);
        from = i;
      }
    }
  }

  /** Reads codes; returns how many of them are values. */
  static int read(ByteReader in, byte[] codes, int count) {
    int runs = in.getCount(1, count, "runs of gaps");
    int at = 0;
    int values = 0;
    for (int run = 0; run < runs; run++) {
      long token = in.getUnsigned();
      int code = (int) token & (CODES - 1);
      long length = (token >>> CODE_BITS) + 1;
      if (length > count - at) {
        throw in.corrupt("a run of gaps goes beyond the last of %d samples".formatted(count));
      }
      Arrays.fill(codes, at, at + (int) length, (byte) code);
      at += (int) length;
      values += code == Gap.NONE.code() ? (int) length : 0;
    }
    if (at != count) {
      throw in.corrupt("runs of gaps end after %d of %d samples".formatted(at, count));
    }
    return values;
  }
}
