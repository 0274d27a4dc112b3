package io.ispmonitor.metric;

import java.util.Arrays;

/**
 * The segments of a {@link RowLog} at some moment, found by position. Does not change: the log
 * makes another when a segment comes or goes, so that a reader keeps what there was when it began.
 * Rows are added to the last segment all the same; a reader comes only to those it knows the
 * position of.
 *
 * <p>A position is a number of bytes since the log began. Each segment takes one slot of positions;
 * one that was made for a large row takes as many as that needs.
 */
final class Segments {
  /** A reference and a long. */
  static final int SLOT_BYTES = 4 + 8;

  private final int slotBits;
  private final long firstSlot;
  private final Segment[] slots;

  /** For each slot a time that no row in it or before it is later than. */
  private final long[] latestNanos;

  private Segments(int slotBits, long firstSlot, Segment[] slots) {
    this.slotBits = slotBits;
    this.firstSlot = firstSlot;
    this.slots = slots;
    this.latestNanos = new long[slots.length];
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < slots.length; i++) {
      latest = isOpen(slots[i]) ? Long.MAX_VALUE : Math.max(latest, slots[i].latestNanos());
      latestNanos[i] = latest;
    }
  }

  /** No segments yet, of slots of two to the power of so many bytes. */
  static Segments none(int slotBits) {
    return new Segments(slotBits, 0, new Segment[0]);
  }

  boolean isEmpty() {
    return slots.length == 0;
  }

  /** The first position; what was before is gone. */
  long start() {
    return firstSlot << slotBits;
  }

  /** Where the next segment begins. */
  long end() {
    return (firstSlot + slots.length) << slotBits;
  }

  /** The segment of a position that is not gone. */
  Segment at(long position) {
    return slots[slot(position)];
  }

  /** A time that no row at this position or before is later than. */
  long latestNanos(long position) {
    return latestNanos[slot(position)];
  }

  Segment oldest() {
    return slots[0];
  }

  /** Whether this is the last one, to which rows are added. */
  boolean isOpen(Segment segment) {
    return slots[slots.length - 1] == segment;
  }

  /** How many slots a segment of this many bytes takes. */
  int slots(int length) {
    return ((length - 1) >>> slotBits) + 1;
  }

  Segments with(Segment added) {
    Segment[] more = Arrays.copyOf(slots, slots.length + slots(added.length()));
    Arrays.fill(more, slots.length, more.length, added);
    return new Segments(slotBits, firstSlot, more);
  }

  Segments withoutOldest() {
    int gone = slots(oldest().length());
    return new Segments(slotBits, firstSlot + gone, Arrays.copyOfRange(slots, gone, slots.length));
  }

  private int slot(long position) {
    return (int) ((position >>> slotBits) - firstSlot);
  }
}
