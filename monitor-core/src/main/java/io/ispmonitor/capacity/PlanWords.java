package io.ispmonitor.capacity;

import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Forecast.NotAtThisPace;
import io.ispmonitor.capacity.Forecast.NotEnoughData;
import io.ispmonitor.capacity.Forecast.Reached;
import io.ispmonitor.metric.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How plans are put in words. */
final class PlanWords {
  private static final String[] RATES = {"bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"};
  private static final double THOUSAND = 1_000;
  private static final int A_MONTH = 30;

  private PlanWords() {}

  static String of(CapacityPlan plan) {
    Unit unit = plan.subject().unit();
    List<String> parts = new ArrayList<>();
    parts.add(forecast(plan.forecast(), plan.limit(), unit));
    plan.trend().ifPresent(trend -> parts.add(trend(trend, unit)));
    plan.now().ifPresent(now -> parts.add("now at " + figure(now, unit)));
    plan.p95().ifPresent(p95 -> parts.add("95th percentile " + figure(p95, unit)));
    parts.addAll(plan.notes());
    return String.join("; ", parts);
  }

  private static String forecast(Forecast forecast, OptionalDouble limit, Unit unit) {
    String its = limit.isPresent() ? figure(limit.getAsDouble(), unit) : "the limit";
    if (forecast instanceof NotEnoughData none) {
      return "not enough data: " + none.missing();
    }
    if (forecast instanceof Reached reached) {
      return its + " is reached (confidence " + of(reached.confidence()) + ")";
    }
    if (forecast instanceof NotAtThisPace far) {
      String soonest =
          far.soonest().isPresent() ? "; at the soonest in " + days(far.soonest()) : "";
      return "%s is not reached at this pace%s (confidence %s)"
          .formatted(its, soonest, of(far.confidence()));
    }
    InDays in = (InDays) forecast;
    return "%s is reached in %s, at the soonest in %s, %s (confidence %s)"
        .formatted(
            its,
            days(OptionalDouble.of(in.days())),
            days(OptionalDouble.of(in.soonest())),
            in.latest().isPresent() ? "at the latest in " + days(in.latest()) : "or never",
            of(in.confidence()));
  }

  private static String trend(Trend trend, Unit unit) {
    String sure = trend.isSure() ? "" : ", which may be chance";
    String direction = trend.perDay() < 0 ? "falling" : trend.perDay() > 0 ? "rising" : "changing";
    return "%s by %s a month%s, of %d days"
        .formatted(direction, figure(Math.abs(trend.perDay()) * A_MONTH, unit), sure, trend.days());
  }

  static String of(Confidence confidence) {
    return confidence.name().toLowerCase(Locale.ROOT);
  }

  private static String days(OptionalDouble days) {
    double is = days.orElse(0);
    if (is > Forecast.HORIZON_DAYS) {
      return "more than " + Forecast.HORIZON_DAYS + " days";
    }
    long whole = (long) Math.ceil(is);
    return whole == 1 ? "1 day" : whole + " days";
  }

  /** A figure with its unit, short enough to be read. */
  static String figure(double value, Unit unit) {
    return switch (unit) {
      case BITS_PER_SECOND -> rate(value);
      case RATIO -> text("%.1f %%", value * 100);
      case VOLTS -> text("%.2f V", value);
      case DBM -> text("%.1f dBm", value);
      default -> text("%.4g ", value) + unit.symbol();
    };
  }

  private static String rate(double value) {
    double is = value;
    int at = 0;
    while (Math.abs(is) >= THOUSAND && at < RATES.length - 1) {
      is /= THOUSAND;
      at++;
    }
    return text(Math.abs(is) < 10 ? "%.2f " : "%.0f ", is) + RATES[at];
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value + 0.0); // without a zero below zero
  }
}
