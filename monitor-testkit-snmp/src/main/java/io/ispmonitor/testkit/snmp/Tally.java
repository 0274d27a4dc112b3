package io.ispmonitor.testkit.snmp;

/** What one direction of an interface has counted at a moment. */
record Tally(int place, long first, Flow flow, double errorsPerSecond, double discardsPerSecond) {
  private static final int BITS = 8;

  /** How many octets a packet has, all in all. */
  private static final long OCTETS_IN_PACKET = 500;

  static Tally of(int place, InterfaceModel is, Flow flow, double errors, double discards) {
    return new Tally(place, is.counting().first(), flow, errors, discards);
  }

  long octets(Moment moment) {
    return first(moment) + passed(moment);
  }

  long packets(Moment moment) {
    return first(moment) + passed(moment) / OCTETS_IN_PACKET;
  }

  long errors(Moment moment) {
    return (long) (errorsPerSecond * seconds(moment));
  }

  long discards(Moment moment) {
    return (long) (discardsPerSecond * seconds(moment));
  }

  private long passed(Moment moment) {
    return (long) (flow.bitsAfter(seconds(moment)) / BITS);
  }

  private long first(Moment moment) {
    return port(moment).startsAtModel() ? first : 0;
  }

  private double seconds(Moment moment) {
    return port(moment).activeSeconds(moment.upNanos());
  }

  private Port port(Moment moment) {
    return moment.life().ports().at(place);
  }
}
