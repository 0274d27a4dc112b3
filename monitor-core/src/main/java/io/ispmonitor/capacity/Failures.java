package io.ispmonitor.capacity;

import io.ispmonitor.capacity.FailureForecast.Level;
import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Forecast.Reached;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges whether devices may fail soon. */
final class Failures {
  private static final int FEWEST_RESTARTS = 3;
  private static final double UNLIKELY = 0.01;
  private static final double VERY_UNLIKELY = 0.001;
  private static final int A_MONTH = 30;
  private static final double FALLING_DB = 2;

  private final Restarts restarts;
  private final Attempts attempts;

  Failures(Restarts restarts, Attempts attempts) {
    this.restarts = restarts;
    this.attempts = attempts;
  }

  /** The forecast; empty for a device of which neither uptime nor signal is known. */
  Optional<FailureForecast> of(Device device, List<SeriesKey> series, List<CapacityPlan> plans) {
    boolean hasUptime =
        series.stream().anyMatch(key -> key.equals(SeriesKey.of(device.id(), Restarts.UPTIME)));
    List<String> evidence = new ArrayList<>();
    Optional<RestartHistory> history = hasUptime ? history(device, evidence) : Optional.empty();
    List<CapacityPlan> signals =
        plans.stream().filter(plan -> plan.subject() == Subject.SIGNAL).toList();
    if (history.isEmpty() && signals.isEmpty() && evidence.isEmpty()) {
      return Optional.empty();
    }
    Level byRestarts = history.map(Failures::level).orElse(Level.NOT_ENOUGH_DATA);
    if (evidence.isEmpty()) {
      evidence.add(history.map(Failures::words).orElse("its uptime is not known"));
    }
    Level bySignal = Level.NOT_ENOUGH_DATA;
    for (CapacityPlan signal : signals) {
      Level its = level(signal);
      bySignal = bySignal.compareTo(its) > 0 ? bySignal : its;
      evidence.add(words(signal));
    }
    Level level = together(byRestarts, bySignal);
    return Optional.of(new FailureForecast(device.id(), device.name(), level, history, evidence));
  }

  /** How often it restarted; where that cannot be read, the evidence says so. */
  private Optional<RestartHistory> history(Device device, List<String> evidence) {
    return attempts.of(
        () -> restarts.of(device),
        why -> {
          evidence.add("its uptime " + why);
          return Optional.empty();
        });
  }

  /** Two signs, one of them strong, are more than one. */
  private static Level together(Level one, Level other) {
    Level more = one.compareTo(other) > 0 ? one : other;
    Level less = one.compareTo(other) > 0 ? other : one;
    return more == Level.WARNING && less.compareTo(Level.WATCH) >= 0 ? Level.CRITICAL : more;
  }

  private static Level level(RestartHistory history) {
    if (!history.isEnough()) {
      return Level.NOT_ENOUGH_DATA;
    }
    if (history.recent() < FEWEST_RESTARTS || history.chance() >= UNLIKELY) {
      return Level.NONE;
    }
    return history.chance() < VERY_UNLIKELY ? Level.WARNING : Level.WATCH;
  }

  private static String words(RestartHistory history) {
    String often =
        "restarted %s in the last %d days and %s in the %.0f days before that it was heard in"
            .formatted(
                times(history.recent()),
                RestartHistory.RECENT_DAYS,
                times(history.before()),
                history.beforeDays());
    String withParent =
        history.withParent() == 0
            ? ""
            : ", not counting %s together with a parent".formatted(times(history.withParent()));
    return often
        + withParent
        + (history.isEnough() ? chance(history) : ": not enough data to compare");
  }

  private static String chance(RestartHistory history) {
    return history.chance() >= UNLIKELY
        ? ", no more than chance may do"
        : String.format(
            Locale.ROOT, ", which chance does in %.2g of a hundred cases", 100 * history.chance());
  }

  private static String times(int number) {
    return number == 1 ? "once" : number + " times";
  }

  private static Level level(CapacityPlan signal) {
    Trend trend = signal.trend().orElse(null);
    if (trend == null) {
      return Level.NOT_ENOUGH_DATA;
    }
    if (!(trend.most() < 0 && -trend.perDay() * A_MONTH >= FALLING_DB)) {
      return Level.NONE;
    }
    boolean isSoon =
        signal.forecast() instanceof Reached
            || (signal.forecast() instanceof InDays in && in.days() <= A_MONTH);
    return isSoon ? Level.WARNING : Level.WATCH;
  }

  private static String words(CapacityPlan signal) {
    String instance = signal.series().instance();
    return (instance.isEmpty() ? "signal: " : "signal of " + instance + ": ") + signal.words();
  }
}
