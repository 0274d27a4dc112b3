package io.ispmonitor.capacity;

import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Forecast.NotAtThisPace;
import io.ispmonitor.capacity.Forecast.Reached;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * When a trend meets a limit, on the weekday that is nearest to it. All of it is turned so that the
 * limit is above.
 */
final class Extrapolation {
  private static final int FAR = 180;
  private static final double FROM_NOW_ON = 0;

  private final SeasonalTrend trend;
  private final boolean isRising;
  private final double limit;
  private final double sinceMiddle;

  private Extrapolation(SeasonalTrend trend, double limit, boolean isRising, long today) {
    this.trend = trend;
    this.isRising = isRising;
    this.limit = isRising ? limit : -limit;
    this.sinceMiddle = today - trend.middle();
  }

  /** When the limit is met, in days from a day on. */
  static Forecast of(SeasonalTrend trend, double limit, boolean isRising, long today) {
    return new Extrapolation(trend, limit, isRising, today).forecast();
  }

  /** Where the trend is on a day, on the weekday that is nearest to the limit. */
  static double at(SeasonalTrend trend, boolean isRising, long today) {
    Extrapolation is = new Extrapolation(trend, 0, isRising, today);
    double now = is.now();
    return isRising ? now : -now;
  }

  private Forecast forecast() {
    double now = now();
    if (now >= limit) {
      boolean isSure = level() - trend.margin() + least() * sinceMiddle >= limit;
      return new Reached(isSure ? Confidence.HIGH : isShort() ? Confidence.LOW : Confidence.MEDIUM);
    }
    double days = until(slope(), level());
    double soonest = until(most(), level() + trend.margin());
    double latest = until(least(), level() - trend.margin());
    if (days > Forecast.HORIZON_DAYS) {
      OptionalDouble could = upTo(Forecast.HORIZON_DAYS, soonest);
      return new NotAtThisPace(could, sure(could));
    }
    OptionalDouble last = upTo(Double.MAX_VALUE, latest);
    return new InDays(days, soonest, last, sure(days, soonest, latest));
  }

  /** In fewer weeks a step near an end looks like a trend. */
  private boolean isShort() {
    return trend.days() < SeasonalTrend.FEWEST_FOR_SEASON;
  }

  private Confidence sure(OptionalDouble could) {
    if (isShort()) {
      return Confidence.LOW;
    }
    if (could.isEmpty()) {
      return Confidence.HIGH;
    }
    return could.getAsDouble() > FAR ? Confidence.MEDIUM : Confidence.LOW;
  }

  private Confidence sure(double days, double soonest, double latest) {
    if (isShort() || !(least() > 0)) {
      return Confidence.LOW;
    }
    boolean isNarrow =
        soonest >= days / 2 - SeasonalTrend.WEEK && latest <= 2 * days + SeasonalTrend.WEEK;
    return isNarrow ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /** Days from today, 0 when it is over; infinite when it is never. */
  private double until(double slope, double level) {
    return slope > 0
        ? Math.max(FROM_NOW_ON, (limit - level) / slope - sinceMiddle)
        : Double.POSITIVE_INFINITY;
  }

  private static OptionalDouble upTo(double most, double days) {
    return days <= most ? OptionalDouble.of(days) : OptionalDouble.empty();
  }

  private double now() {
    return level() + slope() * sinceMiddle;
  }

  private double level() {
    return isRising ? levels().max().orElseThrow() : -levels().min().orElseThrow();
  }

  private DoubleStream levels() {
    return trend.levels().stream().mapToDouble(level -> level);
  }

  private double slope() {
    return isRising ? trend.perDay() : -trend.perDay();
  }

  private double least() {
    return isRising ? trend.least() : -trend.most();
  }

  private double most() {
    return isRising ? trend.most() : -trend.least();
  }
}
