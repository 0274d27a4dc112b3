package io.ispmonitor.icmp;

/**
 * Says whether one more echo may leave, so that the replies of all that left lately fit into the
 * receive buffer even if they come at once.
 *
 * <p>An echo counts until it ends, but no longer than {@link #AGE_NANOS}. Devices that are dead
 * never fill the buffer; if they counted for their whole timeout, an outage of a few hundred
 * devices behind a small buffer would stop the asking of all others. Replies slower than that come
 * spread as their echoes left, and should they overflow the buffer all the same, the kernel's drop
 * counter says so.
 */
final class FlightWindow {
  static final long AGE_NANOS = 200_000_000L;
  private static final int PARTS = 8;
  private static final long PART_NANOS = AGE_NANOS / PARTS;

  private final int limit;
  private final int[] counts = new int[PARTS];
  private long current;
  private int total;

  FlightWindow(int limit, long nowNanos) {
    this.limit = limit;
    this.current = part(nowNanos);
  }

  boolean hasRoom() {
    return total < limit;
  }

  int limit() {
    return limit;
  }

  /** Forgets what left too long ago to count. */
  void advance(long nowNanos) {
    long now = part(nowNanos);
    for (int steps = 0; current < now && steps < PARTS; steps++) {
      current++;
      int oldest = index(current);
      total -= counts[oldest];
      counts[oldest] = 0;
    }
    current = Math.max(current, now);
  }

  /** Counts an echo that leaves; the result is to be given back when it ends. */
  long left() {
    counts[index(current)]++;
    total++;
    return current;
  }

  /** An echo ended. */
  void ended(long leftIn) {
    if (current - leftIn < PARTS) {
      counts[index(leftIn)]--;
      total--;
    }
  }

  private static long part(long nanos) {
    return Math.floorDiv(nanos, PART_NANOS);
  }

  private static int index(long part) {
    return (int) Math.floorMod(part, (long) PARTS);
  }
}
