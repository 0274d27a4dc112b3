package io.ispmonitor.capacity;

/** How far a forecast can be trusted. */
public enum Confidence {
  /** The trend is sure, and soonest and latest lie within about half and twice of the forecast. */
  HIGH,
  /** The trend is sure, but not how fast. */
  MEDIUM,
  /** There may be no trend at all, or there are fewer than four weeks to tell. */
  LOW
}
