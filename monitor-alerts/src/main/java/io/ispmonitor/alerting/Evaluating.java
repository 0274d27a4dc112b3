package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.rule.DeviceLimits;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.RuleSet;
import io.ispmonitor.alerting.rule.Verdict;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Has the rules look at what happens, and at what does not. The desk's thread. */
final class Evaluating extends TimerWheel.Timer {
  /** The fact that names the rule. */
  static final String RULE = "rule";

  private static final long AGAIN_NANOS = 1_000_000_000;

  private final RuleSet rules;
  private final DeviceLimits limits;
  private final Inventory inventory;
  private final TimeSource time;
  private final TimerWheel<TimerWheel.Timer> wheel;
  private final Signal.Sink sink;
  private volatile int leftOut;

  Evaluating(
      List<Rule> rules,
      LimitStore limits,
      Inventory inventory,
      TimeSource time,
      TimerWheel<TimerWheel.Timer> wheel,
      Signal.Sink sink) {
    this.rules = RuleSet.of(rules, time);
    this.limits = this.rules.limits(limits);
    this.inventory = inventory;
    this.time = time;
    this.wheel = wheel;
    this.sink = sink;
  }

  /** What is known from these probes, and from the states of these devices, is only observed. */
  void observe(Set<String> probes, Predicate<String> devices) {
    rules.observe(probes, devices);
  }

  boolean isNeeded() {
    return !rules.rules().isEmpty();
  }

  /** Changes the limits of single devices. Any thread. */
  DeviceLimits limits() {
    return limits;
  }

  /** Begins; what fires goes on, and what no rule speaks for any more ends. */
  void start(Collection<Alert> open) {
    try {
      resume(open);
    } finally {
      turn();
    }
  }

  private void resume(Collection<Alert> open) {
    List<Alert> ofRules = open.stream().filter(is -> is.facts().containsKey(RULE)).toList();
    Instant now = time.instant();
    for (Alert orphan : rules.restore(ofRules)) {
      sink.accept(
          new Signal.Cleared(
              orphan.key(),
              now,
              "no rule speaks for it any more",
              Map.of(Reachability.WITHDRAWN, "true")));
    }
    inventory.devices().forEach(this::meet);
  }

  void meet(Device device) {
    rules.meet(device, sink);
  }

  void forget(String device) {
    rules.forget(device);
  }

  void take(ProbeResult result) {
    rules.take(result, sink);
  }

  void take(Observation observation) {
    rules.take(observation, sink);
  }

  void take(StateChange change) {
    inventory.find(change.device()).ifPresent(device -> rules.take(change, device, sink));
  }

  /** What is due by itself. There is a next turn whatever happens in this one. */
  void turn() {
    long next = time.nanoTime() + AGAIN_NANOS;
    try {
      next = rules.turn(time.nanoTime(), sink);
    } finally {
      wheel.schedule(this, next);
      leftOut = rules.leftOut();
    }
  }

  /**
   * How many parts of devices rules had no room to watch when it was their turn last. Any thread.
   */
  int leftOut() {
    return leftOut;
  }

  List<Verdict> evaluateNow(String device) {
    return rules.evaluateNow(device);
  }
}
