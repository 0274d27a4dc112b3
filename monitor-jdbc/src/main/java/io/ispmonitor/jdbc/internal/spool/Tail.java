package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.time.TimeSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of the spool, where it is written. Used by the writing loop alone, but for what says
 * otherwise.
 *
 * <p>A write that fails is taken back to the last whole record, and the segment ends there. An
 * fsync that fails says nothing of what lies on the disk, and a second one that succeeds does not
 * either, since the system may have given the pages up. So the segment ends with what was durable
 * before, and all that came after is written again, from memory, to a new one; it is kept there
 * until an fsync has succeeded.
 *
 * @see <a href="https://www.usenix.org/conference/atc20/presentation/rebello">Rebello et al., Can
 *     Applications Recover from fsync Failures? (2020)</a>
 */
final class Tail implements Closeable {
  private final SpoolOptions options;
  private final UUID writer;
  private final Intake intake;
  private final Catalog catalog;
  private final Disk disk;
  private final TimeSource time;
  private final FsyncTimes times = new FsyncTimes();
  private final boolean neverForces;
  private @Nullable OpenSegment open;
  private volatile long writtenThrough;
  private long unforcedBytes;
  private long unforcedSince;
  private volatile long acceptedThrough;

  Tail(
      SpoolOptions options,
      UUID writer,
      Intake intake,
      Catalog catalog,
      Disk disk,
      TimeSource time) {
    this.options = options;
    this.writer = writer;
    this.intake = intake;
    this.catalog = catalog;
    this.disk = disk;
    this.time = time;
    this.neverForces = options.fsync() instanceof FsyncPolicy.Never;
    this.writtenThrough = intake.last();
    this.acceptedThrough = writtenThrough;
  }

  /** Everything through this position is durable as far as the policy goes. Any thread. */
  long acceptedThrough() {
    return acceptedThrough;
  }

  /** Any thread. */
  FsyncTimes times() {
    return times;
  }

  /** The position of the last record that was written. Any thread. */
  long writtenThrough() {
    return writtenThrough;
  }

  boolean isUnforced() {
    return acceptedThrough < writtenThrough;
  }

  /** How much was written and is not forced; it is held in memory. */
  long unforcedBytes() {
    return unforcedBytes;
  }

  /** When the first of that was written. */
  long unforcedSince() {
    return unforcedSince;
  }

  void write(Chunk.Piece piece) throws IOException {
    OpenSegment segment = open;
    if (segment == null || segment.volume() != piece.chunk().volume) {
      segment = turnOver(piece.chunk().volume);
    }
    try {
      segment.write(piece);
    } catch (IOException | RuntimeException | Error e) {
      takeBack(segment, e);
      endEarly(e);
      throw e;
    }
    segment.volume().isBegun = true;
    intake.written(piece);
    unforcedSince = isUnforced() ? unforcedSince : time.nanoTime();
    unforcedBytes += piece.to() - piece.from();
    writtenThrough = piece.last();
    if (neverForces) {
      segment.trust();
      accepted();
    }
  }

  /** Makes everything durable that was written. */
  void force() throws IOException {
    OpenSegment segment = open;
    if (segment == null || !isUnforced()) {
      return;
    }
    long began = time.nanoTime();
    try {
      segment.force();
    } catch (IOException | RuntimeException | Error e) {
      abandon(segment, e);
      throw e;
    }
    times.took(time.nanoTime() - began);
    accepted();
  }

  @Override
  public void close() throws IOException {
    OpenSegment segment = open;
    open = null;
    if (segment != null) {
      segment.close();
    }
  }

  private void accepted() {
    intake.durable();
    unforcedBytes = 0;
    acceptedThrough = writtenThrough;
  }

  private OpenSegment turnOver(Volume volume) throws IOException {
    force();
    close();
    catalog.makeRoom(options.segmentBytes());
    byte[] dictionary =
        volume.isBegun ? Format.dictionary(intake.definitionsOf(volume)) : new byte[0];
    SegmentHeader header =
        new SegmentHeader(
            writer, catalog.nextNumber(), writtenThrough + 1, time.instant().toEpochMilli());
    OpenSegment next = OpenSegment.create(disk, options.directory(), header, volume, dictionary);
    open = next;
    catalog.add(next.info());
    return next;
  }

  private void takeBack(OpenSegment segment, Throwable because) {
    try {
      segment.cutTail();
    } catch (IOException e) {
      because.addSuppressed(e);
      abandon(segment, because);
    }
  }

  /** What fills the disk may be just this, which goes when it was carried away. */
  private void endEarly(Throwable because) {
    try {
      force();
      OpenSegment segment = open;
      if (segment != null && acceptedThrough >= segment.info().first()) {
        close();
      }
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Ends a segment with what is durable in it; the rest is written again elsewhere. */
  private void abandon(OpenSegment segment, Throwable because) {
    open = null;
    intake.rewind();
    unforcedBytes = 0;
    writtenThrough = acceptedThrough;
    try (Closeable closing = segment::close) {
      segment.cutToDurable(acceptedThrough);
      if (acceptedThrough < segment.info().first()) {
        catalog.discard(segment.info());
      }
    } catch (IOException e) {
      because.addSuppressed(e); // a reader stops where the next segment begins
    }
  }
}
