package io.ispmonitor.jdbc.internal.block;

/**
 * How the values of a column are written. A column begins with a byte: two bits for the form, a bit
 * for gaps, a bit that is 0, and four bits for how many bytes follow; when they are 15, the number
 * follows.
 */
enum ColumnForm {
  /** Whole numbers of steps. */
  STEPS(0),
  /** How many runs of the same, then the steps of each run, then the length of each. */
  RUNS(1),
  /** How many different ones, then their steps, then for each value which of them it is. */
  PALETTE(2),
  /** The bits of doubles. */
  DOUBLES(3);

  /** How many different values a palette has at most. */
  static final int MOST_COLOURS = 16;

  private static final ColumnForm[] BY_CODE = values();
  private static final int FORM = 3;
  private static final int GAPPED = 1 << 2;
  private static final int RESERVED = 1 << 3;
  private static final int LENGTH_SHIFT = 4;
  private static final int LONGER = 15;

  private final int code;

  ColumnForm(int code) {
    this.code = code;
  }

  static void writeHead(ColumnForm form, boolean gapped, int length, ByteWriter out) {
    int lengthCode = Math.min(length, LONGER);
    out.put(form.code | (gapped ? GAPPED : 0) | lengthCode << LENGTH_SHIFT);
    if (lengthCode == LONGER) {
      out.putUnsigned(length);
    }
  }

  static ColumnForm ofHead(int head) {
    return BY_CODE[head & FORM];
  }

  static boolean isGapped(int head) {
    return (head & GAPPED) != 0;
  }

  /** Reads the first byte of a column. */
  static int readHead(ByteReader in) {
    int head = in.get();
    if ((head & RESERVED) != 0) {
      throw in.corrupt("a column begins with %#04x, which nobody writes".formatted(head));
    }
    return head;
  }

  /** Reads how many bytes follow. */
  static int readLength(ByteReader in, int head) {
    int code = head >>> LENGTH_SHIFT;
    return code < LONGER ? code : in.getCount(LONGER, Integer.MAX_VALUE, "bytes of a column");
  }
}
