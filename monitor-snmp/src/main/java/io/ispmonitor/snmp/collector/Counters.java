package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.snmp.SnmpValue;
import java.util.Arrays;

/**
 * The last reading of each counter of a device, and the rates that follow from the next (RFC 2863,
 * 3.1.6). A rate needs two readings of one width and one start; a counter that went round once is
 * bridged; what may have gone round more often, started anew, or exceeds what the link can carry is
 * a gap. Not for use by several threads.
 */
final class Counters {
  /** Counters are brought up to date in steps by some agents, so that a minute may show more. */
  private static final double SLACK = 1.2;

  /** A link that always carries more than it can is one whose speed is said wrongly. */
  private static final int MOST_EXCESSES = 3;

  /** More than any link carries, where its speed is not known. */
  private static final double MOST_PER_SECOND = 1e13;

  private static final byte UNREAD = 0;
  private static final byte NARROW = 1;
  private static final byte WIDE = 2;
  private static final byte BEGAN_ANEW = 3;

  private final long[] readings;
  private final byte[] widths;
  private final int[] stamps;
  private final byte[] excesses;

  /** What became of a counter. */
  record Rate(double value, Gap gap) {
    static Rate of(double value) {
      return new Rate(value, Gap.NONE);
    }

    static Rate none(Gap why) {
      return new Rate(Double.NaN, why);
    }
  }

  Counters(int slots) {
    this.readings = new long[slots];
    this.widths = new byte[slots];
    this.stamps = new int[slots];
    this.excesses = new byte[slots];
  }

  /** All counters began anew. */
  void restart() {
    Arrays.fill(widths, BEGAN_ANEW);
  }

  /** Nothing that was read before is of use. */
  void forget() {
    Arrays.fill(widths, UNREAD);
  }

  /** Goes on with what is known of a counter elsewhere. */
  void carry(int slot, Counters from, int itsSlot) {
    readings[slot] = from.readings[itsSlot];
    widths[slot] = from.widths[itsSlot];
    stamps[slot] = from.stamps[itsSlot];
    excesses[slot] = from.excesses[itsSlot];
  }

  /** Whether a reading is below the one before, so that it went round or began anew. */
  boolean isBelow(int slot, SnmpValue value) {
    Width width = Width.of(value);
    return width == width(slot) && Width.isBelow(Width.reading(value), readings[slot]);
  }

  private Width width(int slot) {
    return switch (widths[slot]) {
      case NARROW -> Width.BITS_32;
      case WIDE -> Width.BITS_64;
      default -> Width.NONE;
    };
  }

  /**
   * Takes a reading.
   *
   * @param slot which counter
   * @param stamp when it was read
   * @param perUnit what one step of the counter is worth
   * @param ceiling what the rate cannot exceed; {@code NaN} or 0 when that is not known
   * @param beganAnew whether the agent says that the counter started anew since the last reading
   */
  Rate read(
      int slot, SnmpValue value, int stamp, double perUnit, double ceiling, boolean beganAnew) {
    Width width = Width.of(value);
    if (width == Width.NONE) {
      widths[slot] = UNREAD;
      return Rate.none(Gap.NOT_A_NUMBER);
    }
    boolean hasRestarted = beganAnew || widths[slot] == BEGAN_ANEW;
    Width before = width(slot);
    long from = readings[slot];
    double seconds = AgentClock.seconds(stamps[slot], stamp);
    if (before == width && seconds == 0) {
      return Rate.none(Gap.FIRST_READING); // two readings of one moment
    }
    long to = Width.reading(value);
    readings[slot] = to;
    stamps[slot] = stamp;
    widths[slot] = width == Width.BITS_32 ? NARROW : WIDE;
    if (hasRestarted) {
      return Rate.none(Gap.RESTARTED);
    }
    if (before != width) {
      return Rate.none(Gap.FIRST_READING);
    }
    boolean isBelow = Width.isBelow(to, from);
    return rate(slot, width, width.growth(from, to), isBelow, seconds, perUnit, ceiling);
  }

  private Rate rate(
      int slot,
      Width width,
      double growth,
      boolean isBelow,
      double seconds,
      double perUnit,
      double ceiling) {
    double most = ceiling > 0 ? ceiling : MOST_PER_SECOND * Math.abs(perUnit);
    double rate = growth / seconds * perUnit;
    if (width == Width.BITS_32 && ceiling > 0) {
      boolean mayGoRoundTwice = ceiling * seconds / Math.abs(perUnit) >= width.turn();
      if (mayGoRoundTwice) {
        return Rate.none(Gap.AMBIGUOUS);
      }
    }
    if (isBelow) {
      boolean isHalf = ceiling > 0 || growth < width.turn() / 2;
      return isHalf && rate <= most * SLACK ? Rate.of(rate) : Rate.none(Gap.RESTARTED);
    }
    if (rate <= most * SLACK) {
      excesses[slot] = 0;
      return Rate.of(rate);
    }
    if (excesses[slot] < MOST_EXCESSES) {
      excesses[slot]++;
      return Rate.none(Gap.IMPLAUSIBLE);
    }
    return Rate.of(rate);
  }
}
