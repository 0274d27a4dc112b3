package io.ispmonitor.anomaly.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often a series has been anomalous lately: a count that fades with a week, which is the number
 * of times a week where they come evenly. Above a limit the series is muted, below half of it it is
 * heard again.
 */
final class Chronic {
  private static final double WEEK_NANOS = 7 * 86_400e9;

  private final double limit;
  private double times;
  private long atNanos;
  private boolean isMuted;

  Chronic(double limit) {
    this.limit = limit;
  }

  void count(long nanos) {
    times = times(nanos) + 1;
    atNanos = nanos;
  }

  /** How many times a week. */
  double times(long nanos) {
    return times * Math.exp(-Math.max(0, nanos - atNanos) / WEEK_NANOS);
  }

  boolean isMuted() {
    return isMuted;
  }

  /** Whether it was just muted, or is heard again. */
  boolean turned(long nanos) {
    boolean before = isMuted;
    double now = times(nanos);
    isMuted = isMuted ? now > limit / 2 : now > limit;
    return isMuted != before;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(times);
    out.writeLong(atNanos);
    out.writeBoolean(isMuted);
  }

  void read(DataInput in) throws IOException {
    times = in.readDouble();
    atNanos = in.readLong();
    isMuted = in.readBoolean();
  }
}
