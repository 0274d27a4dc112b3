package io.ispmonitor.app.web.api;

import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Range;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.RollupWidth;
import io.ispmonitor.status.SeriesStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A series step by step: of its samples where steps are short or memory has them, or of what these
 * came to in five minutes or an hour, so that a year is read as quickly as a day.
 *
 * @param start where the step begins
 * @param mean of its values; NaN for none, as the others
 * @param low the lowest
 * @param high the highest
 * @param count how many there are
 */
record Steps(Instant start, double mean, double low, double high, long count) {

  static List<Steps> of(Site site, SeriesKey series, Range range) {
    Duration step = range.step();
    boolean isRemembered = !range.from().isBefore(site.remembered());
    if (isRemembered || step.compareTo(RollupWidth.FIVE_MINUTES.length()) < 0) {
      return sampled(site, series, range);
    }
    boolean isLong = step.compareTo(RollupWidth.HOUR.length()) >= 0;
    return rolled(site, series, range, isLong ? RollupWidth.HOUR : RollupWidth.FIVE_MINUTES);
  }

  /** Of its samples, however long the steps are. */
  static List<Steps> sampled(Site site, SeriesKey series, Range range) {
    return site.monitor().board().series(series, range.from(), range.to(), range.step()).stream()
        .map(Steps::of)
        .toList();
  }

  private static Steps of(SeriesStep step) {
    return new Steps(step.start(), step.mean(), step.min(), step.max(), step.count());
  }

  private static List<Steps> rolled(Site site, SeriesKey series, Range range, RollupWidth width) {
    Instant now = site.time().instant();
    Instant to = range.to().isAfter(now) ? now : range.to();
    List<Gathered> all = new ArrayList<>();
    for (Instant at = range.from(); at.isBefore(to); at = at.plus(range.step())) {
      all.add(new Gathered(at));
    }
    if (!all.isEmpty()) {
      site.rollups()
          .read(
              series,
              range.from(),
              to,
              width,
              (beginNanos, count, min, mean, max, p95) ->
                  gathered(all, range, beginNanos).add(count, min, mean, max));
    }
    return all.stream().map(Gathered::step).toList();
  }

  private static Gathered gathered(List<Gathered> all, Range range, long beginNanos) {
    Instant begin = Instant.ofEpochSecond(0, beginNanos);
    long index = Duration.between(range.from(), begin).dividedBy(range.step());
    return all.get((int) Math.max(0, Math.min(all.size() - 1, index)));
  }

  /** What a step comes to so far. One thread. */
  private static final class Gathered {
    private final Instant start;
    private long count;
    private double sum;
    private double low = Double.NaN;
    private double high = Double.NaN;

    Gathered(Instant start) {
      this.start = start;
    }

    void add(long more, double min, double mean, double max) {
      low = count == 0 ? min : Math.min(low, min);
      high = count == 0 ? max : Math.max(high, max);
      sum += mean * more;
      count += more;
    }

    Steps step() {
      return new Steps(start, count == 0 ? Double.NaN : sum / count, low, high, count);
    }
  }
}
