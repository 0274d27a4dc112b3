package io.ispmonitor.reachability;

import java.time.Duration;
import java.util.Objects;

/**
 * When a device counts as flapping. The window is cut into twenty slots; those that hold a change
 * count, the newer the more: from 0.8 for the oldest to 1.2 for the newest. Changes are those
 * between answering and not, unconfirmed ones too, and between within and beyond the limits of
 * quality; only those that are the device's own, not those of the way to it.
 *
 * @param startAbove the share of the weights, from 0 to 1, above which flapping starts; 1 or more
 *     for never
 * @param stopBelow the share below which it stops
 * @param leastChanges how many changes the window must hold for flapping to start; 2 to 140, since
 *     a slot counts up to seven
 * @param window how far back changes count; 1 minute to 7 days. In a minute a slot has three
 *     seconds, which is what it takes to confirm an outage; that fits devices that are asked every
 *     second or two
 * @param digestEvery how often people are told how a flapping device stands; at least a minute
 */
public record FlappingPolicy(
    double startAbove, double stopBelow, int leastChanges, Duration window, Duration digestEvery) {

  /** How many slots the window has. */
  public static final int SLOTS = 20;

  /** More than seven changes in a slot count as seven. */
  private static final int MOST_CHANGES = 7 * SLOTS;

  private static final FlappingPolicy DEFAULTS =
      new FlappingPolicy(0.30, 0.20, 4, Duration.ofHours(1), Duration.ofMinutes(15));
  private static final FlappingPolicy NEVER =
      new FlappingPolicy(1, 1, 4, Duration.ofHours(1), Duration.ofMinutes(15));

  /** Checks the numbers. */
  public FlappingPolicy {
    if (!(stopBelow >= 0 && stopBelow <= startAbove)) {
      throw new IllegalArgumentException(
          "flapping policy: stopBelow must be from 0 to startAbove (%s), was %s"
              .formatted(startAbove, stopBelow));
    }
    if (leastChanges < 2 || leastChanges > MOST_CHANGES) {
      throw new IllegalArgumentException(
          "flapping policy: leastChanges must be from 2 to %d, was %d; use never() for never"
              .formatted(MOST_CHANGES, leastChanges));
    }
    check("window", window, Duration.ofMinutes(1), Duration.ofDays(7));
    check("digestEvery", digestEvery, Duration.ofMinutes(1), Duration.ofDays(7));
  }

  /** Starts above 30 %, stops below 20 %, needs 4 changes in an hour, a digest each 15 minutes. */
  public static FlappingPolicy defaults() {
    return DEFAULTS;
  }

  /** No device ever counts as flapping; one that does settles at its next outcome. */
  public static FlappingPolicy never() {
    return NEVER;
  }

  /** Whether flapping is looked for at all. */
  public boolean isOn() {
    return startAbove < 1;
  }

  /** How long a slot is. */
  public Duration slot() {
    return window.dividedBy(SLOTS);
  }

  private static void check(String what, Duration value, Duration least, Duration most) {
    Objects.requireNonNull(value, what);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "flapping policy: %s must be from %s to %s, was %s".formatted(what, least, most, value));
    }
  }
}
