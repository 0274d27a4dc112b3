package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what the segments hold behind a position, whether it was carried away or not. It has a
 * place of its own to read at, so the batches do not notice. One thread, used once.
 */
final class Replay {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  /** A closed segment is left behind after so many failures at one place. */
  private static final int MOST_FAILURES = 3;

  private final Catalog catalog;
  private final RecordCursor cursor;
  private final long after;
  private final long through;
  private long records;
  private long previous;
  private boolean hasGap;

  Replay(Catalog catalog, RecordCursor cursor, long after, long through) {
    this.catalog = catalog;
    this.cursor = cursor;
    this.after = after;
    this.through = through;
    this.previous = after;
  }

  Replayed run(RecordConsumer consumer) throws IOException {
    hasGap = catalog.goneThrough() > after || isBroken(catalog.segments());
    cursor.goTo(after);
    try {
      while (find()) {
        SpoolRecord found = cursor.take();
        note(found.position());
        consumer.accept(found);
      }
    } finally {
      cursor.goTo(after);
    }
    Replayed replayed = new Replayed(records, through, !hasGap && !cursor.hasSkipped());
    if (!replayed.isWhole()) {
      log.warn(
          "SPOOL_REPLAY_INCOMPLETE of the records behind position {} some are not there any more;"
              + " {} were replayed, the first one kept follows position {}",
          after,
          records,
          catalog.goneThrough());
    }
    return replayed;
  }

  private void note(long position) {
    hasGap |= position > previous + 1 && Recovery.isSameRun(previous, position);
    previous = position;
    records++;
  }

  /** Whether there is damage behind the position that was found before. */
  private boolean isBroken(List<SegmentInfo> segments) {
    for (int i = 0; i < segments.size(); i++) {
      boolean isLast = i + 1 == segments.size();
      long most = isLast ? Long.MAX_VALUE : segments.get(i + 1).first() - 1;
      if (segments.get(i).isDamaged() && most > after) {
        return true;
      }
    }
    return false;
  }

  private boolean find() throws IOException {
    for (int failures = 0; ; failures++) {
      try {
        return cursor.find(through);
      } catch (ClosedChannelException e) {
        throw e; // the thread was interrupted
      } catch (IOException e) {
        if (failures + 1 >= MOST_FAILURES) {
          leaveBehind(e);
          failures = 0;
        }
      }
    }
  }

  private void leaveBehind(IOException e) throws IOException {
    SegmentInfo unreadable = cursor.skipSegment();
    if (unreadable == null) {
      throw e;
    }
    log.error(
        "SPOOL_REPLAY_UNREADABLE {} cannot be read any further; the rest of it is not replayed, and"
            + " what of it the database has not taken is tried again",
        unreadable,
        e);
  }
}
