package io.ispmonitor.metric;

/** How the values of a metric are to be read. */
public enum MetricKind {
  /** A level that goes up and down, such as a voltage. */
  GAUGE,
  /** A total that only grows, until what counts it starts anew. */
  COUNTER,
  /** The growth of a total per second, computed by us from two readings. */
  RATE
}
