package io.ispmonitor.snmp;

/** A packet is not taken. Made for each packet of a stranger, so it has no trace. */
final class RefusedTrapException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SnmpTrapRefusal why;

  RefusedTrapException(SnmpTrapRefusal why) {
    this(why, "");
  }

  /**
   * With who it is about.
   *
   * @param who the user it names, or nothing
   */
  RefusedTrapException(SnmpTrapRefusal why, String who) {
    super(who, null, false, false);
    this.why = why;
  }

  SnmpTrapRefusal why() {
    return why;
  }

  String who() {
    return String.valueOf(getMessage());
  }
}
