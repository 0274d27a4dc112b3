package io.ispmonitor.snmp;

/**
 * How many are taken: a bucket of tokens that fills again.
 *
 * @param perSecond how many each second in the long run, 0.001 to 1,000,000
 * @param burst how many at once after a silence, 1 to 1,000,000
 */
public record SnmpTrapLimit(double perSecond, int burst) {
  private static final int MOST = 1_000_000;
  private static final double LEAST = 0.001;

  /** Checks the ranges. */
  public SnmpTrapLimit {
    if (!(perSecond >= LEAST && perSecond <= MOST)) {
      throw new IllegalArgumentException(
          "limit of SNMP traps: there may be %s to %d each second, was %s"
              .formatted(LEAST, MOST, perSecond));
    }
    if (burst < 1 || burst > MOST) {
      throw new IllegalArgumentException(
          "limit of SNMP traps: a burst may have 1 to %d, was %d".formatted(MOST, burst));
    }
  }
}
