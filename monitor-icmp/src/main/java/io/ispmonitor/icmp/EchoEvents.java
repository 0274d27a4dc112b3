package io.ispmonitor.icmp;

/** What an {@link EchoSocket} has to report. The cookie is only valid during the call. */
interface EchoEvents {

  /** An echo reply that carries a cookie; nothing of it is checked yet. */
  void replied(long sourceHigh, long sourceLow, int scope, Cookie cookie, long stampNanos);

  /** The kernel handed this echo to the network at this wall clock time. */
  void transmitted(Cookie cookie, long stampNanos);

  /** Somebody on the way answered this echo with an ICMP error, which came at this time. */
  void refused(Cookie cookie, IcmpError error, long stampNanos);

  /**
   * The same, when no more of the echo was quoted than its header, of which the sequence number is
   * all that tells echoes apart. By itself that proves too little to judge a device by.
   */
  default void refusedBriefly(int sequence, IcmpError error, long stampNanos) {
    unreadable();
  }

  /** A packet that is no reply of ours, or cannot be read. */
  void unreadable();
}
