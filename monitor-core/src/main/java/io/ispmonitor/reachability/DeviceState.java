package io.ispmonitor.reachability;

/** How a device stands. */
public enum DeviceState {
  /** It answers, within its limits. */
  UP,
  /** It answers, but slowly or with loss. */
  DEGRADED,
  /** It does not answer, though the way to it is open: the fault is there. */
  DOWN,
  /** It does not answer, and something it depends on is down. */
  UNREACHABLE,
  /** Nothing is known: not heard of yet, not asked, or our own side cannot tell. */
  UNKNOWN;

  /** Whether the device is known not to answer. */
  public boolean isOutage() {
    return this == DOWN || this == UNREACHABLE;
  }

  /** Whether the device is known to answer. */
  public boolean isAnswering() {
    return this == UP || this == DEGRADED;
  }
}
