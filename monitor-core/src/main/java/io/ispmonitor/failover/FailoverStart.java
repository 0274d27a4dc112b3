package io.ispmonitor.failover;

/** What the first check after the start decides. Until it is over the primary is used. */
public enum FailoverStart {
  /**
   * When the first check fails, the fallback is used at once. The default: limits in a row protect
   * a primary that has worked from a single lost check, and one that has not been heard yet has
   * nothing to protect, while callers would run into it for minutes.
   */
  FIRST_CHECK,
  /** The first check is one like any other: it takes as many failures in a row as later. */
  PRIMARY
}
