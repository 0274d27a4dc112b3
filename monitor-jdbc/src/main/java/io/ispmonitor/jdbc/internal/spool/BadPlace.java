package io.ispmonitor.jdbc.internal.spool;

/**
 * The place that could not be read, and how often. It is remembered until something behind it was
 * read, so that whoever begins with an earlier record each time gives it up as well.
 */
final class BadPlace {
  /** A place that cannot be read after so many attempts is taken for damaged. */
  private static final int MOST_FAILURES = 5;

  private long segment;
  private long offset;
  private int failures;

  /** Counts a failure; returns whether the place is to be given up. */
  boolean failed(SegmentInfo in, long at) {
    if (in.number() != segment || at != offset) {
      failures = 0;
    }
    segment = in.number();
    offset = at;
    failures++;
    return failures >= MOST_FAILURES;
  }

  /** A record was read that ends here. */
  void passed(SegmentInfo in, long end) {
    if (in.number() > segment || (in.number() == segment && end > offset)) {
      failures = 0;
    }
  }
}
