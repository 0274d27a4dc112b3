package io.ispmonitor.failover;

/** One of the two services. */
public enum FailoverTarget {
  /** The one that is wanted. */
  PRIMARY,
  /** The one for when the primary is away. */
  FALLBACK
}
