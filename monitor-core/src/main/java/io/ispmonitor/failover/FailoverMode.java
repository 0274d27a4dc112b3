package io.ispmonitor.failover;

/** Who decides which service is used. The primary is checked in every mode. */
public enum FailoverMode {
  /** The checks do. */
  AUTO,
  /** The primary is used, whatever the checks say. */
  FORCE_PRIMARY,
  /** The fallback is used, whatever the checks say. */
  FORCE_FALLBACK
}
