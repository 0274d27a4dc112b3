package io.ispmonitor.internal.gauge;

import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The last five minutes of what is counted. A complaint is about now: what went wrong yesterday
 * stays in the totals, but is no reason for a look today.
 *
 * <p>Every ten seconds all totals are marked, whether anybody asks or not; what is recent is the
 * difference to the newest mark that is five minutes old, or to the beginning while there is none.
 * After a pause that mark is from before it, so nothing recent is ever left out. Thread-safe.
 */
public final class Recent {
  /** How far back recent reaches. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  /** The same in words, to end a sentence with. */
  public static final String WORDS = "in the last 5 min";

  private static final long LENGTH_NANOS = LENGTH.toNanos();
  private static final long MARK_EVERY = Duration.ofSeconds(10).toNanos();

  /** Enough that one of them is always older than the length. */
  static final int MARKS = 32;

  private static final int NONE = -1;

  private final TimeSource time;
  private final long[] markedNanos = new long[MARKS];
  private final List<Marked> followed = new ArrayList<>();
  private int made;

  /** Begins now; nothing is followed yet. */
  public Recent(TimeSource time) {
    this.time = time;
  }

  /** Follows a total that has grown from zero since we began; all of it is recent for now. */
  public Tally tally(LongSupplier total) {
    return follow(new Tally(this, total));
  }

  /** Follows the greatest of some values. */
  public Peak follow(Peak peak) {
    add(peak);
    return peak;
  }

  private Tally follow(Tally tally) {
    add(tally);
    return tally;
  }

  private synchronized void add(Marked marked) {
    followed.add(marked);
  }

  /** Whether it is time to mark all totals. */
  public synchronized boolean isDue() {
    return made == 0 || time.nanoTime() - markedNanos[(made - 1) % MARKS] >= MARK_EVERY;
  }

  /** Marks all totals when it is time. To be called once a second or so. */
  public synchronized void look() {
    if (!isDue()) {
      return;
    }
    long now = time.nanoTime();
    int slot = made % MARKS;
    markedNanos[slot] = now;
    for (Marked marked : followed) {
      marked.mark(slot);
    }
    made++;
  }

  /** By how much a total has grown recently. */
  synchronized long growth(Tally tally) {
    int slot = baseline();
    long before = slot == NONE ? 0 : tally.marks[slot];
    return Math.max(0, tally.total() - before);
  }

  /** The greatest value of late. */
  synchronized long greatest(Peak peak) {
    long greatest = peak.sinceMark();
    long now = time.nanoTime();
    for (int slot = 0; slot < Math.min(made, MARKS); slot++) {
      if (now - markedNanos[slot] < LENGTH_NANOS) {
        greatest = Math.max(greatest, peak.marks[slot]);
      }
    }
    return greatest;
  }

  /** The newest mark that is old enough; {@link #NONE} when recent goes back to the beginning. */
  private int baseline() {
    long now = time.nanoTime();
    for (int back = 1; back <= Math.min(made, MARKS); back++) {
      int slot = (made - back) % MARKS;
      if (now - markedNanos[slot] >= LENGTH_NANOS) {
        return slot;
      }
    }
    return NONE;
  }

  /** Something that is marked. */
  interface Marked {
    void mark(int slot);
  }
}
