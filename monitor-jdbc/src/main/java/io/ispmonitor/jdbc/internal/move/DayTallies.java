package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.rollup.BucketSink;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What samples or buckets come to on each day (UTC), series after series. One thread. */
final class DayTallies implements SampleSink, BucketSink {
  private static final long DAY = Duration.ofDays(1).toNanos();

  private final Map<Long, Tally> days = new TreeMap<>();
  private long series;
  private long lastNanos = Long.MIN_VALUE;
  private long present = Long.MIN_VALUE;
  private Tally tally = new Tally();

  /** Those of one day. Sums are compensated, so that the order of two at one time is the same. */
  private static final class Tally {
    private final Digest digest = new Digest();
    private long count;
    private long gaps;
    private double sum;
    private double seriesSum;
    private double rest;

    private void add(double value) {
      double next = seriesSum + value;
      rest +=
          Math.abs(seriesSum) >= Math.abs(value)
              ? seriesSum - next + value
              : value - next + seriesSum;
      seriesSum = next;
    }

    private void end() {
      sum += seriesSum + rest;
      seriesSum = 0;
      rest = 0;
    }
  }

  /** What follows is of another series. */
  void begin(String name) {
    days.values().forEach(Tally::end);
    series = Digest.of(name);
    lastNanos = Long.MIN_VALUE;
  }

  /** The time of the last one of the series; the lowest number when there was none. */
  long lastNanos() {
    return lastNanos;
  }

  private Tally at(long nanos) {
    lastNanos = Math.max(lastNanos, nanos);
    long day = Math.floorDiv(nanos, DAY);
    if (day != present) {
      present = day;
      tally = days.computeIfAbsent(day, any -> new Tally());
    }
    return tally;
  }

  @Override
  public void accept(long epochNanos, double value, Gap gap) {
    Tally day = at(epochNanos);
    day.count++;
    if (gap == Gap.NONE) {
      day.add(value);
      day.digest.add(Digest.of(series, epochNanos, Double.doubleToLongBits(value)));
    } else {
      day.gaps++;
      day.digest.add(Digest.of(series, epochNanos, gap.code(), -1));
    }
  }

  @Override
  public void accept(long begin, long count, double min, double mean, double max, double p95) {
    Tally day = at(begin);
    day.count++;
    day.gaps += count;
    day.add(mean);
    day.digest.add(Digest.of(series, begin, count, bits(min), bits(mean), bits(max), bits(p95)));
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value);
  }

  /** The days of which there is anything. */
  Set<Long> days() {
    return days.keySet();
  }

  /** Says of all days what they come to. */
  Map<String, String> told(String what, String form, Set<Long> leftOut) {
    days.values().forEach(Tally::end);
    Map<String, String> told = new TreeMap<>();
    days.forEach(
        (day, is) -> {
          if (!leftOut.contains(day)) {
            told.put(
                what + " " + LocalDate.ofEpochDay(day),
                form.formatted(is.count, is.gaps, Double.toString(is.sum), is.digest));
          }
        });
    return told;
  }
}
