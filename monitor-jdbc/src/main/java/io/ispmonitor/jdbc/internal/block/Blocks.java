package io.ispmonitor.jdbc.internal.block;

import io.ispmonitor.metric.Gap;

/** What all kinds of blocks have in common: their first byte, and how large they may be. */
final class Blocks {
  /** The first byte says the kind in its higher half and the version in its lower. */
  static final int ROW_BLOCK = 0x11;

  static final int SERIES_CHUNK = 0x21;
  static final int ROLLUP_CHUNK = 0x31;

  /** How many rows, samples or buckets a block holds at most. */
  static final int MOST_ROWS = 1 << 16;

  private Blocks() {}

  /** Reads the first byte, which must be of this kind and version. */
  static void readKind(ByteReader in, int kind, String name) {
    int found = in.get();
    if (found == kind) {
      return;
    }
    throw in.corrupt(
        found >>> 4 == kind >>> 4
            ? "it is a %s of version %d; this release reads version %d"
                .formatted(name, found & 15, kind & 15)
            : "it begins with %#04x, but a %s begins with %#04x".formatted(found, name, kind));
  }

  static void checkRoom(int rows, String name) {
    if (rows >= MOST_ROWS) {
      throw new IllegalStateException(
          "a %s holds %d rows at most; finish it and start another one".formatted(name, MOST_ROWS));
    }
  }

  static void checkNotEmpty(int rows, String name) {
    if (rows == 0) {
      throw new IllegalStateException(
          "a %s without rows was to be finished; add one before".formatted(name));
    }
  }

  /** Checks a sample that somebody else made. */
  static void checkSample(long epochNanos, double value, Gap gap) {
    if (gap == Gap.NONE && !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "the sample at %d has the value %s and no gap; give it Gap.NOT_A_NUMBER"
              .formatted(epochNanos, value));
    }
  }

  /** Checks that a block ends here. */
  static void checkEnd(ByteReader in) {
    if (in.at() != in.end()) {
      throw in.corrupt("%d bytes follow its end".formatted(in.end() - in.at()));
    }
  }
}
