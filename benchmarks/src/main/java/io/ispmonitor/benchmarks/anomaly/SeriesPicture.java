package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.benchmarks.anomaly.JudgedSeries.Judged;
import io.ispmonitor.benchmarks.anomaly.JudgedSeries.Told;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws a series: the range that was expected, the values, the stretch in which something is wrong,
 * and the alarms. One value of 1,000 may be above the picture, or below. Of the samples of a column
 * the lowest and the highest are drawn.
 */
final class SeriesPicture {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 240;
  private static final int LEFT = 64;
  private static final int TOP = 28;
  private static final int BOTTOM = 190;
  private static final int RIGHT = WIDTH - 12;
  private static final int COLUMNS = 400;
  private static final int LINES = 4;
  private static final int CAPTION = 115;
  private static final double WILDEST = 0.001;
  private static final int FARTHEST = 6;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private final JudgedSeries series;
  private final List<List<Judged>> columns = new ArrayList<>();
  private final double lowest;
  private final double highest;

  SeriesPicture(JudgedSeries series) {
    this.series = series;
    for (int i = 0; i < COLUMNS; i++) {
      columns.add(new ArrayList<>());
    }
    for (Judged sample : series.samples()) {
      double part = (double) (sample.nanos() - series.from()) / (series.to() - series.from());
      columns.get(Math.min(COLUMNS - 1, (int) (part * COLUMNS))).add(sample);
    }
    double[] values = series.samples().stream().mapToDouble(Judged::value).sorted().toArray();
    double low = values[(int) (WILDEST * values.length)];
    double high = values[(int) ((1 - WILDEST) * values.length)];
    double margin = Math.max(0.12 * (high - low), 1e-9);
    lowest = low - margin;
    highest = high + margin;
  }

  private static double least(List<Judged> samples, ToDoubleFunction<Judged> of) {
    return samples.stream().mapToDouble(of).min().orElse(0);
  }

  private static double most(List<Judged> samples, ToDoubleFunction<Judged> of) {
    return samples.stream().mapToDouble(of).max().orElse(0);
  }

  /** The file; the title says what is shown. */
  String draw(String title, String unit) {
    SvgWriter svg = new SvgWriter(WIDTH, HEIGHT);
    svg.words("title", "start", LEFT, 17, title + " (" + unit + ")");
    svg.rectangle("fault", x(series.anomaly().startNanos()), TOP, widthOfAnomaly(), BOTTOM - TOP);
    grid(svg);
    svg.clipped(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
    svg.path("band", band());
    svg.path("series", line());
    svg.endGroup();
    series.told().forEach(told -> mark(svg, told));
    caption(svg, caption());
    return svg.finished();
  }

  private double widthOfAnomaly() {
    return x(series.anomaly().endNanos()) - x(series.anomaly().startNanos());
  }

  private void grid(SvgWriter svg) {
    for (int i = 0; i < LINES; i++) {
      double value = lowest + (highest - lowest) * (i + 0.5) / LINES;
      svg.straight("grid", LEFT, y(value), RIGHT, y(value));
      svg.words("small", "end", LEFT - 5, y(value) + 4, number(value));
    }
    long first = Math.floorDiv(series.from(), DAY_NANOS) + 1;
    for (long day = first; day * DAY_NANOS < series.to(); day++) {
      Instant midnight = Instant.ofEpochSecond(day * 86_400);
      svg.straight("grid", x(day * DAY_NANOS), TOP, x(day * DAY_NANOS), BOTTOM);
      svg.words("small", "middle", x(day * DAY_NANOS), BOTTOM + 14, DAY.format(midnight));
    }
  }

  private String number(double value) {
    return String.format(Locale.ROOT, Math.abs(highest - lowest) >= 10 ? "%.0f" : "%.1f", value);
  }

  private double x(long nanos) {
    return LEFT + (double) (nanos - series.from()) / (series.to() - series.from()) * (RIGHT - LEFT);
  }

  private double x(int column) {
    return LEFT + (column + 0.5) * (RIGHT - LEFT) / COLUMNS;
  }

  private double y(double value) {
    double part = (value - lowest) / (highest - lowest);
    return BOTTOM - Math.max(-1, Math.min(2, part)) * (BOTTOM - TOP);
  }

  private String line() {
    StringBuilder path = new StringBuilder();
    int last = -2 * FARTHEST;
    for (int i = 0; i < COLUMNS; i++) {
      List<Judged> column = columns.get(i);
      if (!column.isEmpty()) {
        point(path, i - last > FARTHEST ? 'M' : 'L', x(i), y(least(column, Judged::value)));
        if (column.size() > 1) {
          point(path, 'L', x(i), y(most(column, Judged::value)));
        }
        last = i;
      }
    }
    return path.toString();
  }

  private String band() {
    StringBuilder path = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int i = 0; i < COLUMNS; i++) {
      List<Judged> known =
          columns.get(i).stream().filter(sample -> !Double.isNaN(sample.low())).toList();
      if (!known.isEmpty()) {
        point(path, path.isEmpty() ? 'M' : 'L', x(i), y(mean(known, Judged::high)));
        StringBuilder low = new StringBuilder();
        point(low, 'L', x(i), y(mean(known, Judged::low)));
        back.insert(0, low);
      }
    }
    return path.isEmpty() ? "" : path.append(back).append('Z').toString();
  }

  private static double mean(List<Judged> samples, ToDoubleFunction<Judged> of) {
    return samples.stream().mapToDouble(of).average().orElse(0);
  }

  private static void point(StringBuilder path, char how, double x, double y) {
    path.append(how).append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
  }

  private void mark(SvgWriter svg, Told told) {
    svg.straight("alarm", x(told.nanos()), TOP, x(told.nanos()), BOTTOM);
    double y = y(told.value());
    svg.rectangle("told", x(told.nanos()) - 2.5, y - 2.5, 5, 5);
  }

  private static void caption(SvgWriter svg, String caption) {
    int end = caption.length() <= CAPTION ? caption.length() : caption.lastIndexOf(' ', CAPTION);
    svg.words("small", "start", LEFT, HEIGHT - 20, caption.substring(0, end));
    svg.words("small", "start", LEFT, HEIGHT - 6, caption.substring(end).strip());
  }

  private String caption() {
    if (series.told().isEmpty()) {
      return "no alarm";
    }
    Told first = series.told().get(0);
    return MINUTE.format(Instant.ofEpochSecond(0, first.nanos())) + "  " + first.reason();
  }
}
