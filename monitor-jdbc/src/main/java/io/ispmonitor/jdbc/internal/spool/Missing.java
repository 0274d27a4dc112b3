package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out by their numbers which segments are not where they should be. */
final class Missing {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  /** More in a row are told as one. */
  private static final int MOST_TOLD = 1_000;

  private final Path directory;

  Missing(Path directory) {
    this.directory = directory;
  }

  /** Tells of those that were neither carried away nor put aside. */
  void tell(List<SegmentInfo> segments, CursorState state, Losses losses) {
    long expected = state.firstSegment();
    long before = state.after();
    for (SegmentInfo segment : segments) {
      boolean wasCarried = segment.first() - 1 <= state.after();
      long between = segment.first() - before - 1;
      long lost = Recovery.isSameRun(before, segment.first()) ? Math.max(0, between) : 0;
      if (segment.number() - expected > MOST_TOLD) {
        tell(between(expected, segment.number()), lost, wasCarried, losses);
        expected = segment.number();
      }
      for (long number = expected; number < segment.number(); number++) {
        if (wasCarried || !isAside(number)) {
          tell("segment " + file(number), lost, wasCarried, losses);
          lost = 0;
        }
      }
      expected = segment.number() + 1;
      before = Math.max(before, segment.last());
    }
  }

  /**
   * Through which position something may be gone.
   *
   * @param leapt positions go on behind this one
   */
  long goneThrough(List<SegmentInfo> segments, CursorState state, long leapt) {
    long expected = state.firstSegment();
    boolean isUnknown = state.goneThrough() == 0 && expected > 1; // by a release before this one
    long gone = isUnknown && segments.isEmpty() ? leapt : state.goneThrough();
    for (SegmentInfo segment : segments) {
      if (segment.number() > expected || isUnknown) {
        gone = Math.max(gone, segment.first() - 1);
      }
      isUnknown = false;
      expected = segment.number() + 1;
    }
    return isAside(expected) ? leapt : gone;
  }

  private static void tell(String what, long lost, boolean wasCarried, Losses losses) {
    if (wasCarried) {
      log.warn("SPOOL_KEPT_MISSING {} was kept for a replay and is not there", what);
    } else {
      losses.tell(new SpoolLoss(Cause.MISSING, lost, 0, what));
    }
  }

  private String between(long first, long following) {
    return "segments " + file(first) + " to " + file(following - 1).getFileName();
  }

  private boolean isAside(long number) {
    return Files.exists(DamagedFiles.aside(file(number)));
  }

  private Path file(long number) {
    return directory.resolve(SegmentInfo.name(number));
  }
}
