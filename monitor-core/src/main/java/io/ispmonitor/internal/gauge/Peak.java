package io.ispmonitor.internal.gauge;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The greatest of the values that were noted of late; {@link #NOTHING} when there was none. */
public final class Peak implements Recent.Marked {
  /** Less than any value. */
  public static final long NOTHING = Long.MIN_VALUE;

  private final AtomicLong sinceMark = new AtomicLong(NOTHING);
  final long[] marks = new long[Recent.MARKS];

  /** Nothing is noted yet. */
  public Peak() {
    Arrays.fill(marks, NOTHING);
  }

  /** Notes a value. Any thread. */
  public void note(long value) {
    if (value > sinceMark.get()) {
      sinceMark.accumulateAndGet(value, Math::max);
    }
  }

  /** The greatest value of late, once it is followed. */
  public long recent(Recent recent) {
    return recent.greatest(this);
  }

  long sinceMark() {
    return sinceMark.get();
  }

  @Override
  public void mark(int slot) {
    marks[slot] = sinceMark.getAndSet(NOTHING);
  }
}
