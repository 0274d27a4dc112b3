package io.ispmonitor.capacity;

import io.ispmonitor.metric.Unit;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Draws a plan: its days, the trend on the weekday that is nearest to the limit, the limit. */
final class CapacityChart {
  private static final double WIDTH = 720;
  private static final double HEIGHT = 170;
  private static final double LEFT = 80;
  private static final double RIGHT = 10;
  private static final double TOP = 10;
  private static final double BOTTOM = 22;

  private final CapacityPlan plan;
  private final LocalDate first;
  private final LocalDate today;
  private final double low;
  private final double high;

  CapacityChart(CapacityPlan plan, LocalDate today) {
    this.plan = plan;
    this.today = today;
    this.first = plan.days().isEmpty() ? today : plan.days().get(0).day();
    double[] shown =
        DoubleStream.concat(
                plan.days().stream().mapToDouble(DayFigure::value),
                DoubleStream.concat(limit(), trend()))
            .filter(Double::isFinite)
            .toArray();
    double least = DoubleStream.of(shown).min().orElse(0);
    double most = DoubleStream.of(shown).max().orElse(1);
    double room = most > least ? (most - least) / 20 : Math.max(1, Math.abs(most)) / 20;
    this.low = least - room;
    this.high = most + room;
  }

  private DoubleStream limit() {
    return plan.limit().stream();
  }

  /** Where the trend begins and ends. */
  private DoubleStream trend() {
    return plan.trend().isPresent()
        ? DoubleStream.of(trendAt(begin()), trendAt(today))
        : DoubleStream.empty();
  }

  private LocalDate begin() {
    return plan.since().orElse(first);
  }

  private double trendAt(LocalDate day) {
    double perDay = plan.trend().map(Trend::perDay).orElse(Double.NaN);
    return plan.now().orElse(Double.NaN) + perDay * (day.toEpochDay() - today.toEpochDay());
  }

  void write(String title, StringBuilder out) {
    out.append("<svg viewBox=\"0 0 720 170\" role=\"img\"><title>");
    out.append(Markup.text(title)).append("</title>\n");
    rectangle(out);
    plan.limit().ifPresent(limit -> line("limit", first, limit, today, limit, out));
    if (plan.trend().isPresent()) {
      line("trend", begin(), trendAt(begin()), today, trendAt(today), out);
    }
    plan.days().forEach(day -> dot(day, out));
    axes(out);
    out.append("</svg>\n");
  }

  private static void rectangle(StringBuilder out) {
    out.append("<rect class=\"frame\" x=\"").append(number(LEFT));
    out.append("\" y=\"").append(number(TOP));
    out.append("\" width=\"").append(number(WIDTH - LEFT - RIGHT));
    out.append("\" height=\"").append(number(HEIGHT - TOP - BOTTOM)).append("\"/>\n");
  }

  private void line(
      String kind,
      LocalDate from,
      double fromValue,
      LocalDate to,
      double value,
      StringBuilder out) {
    out.append("<line class=\"").append(kind);
    out.append("\" x1=\"").append(number(x(from))).append("\" y1=\"").append(number(y(fromValue)));
    out.append("\" x2=\"").append(number(x(to))).append("\" y2=\"").append(number(y(value)));
    out.append("\"/>\n");
  }

  private void dot(DayFigure day, StringBuilder out) {
    out.append("<circle class=\"").append(plan.counts(day) ? "day" : "out");
    out.append("\" cx=\"").append(number(x(day.day())));
    out.append("\" cy=\"").append(number(y(day.value()))).append("\" r=\"3\"><title>");
    out.append(day.day()).append(": ").append(figure(day.value())).append("</title></circle>\n");
  }

  private void axes(StringBuilder out) {
    label(LEFT - 6, y(high) + 10, "end", figure(high), out);
    label(LEFT - 6, y(low), "end", figure(low), out);
    label(LEFT, HEIGHT - 6, "start", first.toString(), out);
    label(WIDTH - RIGHT, HEIGHT - 6, "end", today.toString(), out);
  }

  private static void label(double x, double y, String anchor, String text, StringBuilder out) {
    out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    out.append("\" text-anchor=\"").append(anchor).append("\">");
    out.append(Markup.text(text)).append("</text>\n");
  }

  private String figure(double value) {
    Unit unit = plan.subject().unit();
    return PlanWords.figure(value, unit);
  }

  private double x(LocalDate day) {
    double all = Math.max(1, today.toEpochDay() - first.toEpochDay());
    double share = (day.toEpochDay() - first.toEpochDay()) / all;
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
