package io.ispmonitor.leadership.lease;

/** What one of several programs is for. */
public enum InstanceMode {
  /** Works whenever it can have the lease, and gets it back from one on standby. */
  ACTIVE,
  /** Works while no active one can. */
  STANDBY,
  /**
   * Never works: it asks and judges, but stores and sends nothing, and counts what it would have.
   */
  OBSERVE,
  /** Does nothing at all. */
  DISABLED;

  /** Whether it may ever hold a lease. */
  public boolean competes() {
    return this == ACTIVE || this == STANDBY;
  }
}
