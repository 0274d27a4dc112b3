package io.ispmonitor.metric;

/** Takes values one by one, without an object for each. */
@FunctionalInterface
public interface SampleSink {

  /**
   * One value.
   *
   * @param epochNanos when it was asked for, nanoseconds since 1970-01-01T00:00Z
   * @param value the value; {@code NaN} exactly when there is a gap
   * @param gap why the value is missing, or {@link Gap#NONE}
   */
  void accept(long epochNanos, double value, Gap gap);
}
