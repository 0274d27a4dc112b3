package io.ispmonitor.capacity;

import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Forecast.NotAtThisPace;
import io.ispmonitor.capacity.Forecast.NotEnoughData;
import io.ispmonitor.capacity.Forecast.Reached;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/**
 * Writes reports as CSV (RFC 4180), with a line of names first. Figures are in base units. No cell
 * that a device or a host named is taken for a formula: one that a spreadsheet would run begins
 * with an apostrophe.
 */
public final class CapacityCsv {
  private CapacityCsv() {}

  private interface Writing {
    void to(Appendable out) throws IOException;
  }

  private static void write(StringBuilder out, Writing writing) {
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringBuilder took no CSV, which cannot be", e);
    }
  }

  /** A line for each plan, in memory. */
  public static void writePlans(CapacityReport report, StringBuilder out) {
    write(out, to -> writePlans(report, to));
  }

  /** A line for each plan, written one after the other; a large network has many. */
  public static void writePlans(CapacityReport report, Appendable out) throws IOException {
    new CsvLine(out)
        .names("device", "name", "subject", "instance", "unit", "capacity", "limit", "p95", "now")
        .names("per_day", "per_day_least", "per_day_most", "days_used", "outcome", "days_left")
        .names("days_soonest", "days_latest", "confidence", "words")
        .end();
    for (CapacityPlan plan : report.plans()) {
      write(plan, new CsvLine(out));
    }
  }

  private static void write(CapacityPlan plan, CsvLine line) throws IOException {
    line.text(plan.series().device()).text(plan.name());
    line.text(plan.subject().name()).text(plan.series().instance());
    line.text(plan.subject().unit().symbol());
    line.number(plan.capacity()).number(plan.limit()).number(plan.p95()).number(plan.now());
    Trend trend = plan.trend().orElse(null);
    line.number(trend == null ? Double.NaN : trend.perDay());
    line.number(trend == null ? Double.NaN : trend.least());
    line.number(trend == null ? Double.NaN : trend.most());
    line.number(trend == null ? 0 : trend.days());
    write(plan.forecast(), line);
    line.text(plan.words()).end();
  }

  private static void write(Forecast forecast, CsvLine line) throws IOException {
    if (forecast instanceof InDays in) {
      line.text("IN_DAYS").number(in.days()).number(in.soonest()).number(in.latest());
      line.text(in.confidence().name());
    } else if (forecast instanceof Reached reached) {
      line.text("REACHED").number(0).number(0).number(0).text(reached.confidence().name());
    } else if (forecast instanceof NotAtThisPace far) {
      line.text("NOT_AT_THIS_PACE").number(OptionalDouble.empty()).number(far.soonest());
      line.number(OptionalDouble.empty()).text(far.confidence().name());
    } else if (forecast instanceof NotEnoughData) {
      line.text("NOT_ENOUGH_DATA").text("").text("").text("").text("");
    }
  }

  /** A line for each device of which a failure was to be foretold, in memory. */
  public static void writeFailures(CapacityReport report, StringBuilder out) {
    write(out, to -> writeFailures(report, to));
  }

  /** A line for each device of which a failure was to be foretold, one after the other. */
  public static void writeFailures(CapacityReport report, Appendable out) throws IOException {
    new CsvLine(out)
        .names("device", "name", "level", "restarts", "restarts_days", "restarts_before")
        .names("restarts_before_days", "restarts_with_parent", "chance", "words")
        .end();
    for (FailureForecast failure : report.failures()) {
      CsvLine line = new CsvLine(out);
      line.text(failure.device()).text(failure.name()).text(failure.level().name());
      RestartHistory restarts = failure.restarts().orElse(null);
      if (restarts == null) {
        line.text("").text("").text("").text("").text("").text("");
      } else {
        line.number(restarts.recent()).number(restarts.recentDays());
        line.number(restarts.before()).number(restarts.beforeDays());
        line.number(restarts.withParent()).number(restarts.chance());
      }
      line.text(failure.words()).end();
    }
  }
}
