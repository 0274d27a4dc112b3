package io.ispmonitor.testkit.snmp.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpOptions;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.testkit.snmp.AgentOptions;
import io.ispmonitor.testkit.snmp.SimulatedAgent;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Agents, and a collector that asks them when a test says so. */
final class Site implements AutoCloseable {
  static final SnmpCredentials V1 = new SnmpCredentials.V1(Secret.of("public"));
  static final SnmpCredentials V2C = new SnmpCredentials.V2c(Secret.of("public"));
  static final Duration TURN = Duration.ofSeconds(10);

  final SkippingTime time = new SkippingTime();
  final SimulatedAgents agents = SimulatedAgents.open(AgentOptions.defaults().time(time));
  final List<Observation> observations = new CopyOnWriteArrayList<>();
  final SnmpCollector collector;
  private final Map<String, SnmpTarget> targets = new ConcurrentHashMap<>();

  Site() {
    this.collector =
        SnmpCollector.builder()
            .options(SnmpOptions.defaults().time(time))
            .targets(device -> targets.get(device.id()))
            .open();
    collector.observing().attach(new Attached(observations));
  }

  /** The collector asks it by this name, with all the time that it needs. */
  void watch(String device, SimulatedAgent agent, SnmpCredentials credentials) {
    targets.put(device, agent.target(credentials).timeout(Duration.ofSeconds(5)).retries(0));
  }

  /** An agent that will be silent is not waited for any longer than this. */
  void impatient(String device) {
    targets.computeIfPresent(
        device, (id, target) -> target.timeout(Duration.ofMillis(100)).retries(0));
  }

  ProbeOutcome turn(String device) throws Exception {
    return turn(device, TURN);
  }

  ProbeOutcome turn(String device, Duration within) throws Exception {
    CompletableFuture<ProbeOutcome> outcome = new CompletableFuture<>();
    collector.start(
        Device.named(device).build(),
        new Deadline(time.nanoTime(), within.toNanos()),
        came -> assertTrue(outcome.complete(came), "a second outcome: " + came));
    return outcome.get(60, TimeUnit.SECONDS);
  }

  /** A minute later. */
  ProbeOutcome next(String device) throws Exception {
    time.skip(Duration.ofMinutes(1));
    return turn(device);
  }

  static List<Readings> readings(ProbeOutcome outcome) {
    if (outcome instanceof ProbeOutcome.Answered answered) {
      return Stream.concat(Stream.of(answered.readings()), answered.more().stream()).toList();
    } else if (outcome instanceof ProbeOutcome.Partial partial) {
      return Stream.concat(Stream.of(partial.readings()), partial.more().stream()).toList();
    }
    throw new AssertionError("no readings: " + outcome);
  }

  static double value(ProbeOutcome outcome, String metric, String instance) {
    for (Readings readings : readings(outcome)) {
      int column = readings.layout().indexOf(metric, instance);
      if (column != Layout.NO_COLUMN) {
        assertEquals(Gap.NONE, readings.gap(column), metric + "[" + instance + "]");
        return readings.value(column);
      }
    }
    throw new AssertionError("no " + metric + "[" + instance + "] in " + outcome);
  }

  static Gap gap(ProbeOutcome outcome, String metric, String instance) {
    for (Readings readings : readings(outcome)) {
      int column = readings.layout().indexOf(metric, instance);
      if (column != Layout.NO_COLUMN) {
        return readings.gap(column);
      }
    }
    throw new AssertionError("no " + metric + "[" + instance + "] in " + outcome);
  }

  /** The instances of a metric, in their order. */
  static List<String> instances(ProbeOutcome outcome, String metric) {
    List<String> instances = new ArrayList<>();
    for (Readings readings : readings(outcome)) {
      for (int i = 0; i < readings.size(); i++) {
        if (readings.layout().column(i).metric().name().equals(metric)) {
          instances.add(readings.layout().column(i).instance());
        }
      }
    }
    return instances;
  }

  @Override
  public void close() {
    collector.close();
    agents.close();
  }
}
