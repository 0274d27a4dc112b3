package io.ispmonitor.synthetic;

/** Whether the Internet is reachable, as far as enough targets agree. */
public enum InternetState {
  /** A quorum of targets answered as expected. */
  REACHABLE,
  /** So many targets failed that no quorum is possible. */
  UNREACHABLE,
  /** Too few targets have a valid outcome of late. */
  UNDECIDED
}
