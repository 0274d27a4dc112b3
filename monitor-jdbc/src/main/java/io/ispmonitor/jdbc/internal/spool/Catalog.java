package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which segments there are and how far they were carried away. Segments go at the front only, and
 * the cursor's file says so before they do.
 */
final class Catalog {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private final SpoolOptions options;
  private final Disk disk;
  private final CursorFile file;
  private final Losses losses;

  /** Replaced as a whole. */
  private volatile List<SegmentInfo> segments;

  private CursorState written;
  private volatile long after;

  /** How far records are held by whoever carries them, so that they are not lost with the file. */
  private long handedOut;

  private boolean isClosed;

  Catalog(SpoolOptions options, Disk disk, CursorFile file, Losses losses, Recovery found) {
    this.options = options;
    this.disk = disk;
    this.file = file;
    this.losses = losses;
    this.segments = List.copyOf(found.segments());
    this.written = found.state();
    this.after = written.after();
    this.handedOut = after;
  }

  /** Any thread. */
  List<SegmentInfo> segments() {
    return segments;
  }

  /** Everything through this position was carried away. Any thread. */
  long after() {
    return after;
  }

  /** What all segments take. Any thread. */
  long bytes() {
    long sum = 0;
    for (SegmentInfo segment : segments) {
      sum += segment.bytes();
    }
    return sum;
  }

  /** The batch that was handed out and not carried away yet, by an earlier process too. */
  synchronized CursorState state() {
    return written;
  }

  synchronized long nextNumber() {
    List<SegmentInfo> now = segments;
    return now.isEmpty() ? written.firstSegment() : now.get(now.size() - 1).number() + 1;
  }

  synchronized void add(SegmentInfo segment) {
    List<SegmentInfo> more = new ArrayList<>(segments);
    more.add(segment);
    segments = List.copyOf(more);
  }

  /** Takes out the newest segment, of which nothing is known to be durable. */
  synchronized void discard(SegmentInfo segment) throws IOException {
    disk.delete(segment.file());
    segments = without(segment::equals);
  }

  /** Drops the oldest segments until so many bytes find room. */
  synchronized void makeRoom(long more) throws IOException {
    while (!segments.isEmpty() && bytes() + more > options.maxDiskBytes()) {
      SegmentInfo oldest = segments.get(0);
      long lost = oldest.recordsAfter(Math.max(after, handedOut));
      remove(List.of(oldest), reached());
      if (lost > 0) {
        losses.tell(new SpoolLoss(Cause.DROPPED, lost, oldest.bytes(), oldest.toString()));
      }
    }
  }

  /**
   * Notes on disk where a batch ends, before it is handed out for the first time.
   *
   * @param oldest the oldest segment it was read from
   * @return false when that was dropped meanwhile, and counted as lost
   */
  synchronized boolean freeze(CursorState batch, long oldest) throws IOException {
    List<SegmentInfo> now = segments;
    if (now.isEmpty() || now.get(0).number() > oldest) {
      return false;
    }
    if (batch.last() != written.last() || batch.after() != written.after()) {
      write(batch.needing(now.get(0).number()));
    }
    handedOut = batch.last();
    return true;
  }

  /** A batch of an earlier process of which nothing is left. */
  synchronized void skip(long last) {
    after = last;
    handedOut = last;
  }

  /**
   * Everything through this position was carried away. That is not written for itself: the database
   * knows, and the next batch says so too. It is when segments go.
   */
  synchronized void carried(long position) {
    after = position;
    handedOut = position;
    List<SegmentInfo> read =
        segments.stream().filter(s -> s.isClosed() && s.last() <= position).toList();
    if (read.isEmpty()) {
      return;
    }
    try {
      remove(read, new CursorState(position, position, 0, 0));
    } catch (IOException e) {
      log.warn(
          "SPOOL_KEPT spool {}: what was carried away through {} could not be removed; it is tried"
              + " again with the next batch",
          options.directory(),
          position,
          e);
    }
  }

  /**
   * Begins anew behind this position, which is the one the database knows. A batch that begins
   * there stays as it is.
   */
  synchronized void resume(long position) throws IOException {
    if (position != written.after()) {
      write(new CursorState(position, position, 0, written.firstSegment()));
    }
    after = position;
    handedOut = position;
  }

  /** Notes how far it was carried away, unless a batch is out; nothing is written after this. */
  synchronized void close() {
    CursorState reached = reached();
    if (!reached.equals(written)) {
      try {
        write(reached);
      } catch (IOException e) {
        log.warn(
            "SPOOL_KEPT spool {}: that everything through {} was carried away could not be noted;"
                + " the database knows it",
            options.directory(),
            after,
            e);
      }
    }
    isClosed = true;
  }

  /** How far it was carried away, which is written down only now and then. */
  private CursorState reached() {
    return handedOut == after && written.after() != after
        ? new CursorState(after, after, 0, written.firstSegment())
        : written;
  }

  private void remove(List<SegmentInfo> gone, CursorState state) throws IOException {
    List<SegmentInfo> rest = without(gone::contains);
    long next = gone.get(gone.size() - 1).number() + 1;
    write(state.needing(rest.isEmpty() ? next : rest.get(0).number()));
    segments = rest;
    for (SegmentInfo segment : gone) {
      removeFile(segment);
    }
  }

  private void removeFile(SegmentInfo segment) {
    try {
      if (segment.isDamaged()) {
        disk.rename(segment.file(), SegmentInfo.aside(segment.file()));
      } else {
        disk.delete(segment.file());
      }
    } catch (IOException e) {
      log.warn(
          "SPOOL_LEFT_OVER {} is not needed any more and could not be removed; it is when the spool"
              + " is opened again",
          segment,
          e);
    }
  }

  private List<SegmentInfo> without(Predicate<SegmentInfo> gone) {
    return segments.stream().filter(gone.negate()).toList();
  }

  private void write(CursorState state) throws IOException {
    if (isClosed) {
      throw new IOException("spool " + options.directory() + " is closed");
    }
    file.write(state);
    written = state;
  }
}
