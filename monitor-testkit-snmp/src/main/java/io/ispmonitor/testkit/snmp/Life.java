package io.ispmonitor.testkit.snmp;

/**
 * What an agent is between two starts; replaced as a whole, so that no answer comes from two lives.
 *
 * @param objects what it has, unless changed
 * @param startNanos when it was started
 * @param boots how often it was
 * @param ports the state of a router's interfaces; that of no router is empty
 */
record Life(ObjectTable objects, long startNanos, int boots, Ports ports) {
  private static final int MOST_BOOTS = Integer.MAX_VALUE;

  Life next(ObjectTable newObjects, long nowNanos) {
    return new Life(newObjects, nowNanos, Math.min(boots, MOST_BOOTS - 1) + 1, ports.rebooted());
  }

  Life startedAt(long nanos) {
    return new Life(objects, nanos, boots, ports);
  }

  Life with(Ports others) {
    return new Life(objects, startNanos, boots, others);
  }
}
