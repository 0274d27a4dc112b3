package io.ispmonitor.capacity;

import io.ispmonitor.capacity.FailureForecast.Level;
import io.ispmonitor.capacity.Forecast.NotEnoughData;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes a report as one page of HTML with a chart for each plan, in SVG. It has no script and
 * loads nothing, also where a device has a name that would; light or dark as the reader's system
 * is.
 */
public final class CapacityPage {
  /** So many charts there are unless another number is asked for: a page of about 3 MB. */
  public static final int USUAL_CHARTS = 300;

  private static final DateTimeFormatter MADE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV", Locale.ROOT);

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Capacity</title>
      <style>
      :root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --soft: #8a8a8a;
        --line: #d9d9d9; --day: #2166ac; --trend: #b35806; --limit: #b2182b; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6e6e6; --paper: #161616; --soft: #909090; --line: #3a3a3a;
          --day: #74add1; --trend: #fdb863; --limit: #f4776d; }
      }
      body { font: 15px/1.4 system-ui, sans-serif; color: var(--ink); background: var(--paper);
        max-width: 60rem; margin: 1rem auto; padding: 0 1rem; }
      h2 { font-size: 1.05rem; margin: 1.6rem 0 .2rem; overflow-wrap: anywhere; }
      p, td { overflow-wrap: anywhere; } p { margin: .2rem 0; }
      table { border-collapse: collapse; } td, th { text-align: left; padding: .2rem .6rem .2rem 0;
        vertical-align: top; border-bottom: 1px solid var(--line); }
      svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: var(--soft); }
      .frame { stroke: var(--line); fill: none; } .day { fill: var(--day); }
      .out { fill: none; stroke: var(--soft); } .trend { stroke: var(--trend); stroke-width: 2; }
      .limit { stroke: var(--limit); stroke-dasharray: 6 4; }
      </style>
      </head>
      <body>
      """;

  private CapacityPage() {}

  /** Writes the page, with {@link #USUAL_CHARTS} charts at most. */
  public static void write(CapacityReport report, StringBuilder out) {
    write(report, USUAL_CHARTS, out);
  }

  /**
   * Writes the page.
   *
   * @param charts of so many plans at most, the most urgent first, and no more than the report
   *     keeps days of; 0 or more
   */
  public static void write(CapacityReport report, int charts, StringBuilder out) {
    if (charts < 0) {
      throw new IllegalArgumentException(
          "capacity page: the number of charts must not be negative, was " + charts);
    }
    List<CapacityPlan> shown =
        report.plans().stream()
            .filter(plan -> !(plan.forecast() instanceof NotEnoughData) && !plan.days().isEmpty())
            .limit(charts)
            .toList();
    out.append(HEAD).append("<h1>Capacity</h1>\n");
    paragraph(
        "%d series, made at %s. Dots are days, hollow ones do not count."
            .formatted(report.plans().size(), MADE.format(report.madeAt().atZone(report.zone()))),
        out);
    failures(report, out);
    shown.forEach(plan -> plan(plan, report, out));
    rest(report, shown.size(), out);
    out.append("</body>\n</html>\n");
  }

  private static void failures(CapacityReport report, StringBuilder out) {
    List<FailureForecast> likely =
        report.failures().stream().filter(is -> is.level().compareTo(Level.WATCH) >= 0).toList();
    long unknown =
        report.failures().stream().filter(is -> is.level() == Level.NOT_ENOUGH_DATA).count();
    out.append("<h2>Devices that may fail</h2>\n");
    paragraph(
        "%d of %d; of %d there is not enough data."
            .formatted(likely.size(), report.failures().size(), unknown),
        out);
    if (!likely.isEmpty()) {
      out.append("<table>\n<tr><th>device</th><th>level</th><th>evidence</th></tr>\n");
      for (FailureForecast is : likely) {
        out.append("<tr><td>").append(Markup.text(is.name())).append("</td><td>");
        out.append(is.level()).append("</td><td>").append(Markup.text(is.words()));
        out.append("</td></tr>\n");
      }
      out.append("</table>\n");
    }
  }

  private static void plan(CapacityPlan plan, CapacityReport report, StringBuilder out) {
    out.append("<h2>").append(Markup.text(title(plan))).append("</h2>\n");
    paragraph(plan.words(), out);
    new CapacityChart(plan, report.today()).write(title(plan), out);
  }

  private static String title(CapacityPlan plan) {
    String instance = plan.series().instance();
    return plan.name()
        + (instance.isEmpty() ? "" : ", " + instance)
        + ": "
        + plan.subject().words();
  }

  private static void rest(CapacityReport report, int shown, StringBuilder out) {
    long without =
        report.plans().stream().filter(plan -> plan.forecast() instanceof NotEnoughData).count();
    out.append("<h2>Not shown</h2>\n");
    paragraph(
        "%d series without enough data, %d beyond the number of charts; the CSV has all of them."
            .formatted(without, report.plans().size() - without - shown),
        out);
  }

  private static void paragraph(String text, StringBuilder out) {
    out.append("<p>").append(Markup.text(text)).append("</p>\n");
  }
}
