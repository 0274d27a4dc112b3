package io.ispmonitor.capacity;

import io.ispmonitor.capacity.Forecast.NotEnoughData;
import io.ispmonitor.metric.SeriesKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one series goes on.
 *
 * @param series which
 * @param name what people call the device
 * @param subject what is planned for
 * @param capacity what a link can carry, in bit/s; empty for others, and where nobody knows
 * @param limit what is not to be passed, in the unit of the figures
 * @param p95 of a link: what 95 percent of five minutes' means did not exceed in the last 30 days,
 *     also before a step; a note says when there were values of fewer days
 * @param now where the trend is today, on the weekday that is nearest to the limit
 * @param trend how the figures change
 * @param forecast when the limit is reached
 * @param days the figures, also those that do not count; none where the report keeps no days, see
 *     {@link CapacityPlanner.Builder#charts}
 * @param since the first day that counts, where figures or capacity stepped before
 * @param notes what else is to be known, in words
 */
public record CapacityPlan(
    SeriesKey series,
    String name,
    Subject subject,
    OptionalDouble capacity,
    OptionalDouble limit,
    OptionalDouble p95,
    OptionalDouble now,
    Optional<Trend> trend,
    Forecast forecast,
    List<DayFigure> days,
    Optional<LocalDate> since,
    List<String> notes) {

  /** Copies the lists. */
  public CapacityPlan {
    days = List.copyOf(days);
    notes = List.copyOf(notes);
  }

  /** Whether a day counts towards the trend. */
  public boolean counts(DayFigure day) {
    return day.isWhole() && since.map(first -> !day.day().isBefore(first)).orElse(true);
  }

  /** Of a series of which nothing can be told. */
  static CapacityPlan none(SeriesKey series, String name, Subject subject, String missing) {
    OptionalDouble unknown = OptionalDouble.empty();
    return new CapacityPlan(
        series,
        name,
        subject,
        unknown,
        unknown,
        unknown,
        unknown,
        Optional.empty(),
        new NotEnoughData(missing),
        List.of(),
        Optional.empty(),
        List.of());
  }

  CapacityPlan withoutDays() {
    return new CapacityPlan(
        series, name, subject, capacity, limit, p95, now, trend, forecast, List.of(), since, notes);
  }

  /** The forecast and what it rests on, in one line. */
  public String words() {
    return PlanWords.of(this);
  }
}
