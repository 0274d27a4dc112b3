package io.ispmonitor.probe;

/** What the outcomes of a probe are good for. */
public enum Role {
  /** They decide whether a device is up or down. */
  REACHABILITY,
  /** They bring values and never decide about up or down. */
  DATA
}
