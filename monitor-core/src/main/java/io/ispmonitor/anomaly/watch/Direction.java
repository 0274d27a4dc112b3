package io.ispmonitor.anomaly.watch;

/** To which side a value has to leave what is usual. */
public enum Direction {
  /** Above. */
  UP,
  /** Below. */
  DOWN,
  /** Above or below. */
  BOTH;

  /** The side to which a value changed by so much. */
  static Direction of(double change) {
    return change < 0 ? DOWN : UP;
  }

  /** Whether a change by so much is to this side. */
  boolean covers(double change) {
    return this == BOTH || this == of(change);
  }
}
