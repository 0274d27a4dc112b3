package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.SpoolHealth.Lost;
import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands out batches whose ends are fixed on disk before. Any thread, one at a time. */
final class BatchReader {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private final Catalog catalog;
  private final Tail tail;
  private final Losses losses;
  private final RecordCursor cursor;
  private final Trouble trouble;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SpoolBatch handedOut;

  /** The last position that a database can know. */
  private long known;

  /** Whether a batch that an earlier process was handed is still to come. */
  private boolean isFrozen;

  /** What was told of losses before that batch was tried to be read; -1 when it was not yet. */
  private long toldBefore = -1;

  private volatile boolean isClosed;

  BatchReader(
      Catalog catalog, Tail tail, long known, Losses losses, RecordCursor cursor, Trouble trouble) {
    this.catalog = catalog;
    this.tail = tail;
    this.known = known;
    this.losses = losses;
    this.cursor = cursor;
    this.trouble = trouble;
    this.isFrozen = catalog.state().hasBatch();
  }

  Optional<SpoolBatch> next(int maxRecords, long maxBytes) throws IOException {
    if (maxRecords < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "spool: a batch holds at least one record and one byte, asked for %d and %d"
              .formatted(maxRecords, maxBytes));
    }
    return locked(() -> Optional.ofNullable(nextBatch(maxRecords, maxBytes)));
  }

  void done(SpoolBatch batch) throws IOException {
    locked(
        () -> {
          if (handedOut == null || handedOut.last() != batch.last()) {
            throw new IllegalArgumentException(
                "spool: " + batch + " is not the one that is handed out, " + handedOut);
          }
          handedOut = null;
          catalog.carried(batch.last());
          cursor.letGo();
          return batch;
        });
  }

  void resumeAfter(long position) throws IOException {
    locked(
        () -> {
          check(position);
          handedOut = null;
          catalog.resume(position);
          isFrozen = catalog.state().hasBatch();
          cursor.goTo(position);
          return position;
        });
  }

  void close() {
    isClosed = true;
    if (lock.tryLock()) {
      unlock();
    }
  }

  private interface Task<T> {
    T run() throws IOException;
  }

  private <T> T locked(Task<T> task) throws IOException {
    lock.lock();
    try {
      if (isClosed) {
        throw new IOException("spool: it is closed; nothing can be read from it any more");
      }
      return task.run();
    } finally {
      unlock();
    }
  }

  private void unlock() {
    try {
      if (isClosed) {
        cursor.goTo(catalog.after());
      }
    } finally {
      lock.unlock();
    }
  }

  private void check(long position) {
    if (position < 0 || position > known) {
      throw new IllegalArgumentException(
          "spool: the database knows position "
              + position
              + " of this writer, and only those up to "
              + known
              + " were ever handed out; the directory is an older copy: move it away, so that"
              + " another writer id begins");
    }
    if (position < catalog.after()) {
      log.warn(
          "SPOOL_DATABASE_BEHIND the database has everything through position {} and had everything"
              + " through {} before; what is still here is handed out again",
          position,
          catalog.after());
    }
  }

  private @Nullable SpoolBatch nextBatch(int maxRecords, long maxBytes) throws IOException {
    if (handedOut == null) {
      try {
        handedOut = frozenBatch(maxRecords, maxBytes);
        trouble.works();
      } catch (IOException | RuntimeException | Error e) {
        cursor.goTo(catalog.after());
        note(e);
        throw e;
      }
    }
    return handedOut;
  }

  private void note(Throwable e) {
    if (!(e instanceof ClosedChannelException)) { // otherwise the thread was interrupted
      trouble.failed(e instanceof IOException io ? io : new IOException(e.toString(), e));
    }
  }

  private @Nullable SpoolBatch frozenBatch(int maxRecords, long maxBytes) throws IOException {
    while (true) {
      SpoolBatch batch = isFrozen ? batchOfBefore() : newBatch(maxRecords, maxBytes);
      if (batch != null && freeze(batch)) {
        isFrozen = false;
        known = Math.max(known, batch.last());
        return batch;
      }
      if (batch == null && !isFrozen) {
        return null;
      }
      isFrozen &= batch != null;
      cursor.goTo(catalog.after());
    }
  }

  private boolean freeze(SpoolBatch batch) throws IOException {
    return catalog.freeze(
        new CursorState(batch.after(), batch.last(), batch.records().size(), 0),
        cursor.oldestSegment());
  }

  private @Nullable SpoolBatch newBatch(int maxRecords, long maxBytes) throws IOException {
    List<SpoolRecord> records = read(tail.acceptedThrough(), maxRecords, maxBytes, true);
    if (records.isEmpty()) {
      return null;
    }
    long last = records.get(records.size() - 1).position();
    return new SpoolBatch(catalog.after(), last, records, false);
  }

  /** How many records were found to be damaged or missing since the spool was opened. */
  private long told() {
    Lost sum = losses.sum();
    return sum.damagedRecords() + sum.missingRecords();
  }

  /** What is left of the batch that an earlier process was handed, or null. */
  private @Nullable SpoolBatch batchOfBefore() throws IOException {
    CursorState state = catalog.state();
    long before = toldBefore < 0 ? told() : toldBefore;
    toldBefore = before;
    List<SpoolRecord> records = read(state.last(), Integer.MAX_VALUE, Long.MAX_VALUE, false);
    long lost = state.records() - records.size() - (told() - before);
    toldBefore = -1;
    if (lost > 0) {
      String where = "from the batch that ends with position " + state.last();
      losses.tell(new SpoolLoss(Cause.DROPPED, lost, 0, where));
    }
    if (records.isEmpty()) {
      catalog.skip(state.last());
      return null;
    }
    return new SpoolBatch(state.after(), state.last(), records, true);
  }

  /**
   * Reads a batch.
   *
   * @param isNew whether it may end sooner
   */
  private List<SpoolRecord> read(long through, int maxRecords, long maxBytes, boolean isNew)
      throws IOException {
    List<SpoolRecord> records = new ArrayList<>();
    cursor.beginBatch();
    long bytes = 0;
    while (records.size() < maxRecords && find(through, isNew && !records.isEmpty())) {
      bytes += cursor.size();
      if (bytes > maxBytes && !records.isEmpty()) {
        break;
      }
      records.add(cursor.take());
    }
    return records;
  }

  /** Goes to the next record; what was read before one that cannot be read is handed out first. */
  private boolean find(long through, boolean mayEnd) throws IOException {
    try {
      return cursor.find(through);
    } catch (ClosedChannelException e) {
      throw e; // the thread was interrupted
    } catch (IOException e) {
      if (mayEnd) {
        return false; // the next batch begins there, and fails with it
      }
      throw e;
    }
  }
}
