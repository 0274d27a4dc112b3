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

  /** The mode of this name; one that a later release knows and this one does not observes. */
  public static InstanceMode of(String name) {
    for (InstanceMode mode : values()) {
      if (mode.name().equals(name)) {
        return mode;
      }
    }
    return OBSERVE;
  }

  /** Whether it may ever hold a lease. */
  public boolean competes() {
    return this == ACTIVE || this == STANDBY;
  }
}
