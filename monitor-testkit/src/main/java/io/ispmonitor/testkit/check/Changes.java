package io.ispmonitor.testkit.check;

import io.ispmonitor.reachability.FlappingPolicy;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When a device changed. The judge may have counted a change at any time from the question that
 * showed it until the next one that proves anything has ended, since only then it may know whose
 * change that was.
 */
final class Changes {
  /** More than that no judge counts: seven in each slot. */
  private static final int KEPT = 7 * FlappingPolicy.SLOTS;

  private static final double OLDEST_WEIGHT = 0.8;
  private static final double NEWEST_WEIGHT = 1.2;

  private final Deque<Change> all = new ArrayDeque<>();

  /** A change, or one there and back, which is two. */
  private static final class Change {
    final int count;
    final long from;
    long until = Long.MAX_VALUE;

    Change(int count, long from) {
      this.count = count;
      this.from = from;
    }
  }

  /**
   * So many changes that belong together.
   *
   * @param oldest what was before that is not asked for any more
   */
  void add(int count, long at, long oldest) {
    while (!all.isEmpty() && (all.size() == KEPT || all.getLast().until < oldest)) {
      all.removeLast();
    }
    all.addFirst(new Change(count, at));
  }

  /** What was still to be counted has been by now. */
  void counted(long by) {
    for (Change change : all) {
      if (change.until != Long.MAX_VALUE) {
        return;
      }
      change.until = Math.max(by, change.from);
    }
  }

  /** How many there were since a moment. */
  int since(long moment) {
    return all.stream().filter(change -> change.until >= moment).mapToInt(is -> is.count).sum();
  }

  /**
   * The highest share of the weights, from 0 to 1, that the slots with a change can have. Where
   * slots begin nobody outside knows, so each place at which that makes a difference is tried.
   */
  double highestShare(FlappingPolicy policy, long now) {
    double highest = 0;
    for (Change change : all) {
      highest = Math.max(highest, shareAround(change.from, policy, now));
      highest = Math.max(highest, shareAround(Math.min(now, change.until), policy, now));
    }
    return Math.max(highest, shareAround(now, policy, now));
  }

  /** A slot begins at this moment, or just after it. */
  private double shareAround(long edge, FlappingPolicy policy, long now) {
    long slot = policy.slot().toNanos();
    return Math.max(share(edge, slot, now), share(edge + 1, slot, now));
  }

  private double share(long edge, long slot, long now) {
    boolean[] held = new boolean[FlappingPolicy.SLOTS];
    int changes = 0;
    for (Change change : all) {
      long youngest = age(Math.min(now, change.until), edge, slot, now);
      long oldest = age(change.from, edge, slot, now);
      changes += youngest < held.length ? 1 : 0;
      for (long age = Math.max(0, youngest); age <= Math.min(oldest, held.length - 1); age++) {
        held[(int) age] = true;
      }
    }
    return heaviest(held, changes) / FlappingPolicy.SLOTS; // the weights average one
  }

  private static long age(long moment, long edge, long slot, long now) {
    return Math.floorDiv(now - edge, slot) - Math.floorDiv(moment - edge, slot);
  }

  /** The weight of so many of the slots that may hold a change; each change is in one of them. */
  private static double heaviest(boolean[] held, int most) {
    double weight = 0;
    int left = most;
    for (int age = 0; age < held.length && left > 0; age++) {
      if (held[age]) {
        weight +=
            NEWEST_WEIGHT - (NEWEST_WEIGHT - OLDEST_WEIGHT) * age / (FlappingPolicy.SLOTS - 1);
        left--;
      }
    }
    return weight;
  }
}
