package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.jdbc.internal.spool.SpoolLoss.Cause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
  private final Removal removal;

  /** Replaced as a whole. */
  private volatile List<SegmentInfo> segments;

  private volatile Needed needed = new Needed(0, null);

  private CursorState written;
  private volatile long after;
  private volatile long keepAfter = Long.MAX_VALUE;
  private volatile long goneThrough;
  private final LongAdder keptDropped = new LongAdder();

  /** How far records are held by whoever carries them, so that they are not lost with the file. */
  private long handedOut;

  private boolean isClosed;

  /**
   * What the database has not taken yet.
   *
   * @param before what takes all but the newest segment
   */
  private record Needed(long before, @Nullable SegmentInfo newest) {}

  Catalog(SpoolOptions options, Disk disk, CursorFile file, Losses losses, Recovery found) {
    this.options = options;
    this.disk = disk;
    this.file = file;
    this.losses = losses;
    this.removal = new Removal(options.directory(), disk);
    this.segments = List.copyOf(found.segments());
    this.written = found.state();
    this.after = written.after();
    this.goneThrough = written.goneThrough();
    this.handedOut = after;
    sumUp();
  }

  /** Any thread. */
  List<SegmentInfo> segments() {
    return segments;
  }

  /** Everything through this position was carried away. Any thread. */
  long after() {
    return after;
  }

  /** Segments up to this position were removed, carried away or not. Any thread. */
  long goneThrough() {
    return goneThrough;
  }

  /** What all segments take. Any thread. */
  long bytes() {
    return segments.stream().mapToLong(SegmentInfo::bytes).sum();
  }

  /** What those take that are only there for a replay. Any thread. */
  long keptBytes() {
    return segments.stream().filter(this::isCarried).mapToLong(SegmentInfo::bytes).sum();
  }

  /**
   * What those take that the database has not taken yet; asked for with each append. Any thread.
   */
  long neededBytes() {
    Needed now = needed;
    SegmentInfo newest = now.newest();
    return now.before() + (newest == null || isCarried(newest) ? 0 : newest.bytes());
  }

  /** Only the newest one still grows. */
  private void sumUp() {
    List<SegmentInfo> now = segments;
    long sum = 0;
    for (int i = 0; i < now.size() - 1; i++) {
      sum += isCarried(now.get(i)) ? 0 : now.get(i).bytes();
    }
    needed = new Needed(sum, now.isEmpty() ? null : now.get(now.size() - 1));
  }

  /** A segment was found to end sooner than it was known to. */
  synchronized void endsSooner() {
    sumUp();
  }

  private void segments(List<SegmentInfo> changed) {
    segments = changed;
    sumUp();
  }

  private void reached(long position) {
    after = position;
    handedOut = position;
    sumUp();
  }

  /** How many segments went to the disk bound that were kept for a replay. Any thread. */
  long keptDropped() {
    return keptDropped.sum();
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
    segments(List.copyOf(more));
  }

  /** Takes out the newest segment, of which nothing is known to be durable. */
  synchronized void discard(SegmentInfo segment) throws IOException {
    disk.delete(segment.file());
    segments(without(segment::equals));
  }

  /** Drops the oldest segments until so many bytes find room, as far as the policy allows it. */
  synchronized void makeRoom(long more) throws IOException {
    while (!segments.isEmpty() && bytes() + more > options.maxDiskBytes()) {
      SegmentInfo oldest = segments.get(0);
      if (options.whenFull() == WhenFull.REFUSE_NEW && !isCarried(oldest)) {
        return;
      }
      drop(oldest);
    }
  }

  private void drop(SegmentInfo oldest) throws IOException {
    boolean wasKept = isCarried(oldest) && oldest.last() > keepAfter;
    long lost = oldest.recordsAfter(Math.max(after, handedOut));
    remove(List.of(oldest), reached());
    if (lost > 0) {
      losses.tell(new SpoolLoss(Cause.DROPPED, lost, oldest.bytes(), oldest.toString()));
    }
    if (wasKept) {
      keptDropped.increment();
      log.warn(
          "SPOOL_KEPT_DROPPED spool {}: {} was kept for a replay and goes to stay within"
              + " maxDiskBytes; a replay from before position {} is incomplete until the next"
              + " checkpoint: see why none is written, or raise maxDiskBytes",
          options.directory(),
          oldest,
          oldest.last());
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
    reached(last);
  }

  /**
   * Everything through this position was carried away. That is not written for itself: the database
   * knows, and the next batch says so too. It is when segments go.
   */
  synchronized void carried(long position) {
    reached(position);
    removeCarried(new CursorState(position, position, 0, 0));
  }

  /** What is behind this position stays, also when it was carried away. */
  synchronized void keepAfter(long position) {
    keepAfter = position;
    if (!isClosed) {
      removeCarried(reached());
    }
  }

  private boolean isCarried(SegmentInfo segment) {
    return segment.isClosed() && segment.last() <= after;
  }

  private void removeCarried(CursorState state) {
    List<SegmentInfo> carried =
        segments.stream().filter(s -> isCarried(s) && s.last() <= keepAfter).toList();
    if (carried.isEmpty()) {
      return;
    }
    try {
      remove(carried, state);
    } catch (IOException e) {
      log.warn(
          "SPOOL_KEPT spool {}: what was carried away through {} could not be removed; it is tried"
              + " again with the next batch",
          options.directory(),
          after,
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
    reached(position);
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
    SegmentInfo newest = gone.get(gone.size() - 1);
    write(
        state
            .needing(rest.isEmpty() ? newest.number() + 1 : rest.get(0).number())
            .goneThroughAtLeast(newest.last()));
    segments(rest);
    removal.remove(gone, written.firstSegment());
  }

  private List<SegmentInfo> without(Predicate<SegmentInfo> gone) {
    return segments.stream().filter(gone.negate()).toList();
  }

  private void write(CursorState state) throws IOException {
    if (isClosed) {
      throw new IOException("spool " + options.directory() + " is closed");
    }
    CursorState whole = state.goneThroughAtLeast(goneThrough);
    file.write(whole);
    written = whole;
    goneThrough = whole.goneThrough();
  }
}
