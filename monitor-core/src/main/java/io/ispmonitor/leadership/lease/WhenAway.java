package io.ispmonitor.leadership.lease;

/**
 * What the one in charge does once its lease has run out because the place of leases cannot be
 * reached.
 */
public enum WhenAway {
  /**
   * It goes on. When it is the only one that is cut off, another one takes over, and people may be
   * told twice; what is told meanwhile says so.
   */
  KEEP_SENDING,
  /** It stops. When nobody reaches the place of leases, nobody is told anything. */
  STOP_SENDING
}
