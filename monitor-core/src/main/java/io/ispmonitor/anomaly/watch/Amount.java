package io.ispmonitor.anomaly.watch;

import io.ispmonitor.metric.Metric;
import java.math.BigDecimal;
import java.math.MathContext;

/** Values as people read them. */
final class Amount {
  private static final MathContext DIGITS = new MathContext(4);
  private static final double[] STEPS = {1e9, 1e6, 1e3, 1, 1e-3, 1e-6};
  private static final String[] PREFIXES = {"G", "M", "k", "", "m", "µ"};
  private static final int HUNDRED = 100;

  private Amount() {}

  /** Four digits at most and the unit, with a prefix where that is usual. */
  static String of(Metric metric, double value) {
    if (!Double.isFinite(value)) {
      return "unknown";
    }
    return switch (metric.unit()) {
      case RATIO -> plain(value * HUNDRED) + " %";
      case COUNT -> plain(value);
      case SECONDS, BITS_PER_SECOND, BYTES, WATTS, HERTZ -> prefixed(metric, value);
      default -> plain(value) + " " + metric.unit().symbol();
    };
  }

  private static String prefixed(Metric metric, double value) {
    int at = 3;
    for (int i = 0; i < STEPS.length; i++) {
      if (Math.abs(value) >= STEPS[i] * 0.9995 || i == STEPS.length - 1) {
        at = i;
        break;
      }
    }
    boolean none = value == 0;
    String amount = plain(none ? 0 : value / STEPS[at]);
    return amount + " " + (none ? "" : PREFIXES[at]) + metric.unit().symbol();
  }

  private static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
