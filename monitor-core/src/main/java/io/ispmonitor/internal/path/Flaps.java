package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.FlappingHistory;
import io.ispmonitor.reachability.FlappingPolicy;
import java.time.Instant;

/**
 * How often a device changed in each of the twenty slots of its flapping window, in one {@code
 * long}: three bits a slot, the newest lowest. Slots are counted in monotonic time.
 */
final class Flaps {
  private static final int SLOTS = FlappingPolicy.SLOTS;
  private static final int BITS = 3;
  private static final int MOST = (1 << BITS) - 1;
  private static final long WINDOW = (1L << (SLOTS * BITS)) - 1;
  private static final double OLDEST_WEIGHT = 0.8;
  private static final double NEWEST_WEIGHT = 1.2;

  private Flaps() {}

  /** Counts changes that have just happened. */
  static void add(Watched watched, FlappingPolicy policy, int changes, long now) {
    age(watched, policy, now);
    long newest = watched.flaps & MOST;
    watched.flaps = (watched.flaps & ~(long) MOST) | Math.min(MOST, newest + changes);
  }

  /** The share of the weights whose slots hold a change, from 0 to 1. */
  static double share(Watched watched, FlappingPolicy policy, long now) {
    age(watched, policy, now);
    return share(watched.flaps);
  }

  static double share(long flaps) {
    double held = 0;
    for (int age = 0; age < SLOTS; age++) {
      if (((flaps >>> (age * BITS)) & MOST) != 0) {
        held += weight(age);
      }
    }
    return held / SLOTS; // the weights average one
  }

  /** How many changes the window holds; of more than seven in a slot, seven. */
  static int changes(long flaps) {
    int changes = 0;
    for (long rest = flaps; rest != 0; rest >>>= BITS) {
      changes += (int) (rest & MOST);
    }
    return changes;
  }

  /** For a store, which knows wall clock time only. */
  static FlappingHistory history(Watched watched, FlappingPolicy policy, long now, long epochNow) {
    if (watched.flaps == 0) {
      return watched.flapping ? new FlappingHistory(true, null, 0) : FlappingHistory.NONE;
    }
    long began = watched.flapSlot * policy.slot().toNanos();
    Instant newest = EpochNanos.toInstant(epochNow - (now - began));
    return new FlappingHistory(watched.flapping, newest, watched.flaps);
  }

  /** Goes on from what a store knows. */
  static void restore(
      Watched watched, FlappingHistory from, FlappingPolicy policy, long now, long epochNow) {
    watched.flapping = from.flapping();
    Instant newest = from.newestSlot();
    if (newest != null) {
      long began = now - (epochNow - EpochNanos.of(newest));
      long slot = policy.slot().toNanos();
      // The slots of another run begin at other moments; the nearest that is not to come will do.
      watched.flapSlot = Math.min(Math.floorDiv(began + slot / 2, slot), Math.floorDiv(now, slot));
      watched.flaps = from.changes() & WINDOW;
    }
  }

  private static double weight(int age) {
    return NEWEST_WEIGHT - (NEWEST_WEIGHT - OLDEST_WEIGHT) * age / (SLOTS - 1);
  }

  /** Moves the window on to the present. */
  private static void age(Watched watched, FlappingPolicy policy, long now) {
    long slot = Math.floorDiv(now, policy.slot().toNanos());
    long passed = slot - watched.flapSlot;
    if (passed != 0) {
      // A window of another length has other slots: what they held can no longer be told.
      boolean known = passed > 0 && passed < SLOTS;
      watched.flaps = known ? (watched.flaps << (passed * BITS)) & WINDOW : 0;
      watched.flapSlot = slot;
    }
  }
}
