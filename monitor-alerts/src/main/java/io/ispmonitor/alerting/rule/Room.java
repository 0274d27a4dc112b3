package io.ispmonitor.alerting.rule;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How much a set of rules may remember, and how much had no room. What is remembered of a device as
 * a whole always has room, since there is no more of it than there are rules. For one thread.
 */
final class Room {
  /** Ten rules on each of the 20,000 rows that a collector takes of one device. */
  private static final int PARTS_OF_A_DEVICE = 200_000;

  private static final int PARTS_IN_ALL = 5_000_000;

  /** Events come without being asked for, so they have room of their own, and less. */
  private static final int EVENTS_OF_A_RULE = 1_000;

  private static final int EVENTS_OF_A_DEVICE = 5_000;

  /** Makes the places of names in tables unknown to those who choose the names. */
  final long seed = ThreadLocalRandom.current().nextLong() | 1;

  final int partsOfDevice;
  final int eventsOfRule;
  final int eventsOfDevice;
  private final int partsInAll;
  private final Clocks time;
  private int taken;
  private int leftOut;

  private Room(Clocks time, int parts, int partsInAll, int eventsOfRule, int eventsOfDevice) {
    this.time = time;
    this.partsOfDevice = parts;
    this.partsInAll = partsInAll;
    this.eventsOfRule = eventsOfRule;
    this.eventsOfDevice = eventsOfDevice;
  }

  /** As much as usual. */
  static Room usual(Clocks time) {
    return new Room(time, PARTS_OF_A_DEVICE, PARTS_IN_ALL, EVENTS_OF_A_RULE, EVENTS_OF_A_DEVICE);
  }

  /** For so many parts of each device, and in all; and so many with an event. */
  static Room of(Clocks time, int parts, int partsInAll, int events) {
    return new Room(time, parts, partsInAll, events, events);
  }

  /** Whether so many more fit in, of whatever device. */
  boolean has(int more) {
    return taken + (long) more <= partsInAll;
  }

  /** So many more are remembered than before; fewer where it is negative. */
  void take(int more) {
    taken += more;
  }

  /** So many more are left out than before; fewer where it is negative. */
  void leaveOut(int more) {
    leftOut += more;
  }

  /** How many parts of devices are not watched by a rule that is for them. */
  int leftOut() {
    return leftOut;
  }

  long nanoTime() {
    return time.nanoTime();
  }
}
