package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes from record to record and from segment to segment. One thread at a time. */
final class RecordCursor {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private final Disk disk;
  private final Catalog catalog;
  private final Losses losses;

  /** Asks for a new segment, so that one in which nothing can be read any more is closed. */
  private final Runnable turnOver;

  private final BadPlace bad = new BadPlace();
  private @Nullable SegmentInfo segment;
  private @Nullable RecordReader reader;

  /** Everything through this position was taken. */
  private long taken;

  /** The position of what comes next in the segment. */
  private long next;

  /** Whether the reader stands on the next record. */
  private boolean isFound;

  private boolean isStopped;
  private boolean hasSkipped;
  private long oldestSegment;

  RecordCursor(Disk disk, Catalog catalog, Losses losses, Runnable turnOver) {
    this.disk = disk;
    this.catalog = catalog;
    this.losses = losses;
    this.turnOver = turnOver;
    this.taken = catalog.after();
  }

  /** Goes on behind this position. */
  void goTo(long position) {
    taken = position;
    segment = null;
    isFound = false;
    isStopped = false;
    RecordReader open = reader;
    reader = null;
    if (open != null) {
      close(open);
    }
  }

  /** Closes a segment that was removed, which would take its room on the disk until then. */
  void letGo() {
    SegmentInfo at = segment;
    if (!isFound && (at == null || !catalog.segments().contains(at))) {
      goTo(taken);
    }
  }

  void beginBatch() {
    oldestSegment = Long.MAX_VALUE;
  }

  /** The number of the oldest segment of which a record was taken since the batch began. */
  long oldestSegment() {
    return oldestSegment;
  }

  /** Whether something that should be there was not read. */
  boolean hasSkipped() {
    return hasSkipped;
  }

  /** Leaves the rest of the segment behind, if it is closed; returns it, or null when it is not. */
  @Nullable SegmentInfo skipSegment() {
    SegmentInfo at = segment;
    if (at == null || !at.isClosed()) {
      return null;
    }
    hasSkipped = true;
    leave(at);
    return at;
  }

  /** Goes to the next record, if there is one up to this position. */
  boolean find(long through) throws IOException {
    while (!isFound) {
      SegmentInfo at = segment == null ? open() : segment;
      if (at == null) {
        return false;
      }
      boolean isClosed = at.isClosed(); // before its last position
      if (next > at.last() && isClosed) {
        leave(at);
      } else if (next > Math.min(at.last(), through) || !read(at, isClosed)) {
        return false;
      }
    }
    return next <= through;
  }

  /** The size of the record that was found. */
  int size() {
    return reader().size();
  }

  /** Takes the record that was found. */
  SpoolRecord take() {
    SegmentInfo at = segment;
    if (at != null) {
      oldestSegment = Math.min(oldestSegment, at.number());
      bad.passed(at, reader().offset());
    }
    isFound = false;
    taken = next++;
    return reader().record(taken);
  }

  private RecordReader reader() {
    RecordReader open = reader;
    if (open == null) {
      throw new IllegalStateException("spool: no record was found that could be taken");
    }
    return open;
  }

  private @Nullable SegmentInfo open() throws IOException {
    for (SegmentInfo candidate : catalog.segments()) {
      if (!candidate.isClosed() || candidate.last() > taken) {
        RecordReader before = reader;
        try {
          reader = RecordReader.of(disk, candidate.file(), candidate::durableBytes, before);
        } catch (NoSuchFileException e) {
          return isGone(candidate) ? open() : null;
        }
        if (before != null) {
          close(before);
        }
        next = candidate.first();
        segment = candidate;
        return candidate;
      }
    }
    return null;
  }

  /** Whether it was dropped at this moment; otherwise somebody else has removed it. */
  private boolean isGone(SegmentInfo candidate) {
    hasSkipped = true;
    if (!catalog.segments().contains(candidate)) {
      return true;
    }
    if (!candidate.isClosed()) {
      turnOver.run();
      return false;
    }
    if (isCarried(candidate)) {
      sayUnreplayed(candidate, "is not there");
      taken = Math.max(taken, candidate.last());
      return true;
    }
    long lost = candidate.recordsAfter(Math.max(taken, catalog.after()));
    if (candidate.damagedAfter(taken)) {
      catalog.endsSooner();
      losses.tell(new SpoolLoss(Cause.MISSING, lost, 0, candidate.toString()));
    }
    return true;
  }

  private boolean isCarried(SegmentInfo at) {
    return at.last() <= catalog.after();
  }

  private static void sayUnreplayed(SegmentInfo at, String what) {
    log.error(
        "SPOOL_REPLAY_DAMAGED {} {}; the database has it, but a replay goes without", at, what);
  }

  private static void close(RecordReader open) {
    try {
      open.close();
    } catch (IOException e) {
      log.warn("SPOOL_CLOSE_FAILED a segment that was read could not be closed", e);
    }
  }

  private void leave(SegmentInfo at) {
    taken = Math.max(taken, at.last());
    segment = null;
    isFound = false;
    isStopped = false;
  }

  /** Reads on; false when nothing can be read at present. */
  private boolean read(SegmentInfo at, boolean isClosed) throws IOException {
    if (isStopped && !isClosed) {
      return false;
    }
    if (!isStopped && isRecord(at)) {
      isFound = next > taken;
      next += isFound ? 0 : 1;
      return true;
    }
    hasSkipped = true;
    if (isClosed) {
      skipDamage(at);
    } else {
      isStopped = true;
      turnOver.run();
    }
    return isClosed;
  }

  private void skipDamage(SegmentInfo at) {
    String where = at + " at offset " + reader().offset();
    if (isCarried(at)) {
      sayUnreplayed(at, "holds something else than was written at " + reader().offset());
      leave(at);
      return;
    }
    long lost = at.recordsAfter(Math.max(Math.max(taken, catalog.after()), next - 1));
    long bytes = at.bytes() - reader().offset();
    if (at.damagedAfter(next - 1)) {
      catalog.endsSooner();
      losses.tell(new SpoolLoss(Cause.DAMAGED, lost, bytes, where));
    }
  }

  /** Whether a record follows; what cannot be read for good is none. */
  private boolean isRecord(SegmentInfo at) throws IOException {
    try {
      return reader().next() == RecordReader.Found.RECORD;
    } catch (ClosedChannelException e) {
      throw e; // the thread was interrupted
    } catch (IOException e) {
      if (!bad.failed(at, reader().offset())) {
        throw e;
      }
      log.error("SPOOL_UNREADABLE {} at offset {} is given up", at, reader().offset(), e);
      return false;
    }
  }
}
