package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.FlappingHistory;
import io.ispmonitor.reachability.FlappingPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a device changed in each of the twenty slots of its flapping window, in one {@code
 * long}: three bits a slot, the newest lowest. Slots are counted in monotonic time. An object of
 * its own, because few devices have changed of late. The judge's.
 */
final class Flaps {
  private static final int SLOTS = FlappingPolicy.SLOTS;
  private static final int BITS = 3;
  private static final int MOST = (1 << BITS) - 1;
  private static final long WINDOW = (1L << (SLOTS * BITS)) - 1;
  private static final double OLDEST_WEIGHT = 0.8;
  private static final double NEWEST_WEIGHT = 1.2;

  private long window;
  private long slot;

  /** Counts changes that have just happened. */
  void add(FlappingPolicy policy, int changes, long now) {
    age(policy, now);
    window = (window & ~(long) MOST) | Math.min(MOST, (window & MOST) + changes);
  }

  /** The share of the weights whose slots hold a change, from 0 to 1. */
  double share(FlappingPolicy policy, long now) {
    age(policy, now);
    return share(window);
  }

  static double share(long window) {
    double held = 0;
    for (int age = 0; age < SLOTS; age++) {
      if (((window >>> (age * BITS)) & MOST) != 0) {
        held += weight(age);
      }
    }
    return held / SLOTS; // the weights average one
  }

  /**
   * How many changes the window held when it was looked at last; of more than seven in a slot,
   * seven.
   */
  int changes() {
    int changes = 0;
    for (long rest = window; rest != 0; rest >>>= BITS) {
      changes += (int) (rest & MOST);
    }
    return changes;
  }

  /** Whether the window holds no change any more. */
  boolean isQuiet(FlappingPolicy policy, long now) {
    age(policy, now);
    return window == 0;
  }

  /** For a store, which knows wall clock time only. */
  static FlappingHistory history(Watched watched, FlappingPolicy policy, long now, long epochNow) {
    Flaps flaps = watched.flaps;
    if (flaps == null || flaps.window == 0) {
      return watched.flapping ? new FlappingHistory(true, null, 0) : FlappingHistory.NONE;
    }
    long began = flaps.slot * policy.slot().toNanos();
    Instant newest = EpochNanos.toInstant(epochNow - (now - began));
    return new FlappingHistory(watched.flapping, newest, flaps.window);
  }

  /** Goes on from what a store knows; null when that is nothing. */
  static @Nullable Flaps restored(
      FlappingHistory from, FlappingPolicy policy, long now, long epochNow) {
    Instant newest = from.newestSlot();
    if (newest == null || (from.changes() & WINDOW) == 0) {
      return null;
    }
    Flaps flaps = new Flaps();
    long began = now - (epochNow - EpochNanos.of(newest));
    long length = policy.slot().toNanos();
    // The slots of another run begin at other moments; the nearest that is not to come will do.
    flaps.slot = Math.min(Math.floorDiv(began + length / 2, length), Math.floorDiv(now, length));
    flaps.window = from.changes() & WINDOW;
    return flaps;
  }

  private static double weight(int age) {
    return NEWEST_WEIGHT - (NEWEST_WEIGHT - OLDEST_WEIGHT) * age / (SLOTS - 1);
  }

  /** Moves the window on to the present. */
  private void age(FlappingPolicy policy, long now) {
    long present = Math.floorDiv(now, policy.slot().toNanos());
    long passed = present - slot;
    if (passed != 0) {
      // A window of another length has other slots: what they held can no longer be told.
      boolean known = passed > 0 && passed < SLOTS;
      window = known ? (window << (passed * BITS)) & WINDOW : 0;
      slot = present;
    }
  }

  @Override
  public String toString() {
    return Long.toOctalString(window) + " in octal, newest last";
  }
}
