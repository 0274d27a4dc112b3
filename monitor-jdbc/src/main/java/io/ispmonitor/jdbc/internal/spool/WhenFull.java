package io.ispmonitor.jdbc.internal.spool;

/** What happens once the spool takes all the disk it may take. */
public enum WhenFull {
  /** The oldest segments go, each as a whole, counted and told. */
  DROP_OLDEST,
  /** What is new is refused until something has been carried away. */
  REFUSE_NEW
}
