package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.InMemoryLimitStore;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rules, a tower, time that a test moves, and what was said. */
final class Desk {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Metric TRAFFIC = Metric.rate("if.in", Unit.BITS_PER_SECOND, 1);
  static final Device TOWER =
      Device.named("tower-7")
          .name("Tower 7")
          .kind(DeviceKind.TOWER)
          .label("region", "north")
          .build();
  private static final Layout VOLTAGE = Layout.of(PowerMetrics.VOLTAGE);

  final ManualTime time = ManualTime.startingAt(NOON);
  final InMemoryLimitStore store = new InMemoryLimitStore();
  final List<Signal> signals = new ArrayList<>();
  final RuleSet rules;
  final DeviceLimits limits;
  private DeviceState state = DeviceState.UNKNOWN;

  Desk(Rule... rules) {
    this.rules = RuleSet.of(List.of(rules), time);
    this.limits = this.rules.limits(store);
  }

  /** One that can remember so many parts of a device, so many in all, and so many with events. */
  Desk(int parts, int partsInAll, int events, Rule... rules) {
    Clocks clocks = Clocks.of(time);
    Room room = Room.of(clocks, parts, partsInAll, events);
    this.rules = RuleSet.within(room, List.of(rules), clocks);
    this.limits = this.rules.limits(store);
  }

  /** A voltage of the tower, now. */
  Desk volts(double value) {
    return volts(TOWER, value);
  }

  Desk volts(Device device, double value) {
    return answer(device, "snmp", time.instant(), Readings.of(VOLTAGE, value));
  }

  Desk voltsAt(Instant at, double value) {
    return answer(TOWER, "snmp", at, Readings.of(VOLTAGE, value));
  }

  /** Traffic of interfaces eth0, eth1 and so on. */
  Desk traffic(double... values) {
    List<Layout.Column> columns = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      columns.add(new Layout.Column(TRAFFIC, "eth" + i));
    }
    return answer(TOWER, "snmp", time.instant(), Readings.of(Layout.of(columns), values));
  }

  /** Traffic of parts that are not there each time. */
  Desk clients(Device device, int from, int to, double value) {
    List<Readings> clients = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Layout layout = Layout.of(List.of(new Layout.Column(TRAFFIC, "client" + i)));
      clients.add(Readings.of(layout, value));
    }
    ProbeOutcome answered = new ProbeOutcome.Answered(Readings.NONE, clients);
    return outcome(device, "snmp", time.instant(), answered);
  }

  Desk answer(Device device, String probe, Instant at, Readings readings) {
    return outcome(device, probe, at, new ProbeOutcome.Answered(readings));
  }

  Desk outcome(Device device, String probe, Instant at, ProbeOutcome outcome) {
    rules.take(new ProbeResult(device, probe, at, outcome), signals::add);
    return this;
  }

  Desk silence() {
    return outcome(TOWER, "snmp", time.instant(), new ProbeOutcome.Silent(Duration.ofSeconds(1)));
  }

  Desk state(DeviceState to) {
    rules.take(change(to), TOWER, signals::add);
    return this;
  }

  StateChange change(DeviceState to) {
    DeviceState from = state;
    state = to;
    Evidence evidence =
        new Evidence(Evidence.Basis.MISSES, "three misses", 3, null, null, List.of());
    return StateChange.of(TOWER.id(), time.instant(), from, to, null, evidence);
  }

  boolean told(String source, String event, Instant at) {
    return rules.take(Observation.event(TOWER.id(), source, at, event, "port 3"), signals::add);
  }

  boolean toldOf(String instance, String event) {
    return rules.take(
        Observation.event(TOWER.id(), "trap", time.instant(), event, instance, ""), signals::add);
  }

  /** Lets time pass with a turn at every moment the rules ask for. */
  Desk pass(Duration duration) {
    long end = time.nanoTime() + duration.toNanos();
    long next = turn();
    while (next <= end) {
      time.advance(Duration.ofNanos(next - time.nanoTime()));
      next = turn();
    }
    time.advance(Duration.ofNanos(end - time.nanoTime()));
    turn();
    return this;
  }

  long turn() {
    return rules.turn(time.nanoTime(), signals::add);
  }

  /** What was said since the last time, one word and key each. */
  List<String> said() {
    List<String> said = signals.stream().map(Desk::brief).toList();
    signals.clear();
    return said;
  }

  Signal.Raised raised(int index) {
    return (Signal.Raised) signals.get(index);
  }

  private static String brief(Signal signal) {
    if (signal instanceof Signal.Raised raised) {
      return "raised " + raised.key();
    }
    return signal instanceof Signal.Cleared cleared
        ? "cleared " + cleared.key()
        : "noted " + ((Signal.Noted) signal).what().key();
  }
}
