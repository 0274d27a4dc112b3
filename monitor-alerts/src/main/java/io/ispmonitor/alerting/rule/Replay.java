package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.InMemoryLimitStore;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays history to a rule, and keeps what the rule said. For one thread. */
final class Replay {
  private final Rule rule;
  private final Device device;
  private final ReplayTime time;
  private final RuleSet rules;
  private final List<BackTest.Firing> firings = new ArrayList<>();
  private final Map<String, Firing> open = new LinkedHashMap<>();
  private final boolean isLow;
  private double value = Double.NaN;

  /** Trouble that goes on. */
  private static final class Firing {
    final Instant begin;
    double peak;

    Firing(Instant begin, double peak) {
      this.begin = begin;
      this.peak = peak;
    }
  }

  /** Of a device that is no exception. */
  Replay(Rule rule, Device device, Instant from) {
    this(rule, device, from, new InMemoryLimitStore());
  }

  /** Of a device with its limits. */
  Replay(Rule rule, Device device, Instant from, LimitStore limits) {
    this.rule = rule;
    this.device = device;
    this.time = new ReplayTime(EpochNanos.of(from));
    this.rules = RuleSet.replaying(List.of(rule), time);
    this.isLow = rule instanceof ThresholdRule threshold && !threshold.isHigh();
    rules.limits(limits);
    rules.meet(device, this::hear);
  }

  /** What was read of the device, of one column. */
  void read(long epochNanos, Readings readings) {
    reach(epochNanos);
    value = readings.value(0);
    Instant at = EpochNanos.toInstant(epochNanos);
    rules.take(
        new ProbeResult(device, "history", at, new ProbeOutcome.Answered(readings)), this::hear);
    peak(Keys.of(rule, device, Keys.shortened(readings.layout().column(0).instance())));
  }

  void change(StateChange change) {
    reach(EpochNanos.of(change.at()));
    rules.take(change, device, this::hear);
  }

  /** Lets time pass, with all that is due in it. */
  void reach(long epochNanos) {
    long next = rules.turn(time.nanoTime(), this::hear);
    while (next <= epochNanos) {
      time.reach(next);
      next = rules.turn(next, this::hear);
    }
    time.reach(epochNanos);
  }

  /** What was said, in the order in which it began; what goes on has no end. */
  List<BackTest.Firing> firings() {
    open.forEach((key, firing) -> firings.add(closed(key, firing, null)));
    open.clear();
    firings.sort((one, other) -> one.begin().compareTo(other.begin()));
    return firings;
  }

  private void hear(Signal signal) {
    if (signal instanceof Signal.Raised raised) {
      open.putIfAbsent(raised.key(), new Firing(raised.at(), value()));
    } else if (signal instanceof Signal.Cleared cleared) {
      Firing firing = open.remove(cleared.key());
      if (firing != null) {
        firings.add(closed(cleared.key(), firing, cleared.at()));
      }
    } else if (signal instanceof Signal.Noted noted) {
      firings.add(new BackTest.Firing(noted.what().key(), noted.at(), noted.at(), value()));
    }
  }

  private double value() {
    return rule instanceof AbsenceRule ? Double.NaN : value;
  }

  private static BackTest.Firing closed(String key, Firing firing, @Nullable Instant end) {
    return new BackTest.Firing(key, firing.begin, end, firing.peak);
  }

  private void peak(String key) {
    Firing firing = open.get(key);
    if (firing != null && !Double.isNaN(value)) {
      firing.peak = isLow ? Math.min(firing.peak, value) : Math.max(firing.peak, value);
    }
  }
}
