package io.ispmonitor.internal.gauge;

import java.util.function.LongSupplier;

/** A total since the beginning that knows how much of it is recent. */
public final class Tally implements Recent.Marked {
  private final Recent recent;
  private final LongSupplier total;
  final long[] marks = new long[Recent.MARKS];

  Tally(Recent recent, LongSupplier total) {
    this.recent = recent;
    this.total = total;
  }

  /** How much it is in all. */
  public long total() {
    return total.getAsLong();
  }

  /** How much of it is recent. */
  public long recent() {
    return recent.growth(this);
  }

  /** Both in words, such as "12 in the last 5 min, 40 in all". */
  public String words() {
    return recent() + " " + Recent.WORDS + ", " + total() + " in all";
  }

  @Override
  public void mark(int slot) {
    marks[slot] = total();
  }
}
