package io.ispmonitor.snmp.collector;

import java.time.Duration;

/**
 * What {@code sysUpTime} says of the time between readings, and whether the agent started anew
 * between them (RFC 3418). An agent whose clock does not go like ours is not believed: then ours
 * counts. Not for use by several threads.
 */
final class AgentClock {
  private static final long TICK_NANOS = Duration.ofMillis(10).toNanos();
  private static final long LEAST_TOLERANCE = Duration.ofSeconds(3).toNanos();
  private static final int TOLERANCE_SHARE = 20;
  private static final long TURN_NANOS = (1L << 32) * TICK_NANOS;
  private static final int MOST_DOUBTS = 3;
  private static final int ENOUGH_AGREEMENTS = 10;

  private final boolean mayBeBelieved;
  private boolean isBelieved;
  private int doubts;
  private int agreements;
  private boolean hasReading;
  private long lastTicks;
  private long lastNanos;

  /** What happened since the reading before. */
  enum Passage {
    /** There is none before. */
    FIRST,
    /** Time went by as it should. */
    RUNNING,
    /** The agent started anew. */
    RESTARTED,
    /** Its clock did not agree with ours, or does again: what was read before is of no use. */
    DOUBTFUL,
    /** It did not agree once too often: from now on it is not believed. */
    DISBELIEVED
  }

  AgentClock(boolean isBelieved) {
    this.mayBeBelieved = isBelieved;
    this.isBelieved = isBelieved;
  }

  /**
   * Takes a reading.
   *
   * @param ticks hundredths of a second, 0 to 2^32 - 1
   * @param nanos when it came, by our clock
   */
  Passage read(long ticks, long nanos) {
    boolean isFirst = !hasReading;
    long theirs = (ticks - lastTicks) * TICK_NANOS;
    long ours = nanos - lastNanos;
    hasReading = true;
    lastTicks = ticks;
    lastNanos = nanos;
    return isFirst ? Passage.FIRST : passage(ticks * TICK_NANOS, theirs, ours);
  }

  private Passage passage(long upNanos, long theirs, long ours) {
    if (agrees(theirs, ours) || agrees(theirs + TURN_NANOS, ours)) {
      doubts = 0;
      agreements++;
      boolean isBelievedAgain = !isBelieved && mayBeBelieved && agreements >= ENOUGH_AGREEMENTS;
      isBelieved |= isBelievedAgain;
      return isBelievedAgain ? Passage.DOUBTFUL : Passage.RUNNING;
    }
    agreements = 0;
    if (!isBelieved) {
      return Passage.RUNNING;
    }
    doubts++;
    isBelieved = doubts < MOST_DOUBTS;
    if (!isBelieved) {
      return Passage.DISBELIEVED;
    }
    boolean beganMeanwhile = theirs < 0 || upNanos < ours - tolerance(ours);
    return beganMeanwhile ? Passage.RESTARTED : Passage.DOUBTFUL;
  }

  /** A moment in hundredths of a second, by the agent's clock where it is believed. */
  int stamp(long ticks, long nanos) {
    return (int) (isBelieved ? ticks : nanos / TICK_NANOS);
  }

  /** How many seconds lie between two stamps. */
  static double seconds(int from, int to) {
    return Integer.toUnsignedLong(to - from) / 100.0;
  }

  private static boolean agrees(long theirs, long ours) {
    return Math.abs(theirs - ours) <= tolerance(ours);
  }

  private static long tolerance(long ours) {
    return Math.max(LEAST_TOLERANCE, ours / TOLERANCE_SHARE);
  }
}
