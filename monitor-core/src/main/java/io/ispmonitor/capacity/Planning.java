package io.ispmonitor.capacity;

import io.ispmonitor.capacity.Days.Percentile;
import io.ispmonitor.capacity.Forecast.NotEnoughData;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.SeriesKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes the plan of one series. */
final class Planning {
  static final int FEWEST_DAYS = 14;
  private static final int BILLED_DAYS = 30;
  private static final Percentile NOT_BILLED = new Percentile(OptionalDouble.empty(), 0);
  private static final int WEEK = SeasonalTrend.WEEK;

  /** Smaller steps, in shares of the limit, need not be told from a trend. */
  private static final double SMALL = 0.05;

  private final Days days;
  private final CapacitySettings settings;
  private final Attempts attempts;

  Planning(Days days, CapacitySettings settings, Attempts attempts) {
    this.days = days;
    this.settings = settings;
    this.attempts = attempts;
  }

  /** The plan; empty when there was nothing of the series for weeks. */
  Optional<CapacityPlan> plan(Device device, SeriesKey series, Subject subject) {
    return attempts.of(
        () -> made(device, series, subject),
        why -> Optional.of(CapacityPlan.none(series, device.name(), subject, why)));
  }

  private Optional<CapacityPlan> made(Device device, SeriesKey series, Subject subject) {
    List<DayFigure> all = days.read(series, settings.weeks() * WEEK, subject.day());
    if (all.isEmpty()) {
      return Optional.empty();
    }
    LinkSpeed speed = subject.isLink() ? speed(device, series) : nothing();
    OptionalDouble limit = limit(device, series, subject, speed.bitsPerSecond());
    List<DayFigure> whole = all.stream().filter(DayFigure::isWhole).toList();
    Optional<LocalDate> step = LevelSteps.newest(whole, least(limit, whole));
    Optional<LocalDate> since = later(speed.since(), step);
    List<DayFigure> used =
        whole.stream()
            .filter(day -> since.map(first -> !day.day().isBefore(first)).orElse(true))
            .toList();
    Optional<SeasonalTrend> trend = trend(used);
    Percentile billed = subject.isLink() ? days.p95(series, BILLED_DAYS) : NOT_BILLED;
    return Optional.of(
        new CapacityPlan(
            series,
            device.name(),
            subject,
            speed.bitsPerSecond(),
            limit,
            billed.value(),
            trend.map(is -> now(is, subject)).orElse(OptionalDouble.empty()),
            trend.map(is -> new Trend(is.perDay(), is.least(), is.most(), is.days())),
            forecast(used, trend, limit, subject),
            all,
            since,
            notes(all, whole, speed, step, trend, billed)));
  }

  private LinkSpeed speed(Device device, SeriesKey series) {
    OptionalDouble known = settings.linkCapacity().of(device, series);
    if (known.isPresent()) {
      return new LinkSpeed(OptionalDouble.of(checked(known, series, true)), Optional.empty());
    }
    SeriesKey speed =
        SeriesKey.of(series.device(), InterfaceMetrics.SPEED.name(), series.instance());
    return LinkSpeed.of(days.read(speed, settings.weeks() * WEEK, DayOf.USUAL));
  }

  private static LinkSpeed nothing() {
    return new LinkSpeed(OptionalDouble.empty(), Optional.empty());
  }

  private OptionalDouble limit(
      Device device, SeriesKey series, Subject subject, OptionalDouble capacity) {
    OptionalDouble limit = settings.limit(subject).of(device, series);
    if (limit.isEmpty()) {
      return limit;
    }
    double is = checked(limit, series, subject.isLink());
    if (!subject.isLink()) {
      return OptionalDouble.of(is);
    }
    return capacity.isEmpty() ? capacity : OptionalDouble.of(is * capacity.getAsDouble());
  }

  private static double checked(OptionalDouble limit, SeriesKey series, boolean isAboveZero) {
    double is = limit.getAsDouble();
    if (!Double.isFinite(is) || (isAboveZero && !(is > 0))) {
      throw new UnusableLimitException(
          "the limit or capacity given for %s is %s; give a finite number%s, or empty"
              .formatted(series, is, isAboveZero ? " above 0" : ""));
    }
    return is;
  }

  private static double least(OptionalDouble limit, List<DayFigure> whole) {
    double[] sizes = whole.stream().mapToDouble(day -> Math.abs(day.value())).toArray();
    double usual = sizes.length == 0 ? 0 : Medians.of(sizes);
    return SMALL * Math.abs(limit.orElse(usual));
  }

  private static Optional<LocalDate> later(Optional<LocalDate> one, Optional<LocalDate> other) {
    return one.isPresent() && other.isPresent() && other.get().isAfter(one.get())
        ? other
        : one.or(() -> other);
  }

  private Optional<SeasonalTrend> trend(List<DayFigure> used) {
    return missing(used).isPresent() ? Optional.empty() : Optional.of(SeasonalTrend.through(used));
  }

  private OptionalDouble now(SeasonalTrend trend, Subject subject) {
    return OptionalDouble.of(Extrapolation.at(trend, subject.isRising(), today()));
  }

  private Forecast forecast(
      List<DayFigure> used, Optional<SeasonalTrend> trend, OptionalDouble limit, Subject subject) {
    Optional<String> missing = missing(used);
    if (missing.isPresent() || trend.isEmpty()) {
      return new NotEnoughData(missing.orElse("no trend"));
    }
    if (limit.isEmpty()) {
      return new NotEnoughData(
          subject.isLink()
              ? "what the link can carry is not known; its if.speed is missing or 0, so set linkCapacity"
              : "no limit is set for " + subject);
    }
    return Extrapolation.of(trend.get(), limit.getAsDouble(), subject.isRising(), today());
  }

  private Optional<String> missing(List<DayFigure> used) {
    if (used.size() < FEWEST_DAYS) {
      return Optional.of(
          "%d of %d days with values in %d hours"
              .formatted(used.size(), FEWEST_DAYS, DayFigure.FEWEST_HOURS));
    }
    LocalDate last = used.get(used.size() - 1).day();
    return last.isBefore(days.today().minusDays(WEEK))
        ? Optional.of("no whole day since " + last)
        : Optional.empty();
  }

  private long today() {
    return days.today().toEpochDay();
  }

  private static List<String> notes(
      List<DayFigure> all,
      List<DayFigure> whole,
      LinkSpeed speed,
      Optional<LocalDate> step,
      Optional<SeasonalTrend> trend,
      Percentile billed) {
    List<String> notes = new ArrayList<>();
    speed
        .since()
        .ifPresent(
            at ->
                notes.add(
                    "the link's speed changed on " + at + ", what was before does not count"));
    step.ifPresent(at -> notes.add("stepped on " + at + ", what was before does not count"));
    int thin = all.size() - whole.size();
    if (thin > 0) {
      notes.add("%d days are left out, of which hours are missing".formatted(thin));
    }
    if (trend.isPresent() && trend.get().days() < SeasonalTrend.FEWEST_FOR_SEASON) {
      notes.add("too few weeks to tell weekdays apart, or a step near an end from a trend");
    }
    if (billed.value().isPresent() && billed.days() < BILLED_DAYS) {
      notes.add("the 95th percentile is of %d of %d days".formatted(billed.days(), BILLED_DAYS));
    }
    return notes;
  }
}
