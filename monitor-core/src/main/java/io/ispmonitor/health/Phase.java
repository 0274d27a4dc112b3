package io.ispmonitor.health;

/** Where a monitor is in its life. */
public enum Phase {
  /** Built, not started. */
  NEW,
  /** Started; not every probe has had its first outcome. */
  STARTING,
  /** Every probe has had outcomes. */
  READY,
  /** Ended. */
  CLOSED
}
