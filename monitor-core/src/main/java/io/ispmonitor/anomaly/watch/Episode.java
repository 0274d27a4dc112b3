package io.ispmonitor.anomaly.watch;

import io.ispmonitor.anomaly.Explanation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One anomaly of one series, from the first value that scored high until values are usual again:
 * what was usual when it began, or after half a day what is usual then. Detectors look at the mean
 * of several values, whose scatter is less than that of single ones, so the mean has to be usual
 * and half of the values.
 */
final class Episode {
  private static final long CALM_NANOS = 600_000_000_000L;
  private static final int CALM_VALUES = 3;
  private static final long LOOKED_AT_ANEW_NANOS = 12 * 3_600_000_000_000L;

  final long sinceNanos;
  final boolean isStuck;

  /** What was usual when it began. */
  final double low;

  final double centre;
  final double high;

  /** Whether it is more than the plan's least change. */
  boolean isOpen;

  /** The value that lay farthest out. */
  double peak;

  double score;
  String reason;

  /** Whether it ended since what is far out has become usual. */
  boolean isLearnt;

  /** Values that may be usual again, since when, their sum, and how many lie where they should. */
  private int calm;

  private long calmNanos;
  private double calmSum;
  private int calmWithin;

  Episode(long nanos, Explanation first, boolean isStuck) {
    this.sinceNanos = nanos;
    this.isStuck = isStuck;
    this.low = first.low();
    this.centre = first.centre();
    this.high = first.high();
    this.peak = first.value();
    this.score = first.score();
    this.reason = first.reason();
  }

  private Episode(DataInput in) throws IOException {
    sinceNanos = in.readLong();
    isStuck = in.readBoolean();
    low = in.readDouble();
    centre = in.readDouble();
    high = in.readDouble();
    isOpen = in.readBoolean();
    peak = in.readDouble();
    score = in.readDouble();
    reason = in.readUTF();
  }

  static Episode read(DataInput in) throws IOException {
    return new Episode(in);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(sinceNanos);
    out.writeBoolean(isStuck);
    out.writeDouble(low);
    out.writeDouble(centre);
    out.writeDouble(high);
    out.writeBoolean(isOpen);
    out.writeDouble(peak);
    out.writeDouble(score);
    out.writeUTF(reason);
  }

  /** To which side it lies. */
  Direction side() {
    return isStuck ? Direction.BOTH : Direction.of(change());
  }

  /** How far out it is; NaN where nothing was expected. */
  double change() {
    return peak - centre;
  }

  /**
   * Takes the next value.
   *
   * @param isHigh whether it scores as high as the first one
   * @param now what is usual now
   */
  void take(long nanos, double value, boolean isHigh, Explanation now) {
    if (isHigh && now.score() > score) {
      score = now.score();
      reason = now.reason();
    }
    if (Math.abs(value - centre) > Math.abs(peak - centre)) {
      peak = value;
    }
    if (isHigh || (isStuck && value == peak)) {
      calm = 0;
      return;
    }
    if (calm++ == 0) {
      calmNanos = nanos;
      calmSum = 0;
      calmWithin = 0;
    }
    calmSum += value;
    boolean isLate = nanos - sinceNanos >= LOOKED_AT_ANEW_NANOS;
    calmWithin += within(value, low, high) || (isLate && within(value, now)) ? 1 : 0;
    if (calm < CALM_VALUES) {
      return;
    }
    boolean asBefore = isStuck || within(calmSum / calm, low, high);
    boolean asNow = isLate && within(calmSum / calm, now);
    isLearnt = !asBefore;
    if ((!asBefore && !asNow) || (!isStuck && 2 * calmWithin < calm)) {
      calm = 0;
    }
  }

  private static boolean within(double value, Explanation now) {
    return within(value, now.low(), now.high()) || Double.isNaN(now.low());
  }

  private static boolean within(double value, double low, double high) {
    return value >= low && value <= high;
  }

  /** Whether values have been usual for long enough: in the mean, and half of them each. */
  boolean isOver(long nanos) {
    return calm >= CALM_VALUES && nanos - calmNanos >= CALM_NANOS;
  }

  /** Since when values are usual. */
  long calmSince() {
    return calmNanos;
  }
}
