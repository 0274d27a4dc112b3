package io.ispmonitor.snmp;

import java.time.Duration;

/**
 * How far a walk goes at most. What is found until then comes as a {@link SnmpReply.Partial}.
 *
 * @param bindings how many objects, 1 to 1,000,000
 * @param within after which time no further question is asked; one under way is still waited for
 * @param maxRepetitions how many successors are asked for at once, 1 to 100; 1 asks without {@code
 *     GetBulk}, which some agents do not survive
 */
public record WalkLimits(int bindings, Duration within, int maxRepetitions) {
  private static final int MOST_BINDINGS = 1_000_000;
  private static final int MOST_REPETITIONS = 100;
  private static final WalkLimits USUAL = new WalkLimits(100_000, Duration.ofSeconds(30), 20);

  /** Checks the ranges. */
  public WalkLimits {
    if (bindings < 1 || bindings > MOST_BINDINGS) {
      throw new IllegalArgumentException(
          "walk: may find 1 to %d objects, was %d".formatted(MOST_BINDINGS, bindings));
    }
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("walk: must have some time, was " + within);
    }
    if (maxRepetitions < 1 || maxRepetitions > MOST_REPETITIONS) {
      throw new IllegalArgumentException(
          "walk: may ask for 1 to %d successors at once, was %d; 0 makes some agents hang"
              .formatted(MOST_REPETITIONS, maxRepetitions));
    }
  }

  /** 100,000 objects within 30 s, 20 at once. */
  public static WalkLimits usual() {
    return USUAL;
  }

  /** The same with so many objects at most. */
  public WalkLimits bindings(int most) {
    return new WalkLimits(most, within, maxRepetitions);
  }

  /** The same with another time. */
  public WalkLimits within(Duration other) {
    return new WalkLimits(bindings, other, maxRepetitions);
  }

  /** The same, asking for so many at once. */
  public WalkLimits maxRepetitions(int other) {
    return new WalkLimits(bindings, within, other);
  }
}
