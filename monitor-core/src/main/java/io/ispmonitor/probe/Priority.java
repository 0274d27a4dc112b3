package io.ispmonitor.probe;

/**
 * How much a question is worth when the machine cannot keep up with all of them. Intervals of
 * {@link #LOW} questions are stretched first, then those of {@link #NORMAL} ones; without overload
 * all are asked alike.
 */
public enum Priority {
  /** Keeps its interval, and is served first when questions are late. */
  HIGH,
  /** Its interval is stretched up to four times, once stretching the low ones did not help. */
  NORMAL,
  /** Its interval is stretched first, up to eight times. */
  LOW
}
