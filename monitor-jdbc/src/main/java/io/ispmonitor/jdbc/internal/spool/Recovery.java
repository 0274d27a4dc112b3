package io.ispmonitor.jdbc.internal.spool;

import java.util.List;
import java.util.UUID;

/**
 * What was found in a directory.
 *
 * @param writer its id
 * @param state how far it was read
 * @param segments all that are there, the oldest first, all closed
 * @param known the last position that anybody can know of this directory
 * @param last no position up to this one is given to a record any more
 */
record Recovery(UUID writer, CursorState state, List<SegmentInfo> segments, long known, long last) {

  /**
   * Positions begin anew so far behind the last one found. What the system took and lost when the
   * machine ended is less, so no position is ever given twice, and one that the database knows is
   * never that of something else.
   */
  private static final int LEAP_BITS = 32;

  /** What lies closer together was appended by one process. */
  private static final long SAME_RUN = 1L << (LEAP_BITS - 1);

  Recovery {
    segments = List.copyOf(segments);
  }

  /** Whether both were written between one opening and the next. */
  static boolean isSameRun(long first, long laterFirst) {
    return laterFirst - first < SAME_RUN;
  }

  /** The position before the first that is given after this one was the last. */
  static long leap(long last) {
    return last == 0 ? 0 : ((last >>> LEAP_BITS) + 2) << LEAP_BITS;
  }
}
