package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.NOON;
import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.probe.ProbeMode;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingListener;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProbeModesTest {
  private static final Schedule OFTEN = Schedule.every(Duration.ofSeconds(30));
  private static final Instant LATER = NOON.plusSeconds(3_600);

  private final ManualTime time = ManualTime.startingAt(NOON);
  private final Inventory inventory = new Inventory();
  private final ScriptedProbe echo = ScriptedProbe.named("echo", Role.REACHABILITY, time);
  private final ScriptedProbe connect = ScriptedProbe.named("connect", Role.REACHABILITY, time);
  private final ScriptedProbe meter = ScriptedProbe.named("meter", Role.DATA, time);
  private final InMemoryMetricStore metrics = InMemoryMetricStore.ofDefaultSize();
  private final InMemoryStateLog states = InMemoryStateLog.create();
  private final RecordingListener listener = new RecordingListener();

  @AfterEach
  void close() {
    echo.close();
    connect.close();
    meter.close();
  }

  private Monitor run(MonitorBuilder probes) {
    inventory.add(device("a"));
    Monitor monitor =
        probes
            .inventory(inventory)
            .metrics(metrics)
            .stateLog(states)
            .listener(listener)
            .outcomes(listener)
            .time(time)
            .build();
    monitor.start();
    time.advance(Duration.ofMinutes(2));
    return monitor;
  }

  private static HealthCheck modes(Monitor monitor) {
    return monitor.health().checks().stream()
        .filter(is -> is.name().equals("modes"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> probes(Monitor monitor) {
    return monitor.health().probes().stream().map(ProbeHealth::name).toList();
  }

  private boolean isStored() {
    return !metrics.read(SeriesKey.of("a", "ping.rtt"), NOON, LATER).isEmpty();
  }

  @Test
  @DisplayName("what a probe of reachability observes is judged and heard, but not stored")
  void observes() {
    try (Monitor monitor = run(Monitor.builder().probe(echo, OFTEN, ProbeMode.OBSERVE))) {
      echo.set("a", ScriptedProbe.silent());
      time.advance(Duration.ofMinutes(3));
      assertEquals(DeviceState.DOWN, monitor.status("a").orElseThrow().state());
      assertTrue(listener.changes("a").size() >= 2, "those who listen hear of it");
      assertFalse(isStored());
      assertEquals(List.of(), states.read("a", NOON, LATER));
      HealthCheck check = modes(monitor);
      assertEquals(HealthStatus.DEGRADED, check.status());
      assertTrue(
          check.detail().matches("probe echo only observes; .* [1-9]\\d* sample.* 2 changes.*"),
          check.detail());
    }
  }

  @Test
  @DisplayName("beside one that observes another one is stored")
  void besideOthers() {
    try (Monitor monitor =
        run(Monitor.builder().probe(echo, OFTEN).probe(meter, OFTEN, ProbeMode.OBSERVE))) {
      assertEquals(DeviceState.UP, monitor.status("a").orElseThrow().state());
      assertFalse(states.read("a", NOON, LATER).isEmpty());
      int asked = echo.asked("a").size();
      assertEquals(
          asked, metrics.read(SeriesKey.of("a", "ping.rtt"), NOON, LATER).size(), "of both probes");
      assertFalse(meter.asked("a").isEmpty());
    }
  }

  @Test
  @DisplayName("one that is disabled asks nobody, and the next one that would ask a device does")
  void disabled() {
    try (Monitor monitor =
        run(Monitor.builder().probe(echo, OFTEN, ProbeMode.DISABLED).probe(connect, OFTEN))) {
      assertEquals(List.of(), echo.asked("a"));
      assertEquals(DeviceState.UP, monitor.status("a").orElseThrow().state());
      assertTrue(isStored());
      assertEquals(List.of("connect"), probes(monitor));
      assertEquals("probe echo is disabled and asks nobody", modes(monitor).detail());
    }
  }

  @Test
  @DisplayName("where all are active there is nothing to say")
  void active() {
    try (Monitor monitor = run(Monitor.builder().probe(echo, OFTEN))) {
      assertEquals(HealthStatus.HEALTHY, modes(monitor).status());
    }
  }
}
