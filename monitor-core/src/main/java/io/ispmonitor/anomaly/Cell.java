package io.ispmonitor.anomaly;

import io.ispmonitor.anomaly.SampleGuard.Standing;

/**
 * Decides which samples are measurements, as {@link SampleGuard} does, and gathers those of four
 * minutes to their mean, so that series of 30 seconds and of five minutes are judged by the same
 * clock. A series whose samples are farther apart passes unchanged and without delay.
 */
final class Cell {
  private static final long LENGTH_NANOS = 240_000_000_000L;
  private static final long LONG_NANOS = 86_400_000_000_000L;
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;
  private static final int SET_BACK_AFTER = 8;

  private Standing standing = Standing.NONE_YET;
  private boolean any;
  private long closed;
  private long last;
  private long newestLate;
  private byte late;
  private double previous;
  private double mean;
  private int count;
  private boolean unchanged;

  /** Whether the sample is a measurement. */
  boolean takes(long nanos, double value) {
    standing = standingOf(nanos, value);
    return standing == Standing.TAKEN;
  }

  private Standing standingOf(long nanos, double value) {
    if (!Double.isFinite(value)) {
      return Standing.NO_NUMBER;
    }
    if (!any || nanos > last) {
      return Standing.TAKEN;
    }
    if (nanos == last) {
      return Standing.DUPLICATE;
    }
    if (late == 0 || nanos != newestLate) {
      late = (byte) (late > 0 && nanos > newestLate ? late + 1 : 1);
      newestLate = nanos;
    }
    return late == SET_BACK_AFTER ? Standing.TAKEN : Standing.LATE;
  }

  /** Whether the samples ended so long ago that what was last says little. */
  boolean afterSilence(long nanos) {
    return any && (nanos < last || nanos - last < 0 || nanos - last > LONG_NANOS);
  }

  /** Adds a measurement and says whether the cell is full. */
  boolean add(long nanos, double value) {
    unchanged = any && value == previous && (unchanged || count == 0);
    boolean full = !any || nanos - closed < 0 || nanos - closed >= LENGTH_NANOS;
    any = true;
    late = 0;
    previous = value;
    last = nanos;
    count++;
    mean += value / count - mean / count;
    return full;
  }

  /** The mean of the gathered samples; the next cell begins. */
  double close() {
    double gathered = unchanged || count == 1 ? previous : mean;
    mean = 0;
    count = 0;
    closed = last;
    return gathered;
  }

  /** Whether all samples of the cell closed last equal the one before them. */
  boolean unchanged() {
    return unchanged;
  }

  /** Whether the latest sample only adds to the next mean. */
  boolean gathers() {
    return count > 0;
  }

  Standing standing() {
    return standing;
  }

  /** The latest measurement. */
  double latest() {
    return previous;
  }

  /** The minute of the latest measurement. */
  int minute() {
    return (int) Math.floorDiv(last, NANOS_PER_MINUTE);
  }

  void exchange(StateFields fields) {
    standing = Standing.of(fields.place(standing.code(), Standing.CODES));
    any = fields.of(any);
    closed = fields.of(closed);
    last = fields.of(last);
    newestLate = fields.of(newestLate);
    late = (byte) fields.place(late, SET_BACK_AFTER);
    previous = fields.of(previous);
    mean = fields.of(mean);
    count = fields.of(count);
    unchanged = fields.of(unchanged);
  }
}
