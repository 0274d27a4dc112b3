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

  /** A place that cannot be read after so many attempts is taken for damaged. */
  private static final int MOST_FAILURES = 5;

  private final Catalog catalog;
  private final Losses losses;

  /** Asks for a new segment, so that one in which nothing can be read any more is closed. */
  private final Runnable turnOver;

  private @Nullable SegmentInfo segment;
  private @Nullable RecordReader reader;

  /** Everything through this position was taken. */
  private long taken;

  /** The position of what comes next in the segment. */
  private long next;

  /** Whether the reader stands on the next record. */
  private boolean isFound;

  private boolean isStopped;
  private long oldestSegment;
  private int failures;

  RecordCursor(Catalog catalog, Losses losses, Runnable turnOver) {
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

  void beginBatch() {
    oldestSegment = Long.MAX_VALUE;
  }

  /** The number of the oldest segment of which a record was taken since the batch began. */
  long oldestSegment() {
    return oldestSegment;
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
    }
    isFound = false;
    taken = next++;
    failures = 0;
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
          reader = RecordReader.of(candidate.file(), candidate::durableBytes, before);
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
    if (catalog.segments().contains(candidate)) {
      if (!candidate.isClosed()) {
        turnOver.run();
        return false;
      }
      long lost = candidate.recordsAfter(taken);
      candidate.damagedAfter(taken);
      losses.tell(new SpoolLoss(Cause.MISSING, lost, 0, candidate.toString()));
    }
    return true;
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
    isStopped = false;
  }

  /** Reads on; false when nothing can be read at present. */
  private boolean read(SegmentInfo at, boolean isClosed) throws IOException {
    if (isStopped && !isClosed) {
      return false;
    }
    if (!isStopped && isRecord(isClosed)) {
      isFound = next > taken;
      next += isFound ? 0 : 1;
      return true;
    }
    if (isClosed) {
      long lost = at.recordsAfter(Math.max(taken, next - 1));
      String where = at + " at offset " + reader().offset();
      long bytes = at.bytes() - reader().offset();
      at.damagedAfter(next - 1);
      losses.tell(new SpoolLoss(Cause.DAMAGED, lost, bytes, where));
    } else {
      isStopped = true;
      turnOver.run();
    }
    return isClosed;
  }

  private boolean isRecord(boolean isClosed) throws IOException {
    try {
      return reader().next() == RecordReader.Found.RECORD;
    } catch (ClosedChannelException e) {
      throw e; // the thread was interrupted
    } catch (IOException e) {
      failures++;
      if (failures < MOST_FAILURES || !isClosed) {
        throw e;
      }
      return false;
    }
  }
}
