package io.ispmonitor.power;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a history how a discharge goes on. Readings are joined to at most {@value
 * #MOST_POINTS} points, each the median of neighbours, so that an estimate costs at most 780 pairs.
 */
final class Estimator {
  static final int FEWEST = 10;
  static final double LEAST_HOURS = 10 / 60.0;
  private static final int MOST_POINTS = 40;
  private static final int LATELY = 15;
  private static final int TURN = 5;
  private static final double SHIFT = 0.05;
  private static final double SHIFT_IN_NOISE = 5;
  private static final double NANOS_PER_HOUR = 3_600e9;

  /** What nobody knows of cold and age makes at least these shares of the time that is left. */
  private static final double EARLY = 0.4;

  private static final double LATE = 0.3;

  /** A battery that falls so slowly is not about to be empty; a number would say too much. */
  private static final double MOST_HOURS = 7 * 24;

  private Estimator() {}

  /**
   * Whether the last readings have left the line that was drawn before them: the load has changed,
   * a charger has begun or ended, or the end of the charge is near.
   */
  static boolean hasTurned(VoltageHistory history, Estimate before, Discharge discharge) {
    if (history.size() < FEWEST) {
      return false;
    }
    double[] off = new double[TURN];
    for (int i = 0; i < TURN; i++) {
      int index = history.size() - TURN + i;
      double hours = (history.at(index) - before.madeAt()) / NANOS_PER_HOUR;
      off[i] = discharge.used(history.volts(index)) - before.use().at(hours);
    }
    double allowed = Math.max(SHIFT, SHIFT_IN_NOISE * before.use().noise());
    return Math.abs(Trend.median(off)) > allowed;
  }

  /** Begins the history anew with the readings since the turn. */
  static void forgetBeforeTurn(VoltageHistory history) {
    history.keepLast(TURN);
  }

  /** What the history says; null while there are fewer than ten readings or ten minutes. */
  static @Nullable Estimate of(VoltageHistory history, PowerLimits limits) {
    int last = history.size() - 1;
    if (history.size() < FEWEST || hours(history, 0, last) < LEAST_HOURS) {
      return null;
    }
    Discharge discharge = limits.discharge();
    Trend volts = trend(history, 0, history::volts);
    Trend use = trend(history, 0, i -> discharge.used(history.volts(i)));
    Trend lately = trend(history, Math.max(0, history.size() - LATELY), history::volts);
    boolean falls = use.surelyRises() && !lately.surelyRises();
    double left = discharge.used(limits.empty()) - use.level();
    return new Estimate(
        history.at(last), volts.slope(), use, falls ? range(Math.max(0, left), use) : null);
  }

  private static Estimate.@Nullable Range range(double left, Trend use) {
    double likely = left / use.slope();
    if (likely > MOST_HOURS) {
      return null;
    }
    double earliest = Math.max(0, left - use.noise()) / use.most();
    double latest = (left + use.noise()) / use.least();
    return new Estimate.Range(
        likely,
        Math.min(earliest, likely * (1 - EARLY)),
        Math.min(MOST_HOURS, Math.max(latest, likely * (1 + LATE))));
  }

  /** The line from this reading on; x is hours from the last one. */
  private static Trend trend(VoltageHistory history, int from, IntToDoubleFunction value) {
    int count = history.size() - from;
    int each = (count + MOST_POINTS - 1) / MOST_POINTS;
    int points = count / each;
    int first = history.size() - points * each;
    double[] x = new double[points];
    double[] y = new double[points];
    for (int point = 0; point < points; point++) {
      int start = first + point * each;
      x[point] =
          -(hours(history, start, history.size() - 1)
                  + hours(history, start + each - 1, history.size() - 1))
              / 2;
      y[point] = medianOf(start, each, value);
    }
    return Trend.through(x, y);
  }

  private static double medianOf(int start, int count, IntToDoubleFunction value) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = value.applyAsDouble(start + i);
    }
    return Trend.median(values);
  }

  private static double hours(VoltageHistory history, int from, int to) {
    return (history.at(to) - history.at(from)) / NANOS_PER_HOUR;
  }
}
