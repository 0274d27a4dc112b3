package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records on local disk until the database has them. Appending never waits for the disk; a
 * loop writes what was appended, and {@link #acceptedThrough} says how far it is durable. What is
 * durable is handed out in batches, in order, each until it is done.
 *
 * <p>Each record reaches the database once if the transaction that takes a batch also stores {@link
 * #writerId} and {@link SpoolBatch#last}, and {@link #resumeAfter} is told what is stored before
 * the first batch is asked for. Without that, a batch may come twice after a crash.
 *
 * <p>Positions rise with every record, also from one opening to the next, and leap there. Any
 * thread may call any method.
 */
public final class Spool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final SpoolOptions options;
  private final TimeSource time;
  private final UUID writer;
  private final Losses losses;
  private final Trouble trouble;
  private final Refusals refusals;
  private final Catalog catalog;
  private final Intake intake;
  private final Tail tail;
  private final Ages ages = new Ages();
  private final WriteLoop loop;
  private final BatchReader reader;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private Spool(
      SpoolOptions options,
      TimeSource time,
      SpoolLoss.Listener listener,
      Disk disk,
      DirectoryLock lock)
      throws IOException {
    this.options = options;
    this.time = time;
    this.losses = new Losses(options.directory(), listener);
    this.trouble = new Trouble(options.directory(), time);
    CursorFile file = new CursorFile(disk, options.directory());
    Recovery found = new Opening(options.directory(), disk, file, losses).recover();
    this.writer = found.writer();
    this.catalog = new Catalog(options, disk, file, losses, found);
    this.refusals = new Refusals(options, catalog::bytes, trouble);
    this.intake = new Intake(options, found.last(), refusals);
    this.tail = new Tail(options, writer, intake, catalog, disk, time);
    this.loop =
        new WriteLoop(
            options,
            intake,
            tail,
            ages,
            trouble,
            time,
            () -> {
              catalog.close();
              lock.close();
            });
    RecordCursor cursor = new RecordCursor(catalog, losses, intake::startVolume);
    this.reader = new BatchReader(catalog, tail, intake, losses, cursor);
    catalog.segments().stream()
        .filter(segment -> segment.recordsAfter(catalog.after()) > 0)
        .forEach(segment -> ages.came(segment.last(), segment.madeMillis()));
    ages.beginAfter(intake.last());
  }

  /**
   * Opens the spool of a directory and finds out what it holds.
   *
   * @param threads makes the thread of the loop, ispmonitor-spool
   * @param listener is told of what is lost, now and later
   * @throws IOException when the directory is in use, or holds what this release cannot read
   */
  public static Spool open(
      SpoolOptions options, TimeSource time, ThreadFactory threads, SpoolLoss.Listener listener)
      throws IOException {
    return open(options, time, threads, listener, new RealDisk());
  }

  static Spool open(
      SpoolOptions options,
      TimeSource time,
      ThreadFactory threads,
      SpoolLoss.Listener listener,
      Disk disk)
      throws IOException {
    PrivateDirectory.make(options.directory());
    DirectoryLock lock = DirectoryLock.of(options.directory());
    try {
      Spool spool = new Spool(options, time, listener, disk, lock);
      spool.loop.start(threads);
      return spool;
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** The id of the directory; with it a position means one record for ever. */
  public UUID writerId() {
    return writer;
  }

  /**
   * Makes something that records can refer to. It is written to each segment in which a record
   * does, so what many records share costs its bytes once in a segment.
   */
  public SpoolDefinition define(byte[] bytes) {
    return intake.define(bytes);
  }

  /** Appends a whole array. */
  public long append(int type, byte[] payload, SpoolDefinition... definitions) {
    return append(type, payload, 0, payload.length, definitions);
  }

  /**
   * Appends a record; never waits for the disk.
   *
   * @param type what it is, 1 to 255
   * @param definitions what it refers to, made by this spool; at most 255
   * @return its position
   * @throws StoreRefusedException when memory or, with {@link WhenFull#REFUSE_NEW}, the disk bound
   *     is used up, or the spool is closed; the record is not taken, and counted
   */
  public long append(
      int type, byte[] payload, int from, int length, SpoolDefinition... definitions) {
    if (type < 1 || type > 255 || definitions.length > Format.MOST_DEFINITIONS) {
      throw new IllegalArgumentException(
          "spool: a record has a type from 1 to 255 and at most 255 definitions, was type %d with %d"
              .formatted(type, definitions.length));
    }
    long position = intake.append(type, payload, from, length, definitions);
    loop.wake();
    return position;
  }

  /** Everything through this position is durable as far as the policy of forcing goes. */
  public long acceptedThrough() {
    return tail.acceptedThrough();
  }

  /**
   * The batch that is to be carried next: the one handed out before until it is {@link #done}, also
   * after a crash.
   *
   * @param maxRecords bounds a new batch
   * @param maxBytes bounds a new batch; a single record may be longer
   * @return empty when nothing is durable that was not carried
   * @throws IOException when the disk does not read, or takes no note of the batch; ask again later
   */
  public Optional<SpoolBatch> next(int maxRecords, long maxBytes) throws IOException {
    return reader.next(maxRecords, maxBytes);
  }

  /** The batch was carried; segments that hold nothing else any more go. */
  public void done(SpoolBatch batch) throws IOException {
    reader.done(batch);
  }

  /**
   * Goes on behind the last position that the database has stored for {@link #writerId}; 0 for
   * none.
   *
   * @throws IllegalArgumentException when this directory never gave that position
   */
  public void resumeAfter(long position) throws IOException {
    reader.resumeAfter(position);
  }

  /** How it is; waits for nothing. */
  public SpoolHealth health() {
    long after = catalog.after();
    List<SegmentInfo> segments = catalog.segments();
    long records = Math.max(0, intake.last() - tail.writtenThrough());
    long bytes = intake.unwrittenBytes();
    for (SegmentInfo segment : segments) {
      long waiting = segment.recordsAfter(after);
      records += waiting;
      bytes += share(segment, waiting);
    }
    long oldest = segments.isEmpty() ? after : Math.max(after, segments.get(0).first() - 1);
    return new SpoolHealth(
        records,
        bytes,
        catalog.bytes(),
        intake.heldBytes(),
        records == 0 ? Duration.ZERO : ages.oldestAfter(oldest, time.instant()),
        tail.acceptedThrough(),
        refusals.count(),
        losses.sum(),
        tail.times().last(),
        tail.times().longest(),
        tail.times().busy(time.nanoTime()),
        trouble.failure());
  }

  /** Writes and forces what waits, within two seconds, and gives the directory up. */
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    intake.close();
    reader.close();
    try {
      if (!loop.close(CLOSE)) {
        log.warn(
            "SPOOL_LEFT_BEHIND spool {}: the disk has not taken all after {} s; the directory is"
                + " given up when it has",
            options.directory(),
            CLOSE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "spool " + options.directory();
  }

  private static long share(SegmentInfo segment, long waiting) {
    long all = segment.recordsAfter(segment.first() - 1);
    return all == 0 ? 0 : segment.bytes() * waiting / all;
  }
}
