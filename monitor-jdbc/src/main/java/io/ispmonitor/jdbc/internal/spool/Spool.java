package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
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
  private final UUID writer;
  private final Disk disk;
  private final Losses losses;
  private final Catalog catalog;
  private final Intake intake;
  private final Tail tail;
  private final WriteLoop loop;
  private final BatchReader reader;
  private final HealthGauge gauge;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private Spool(
      SpoolOptions options,
      TimeSource time,
      SpoolLoss.Listener listener,
      Disk disk,
      DirectoryLock lock)
      throws IOException {
    this.options = options;
    this.disk = disk;
    this.losses = new Losses(options.directory(), listener);
    Trouble writing = new Trouble(Trouble.Of.WRITING, options.directory(), time);
    Trouble reading = new Trouble(Trouble.Of.READING, options.directory(), time);
    CursorFile file = new CursorFile(disk, options.directory());
    Recovery found = new Opening(options.directory(), disk, file, losses).recover();
    this.writer = found.writer();
    this.catalog = new Catalog(options, disk, file, losses, found);
    Refusals refusals = new Refusals(options, catalog::neededBytes, writing);
    this.intake = new Intake(options, found.last(), refusals);
    this.tail = new Tail(options, writer, intake, catalog, disk, time);
    Ages ages = new Ages(time);
    this.loop =
        new WriteLoop(
            options,
            intake,
            tail,
            ages,
            writing,
            time,
            () -> {
              catalog.close();
              lock.close();
            });
    RecordCursor cursor = new RecordCursor(disk, catalog, losses, intake::startVolume);
    this.reader = new BatchReader(catalog, tail, found.known(), losses, cursor, reading);
    this.gauge =
        new HealthGauge(catalog, intake, tail, ages, refusals, losses, writing, reading, time);
    catalog.segments().stream()
        .filter(segment -> segment.recordsAfter(catalog.after()) > 0)
        .forEach(segment -> ages.cameAt(segment.last(), segment.madeMillis()));
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
    return open(options, time, threads, listener, Disk.real());
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

  /**
   * Hands over every record behind a position that is durable by now and still held, in order,
   * whether it was carried away or not. Batches are not concerned; nothing else waits for it. What
   * is damaged or missing is skipped, and counted as a loss unless the database has it.
   *
   * @throws IllegalArgumentException when this directory never gave that position
   * @throws IOException when the thread was interrupted, or a segment cannot be opened or is
   *     written to and cannot be read; then a part was handed over
   */
  public Replayed replay(long after, RecordConsumer consumer) throws IOException {
    if (isClosed.get()) {
      throw new IOException(this + ": it is closed; nothing can be read from it any more");
    }
    if (after < 0 || after > intake.last()) {
      throw new IllegalArgumentException(
          "%s: position %d was never given, only those up to %d were; what holds it belongs to another directory"
              .formatted(this, after, intake.last()));
    }
    RecordCursor cursor = new RecordCursor(disk, catalog, losses, intake::startVolume);
    return new Replay(catalog, cursor, after, tail.acceptedThrough()).run(consumer);
  }

  /**
   * Keeps records behind this position for a {@link #replay}, also when they are carried away. They
   * go when the disk bound is reached all the same, the oldest first; before it is said, nothing is
   * kept. It is not remembered: say it after every opening before a batch is {@link #done}, which
   * would remove what an earlier process has kept.
   */
  public void keepAfter(long position) {
    if (position < 0) {
      throw new IllegalArgumentException(
          this + ": a position to keep records behind is not negative, was " + position);
    }
    catalog.keepAfter(position);
  }

  /** How it is; waits for nothing. */
  public SpoolHealth health() {
    return gauge.read();
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
}
