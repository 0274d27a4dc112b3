package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them. */
final class Words {
  private static final int MOST_DIGITS = 9;

  private Words() {}

  /** To the metric's resolution, without needless zeros. */
  static String number(@Nullable Metric metric, double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    double resolution = metric == null ? 0 : metric.resolution();
    int digits =
        resolution > 0 ? (int) Math.ceil(-Math.log10(Math.min(1, resolution)) - 1e-9) : MOST_DIGITS;
    BigDecimal rounded = exact.setScale(Math.min(digits, MOST_DIGITS), RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** The number, and the unit where it has one. */
  static String amount(@Nullable Metric metric, double value) {
    String unit = unit(metric);
    return unit.isEmpty() ? number(metric, value) : number(metric, value) + " " + unit;
  }

  /** The unit's symbol, empty for plain numbers. */
  static String unit(@Nullable Metric metric) {
    return metric == null || metric.unit().symbol().equals("1") ? "" : metric.unit().symbol();
  }

  /** Such as {@code 1h 30m}; {@link Times#parse} reads it. */
  static String time(Duration duration) {
    StringBuilder text = new StringBuilder();
    add(text, duration.toDays(), "d");
    add(text, duration.toHoursPart(), "h");
    add(text, duration.toMinutesPart(), "m");
    add(text, duration.toSecondsPart(), "s");
    add(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void add(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
    }
  }

  /** A constant as files and messages write it. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
