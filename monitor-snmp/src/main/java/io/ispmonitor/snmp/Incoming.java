package io.ispmonitor.snmp;

import java.util.function.Supplier;

/** A packet that somebody may send to us. */
sealed interface Incoming {

  /**
   * A trap or an inform.
   *
   * @param trap what it says
   * @param requestId the number its sender gave it
   * @param acknowledgement of an inform: what to answer once it is taken
   */
  record Notification(SnmpTrap trap, int requestId, Supplier<byte[]> acknowledgement)
      implements Incoming {}

  /**
   * A sender of informs that does not know who we are, or what our clock says.
   *
   * @param report what tells it
   */
  record Inquiry(Octets report) implements Incoming {}

  /** Asked once it is known that a sender may send, and before work is done for it. */
  interface Gate {
    /** Refuses when too much came. */
    void pass() throws RefusedTrapException;
  }
}
