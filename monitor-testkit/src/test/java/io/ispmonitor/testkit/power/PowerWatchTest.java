package io.ispmonitor.testkit.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.power.PowerFinding;
import io.ispmonitor.power.PowerLimits;
import io.ispmonitor.power.PowerSource;
import io.ispmonitor.power.PowerStatus;
import io.ispmonitor.power.PowerWatch;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingListener;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PowerWatchTest {
  private static final Instant NIGHT = Instant.parse("2026-03-01T03:00:00Z");
  private static final String TOWER = "tower";

  private final ManualTime time = ManualTime.startingAt(NIGHT);
  private final Inventory inventory = new Inventory();
  private final ScriptedProbe ping = ScriptedProbe.over(inventory, time).forgetful();
  private final ScriptedProbe meter = ScriptedProbe.named("meter", Role.DATA, time).forgetful();
  private final RecordingListener listener = new RecordingListener();
  private final Map<String, PowerLimits> limits = new HashMap<>();
  private final PowerWatch watch =
      PowerWatch.builder()
          .limits(device -> limits.getOrDefault(device.id(), PowerLimits.leadAcid(24)))
          .build();
  private final Monitor monitor =
      Monitor.builder()
          .inventory(inventory)
          .probe(ping, Schedule.every(Duration.ofSeconds(30)))
          .probe(meter, Schedule.every(Duration.ofMinutes(1)))
          .listener(listener)
          .time(time)
          .with(watch)
          .build();

  @AfterEach
  void close() {
    monitor.close();
    ping.close();
    meter.close();
  }

  private void add(String id, DeviceKind kind, String... parents) {
    Device.Builder device = Device.named(id).kind(kind).address(InetAddress.getLoopbackAddress());
    for (String parent : parents) {
      device.parent(parent);
    }
    inventory.add(device.build());
  }

  private void tells(String device, double volts) {
    meter.set(
        device,
        (deadline, later, outcome) ->
            outcome.accept(new ProbeOutcome.Answered(Readings.of(PowerMetrics.VOLTAGE, volts))));
  }

  private void passMinutes(int minutes) {
    time.advance(Duration.ofMinutes(minutes));
  }

  /** A tower on mains, for ten minutes. */
  private void onMains() {
    add(TOWER, DeviceKind.TOWER);
    tells(TOWER, 27.3);
    monitor.start();
    passMinutes(10);
  }

  /** Falls by so many volts an hour. */
  private void discharges(double fromVolts, double perHour, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      tells(TOWER, fromVolts - perHour * minute / 60);
      passMinutes(1);
    }
  }

  private PowerStatus status() {
    return watch.status(TOWER).orElseThrow();
  }

  private List<String> events() {
    return listener.observations().stream().map(Observation::event).toList();
  }

  private String text(String event) {
    return listener.observations().stream()
        .filter(is -> is.event().equals(event))
        .map(Observation::text)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("mains that go and come back are told once each, with the time")
  void mainsLostAndBack() {
    onMains();
    assertEquals(PowerSource.MAINS, status().source());
    assertEquals(List.of(), events());
    tells(TOWER, 25);
    passMinutes(30);
    assertEquals(PowerSource.BATTERY, status().source());
    assertEquals(List.of("mainsLost"), events());
    assertTrue(text("mainsLost").matches("mains lost at 03:1\\d UTC, on battery since; 25.0 V"));
    tells(TOWER, 27.4);
    passMinutes(30);
    assertEquals(List.of("mainsLost", "mainsBack"), events());
    assertTrue(text("mainsBack").startsWith("mains back at 03:4"), text("mainsBack"));
    assertTrue(status().words().startsWith("27.4 V, on mains since 03:4"), status().words());
  }

  @Test
  @DisplayName("a whole discharge is told: lost, empty soon, low, and power lost in the end")
  void wholeDischarge() {
    onMains();
    discharges(25, 0.5, 6 * 60);
    discharges(22, 0.8, 30);
    ping.kill(TOWER);
    passMinutes(3);
    assertEquals(List.of("mainsLost", "batteryEmptySoon", "voltageLow", "powerLost"), events());
    PowerFinding finding = watch.finding(TOWER).orElseThrow();
    assertEquals(PowerFinding.Loss.POWER, finding.loss());
    assertTrue(
        finding.words().matches("its battery was at 21.6 V and falling by 0.\\d V an hour .*"),
        finding.words());
    ping.revive(TOWER);
    tells(TOWER, 27.3);
    passMinutes(10);
    assertTrue(watch.finding(TOWER).isEmpty());
    assertEquals(List.of("mainsBack", "voltageNormal"), events().subList(4, 6));
  }

  @Test
  @DisplayName("on battery the status has a slope and says when it will be empty")
  void forecast() {
    onMains();
    discharges(25, 0.5, 120);
    assertEquals(-0.5, status().voltsPerHour(), 0.05);
    assertNotNull(status().empty());
    assertTrue(status().words().contains("falling by 0.5 V an hour, empty at about"));
    tells(TOWER, 27.3);
    passMinutes(5);
    assertNull(status().empty());
    assertTrue(Double.isNaN(status().voltsPerHour()));
  }

  @Test
  @DisplayName("a device that had power when it went silent lost its link")
  void linkLost() {
    onMains();
    ping.kill(TOWER);
    passMinutes(3);
    assertEquals(List.of("linkLost"), events());
    assertTrue(
        text("linkLost").matches("its power was fine \\d+ s before \\(27.3 V, on mains\\): .*"),
        text("linkLost"));
  }

  @Test
  @DisplayName("a device without a voltage is judged by its power supply before other parents")
  void parentsVoltage() {
    add("router", DeviceKind.ROUTER);
    add("psu", DeviceKind.POWER, "router");
    add("radio", DeviceKind.RADIO, "router", "psu");
    add("lonely", DeviceKind.RADIO);
    tells("router", 27.3);
    tells("psu", 21.9);
    monitor.start();
    passMinutes(10);
    ping.kill("radio");
    ping.kill("lonely");
    passMinutes(3);
    PowerFinding finding = watch.finding("radio").orElseThrow();
    assertEquals("psu", finding.supply());
    assertEquals(PowerFinding.Loss.POWER, finding.loss());
    assertTrue(finding.words().startsWith("it tells no voltage, but its parent 'psu' does"));
    assertEquals("no voltage is known of it", watch.finding("lonely").orElseThrow().words());
    assertTrue(watch.finding("router").isEmpty());
  }

  @Test
  @DisplayName("a silence changes nothing, and what changed in it is told once afterwards")
  void silence() {
    onMains();
    meter.set(TOWER, ScriptedProbe.silent());
    passMinutes(60);
    assertEquals(PowerSource.UNKNOWN, status().source());
    assertEquals(27.3, status().volts());
    assertEquals(List.of(), events());
    tells(TOWER, 25);
    passMinutes(30);
    assertEquals(List.of("mainsLost"), events());
  }

  @Test
  @DisplayName("0 V is left out and named in the health, with the numbers of devices")
  void zeroVolts() {
    onMains();
    assertEquals(
        "1 devices have a voltage, 0 are on battery, 0 are low", watch.health().get(0).detail());
    tells(TOWER, 0);
    passMinutes(10);
    assertEquals(PowerSource.MAINS, status().source());
    assertEquals(List.of(), events());
    assertEquals(HealthStatus.DEGRADED, watch.health().get(0).status());
    assertTrue(watch.health().get(0).detail().contains("'tower' tell a voltage that cannot be"));
    tells(TOWER, 22);
    passMinutes(10);
    assertEquals(
        "1 devices have a voltage, 1 are on battery, 1 are low", watch.health().get(0).detail());
  }

  @Test
  @DisplayName("steps of the wall clock neither lose the mains nor bend a slope")
  void clockSteps() {
    onMains();
    discharges(25, 0.2, 60);
    time.stepWallClock(Duration.ofHours(5));
    discharges(24.8, 0.2, 30);
    time.stepWallClock(Duration.ofHours(-9));
    discharges(24.7, 0.2, 30);
    assertEquals(-0.2, status().voltsPerHour(), 0.05);
    assertEquals(List.of("mainsLost"), events());
    assertTrue(Duration.between(status().at(), time.instant()).toSeconds() <= 60);
  }

  @Test
  @DisplayName("limits may change while it runs, and without limits nothing is kept")
  void limitsChange() {
    onMains();
    limits.put(TOWER, new PowerLimits(27.5, 28, 20, 29, PowerLimits.leadAcid(24).discharge()));
    passMinutes(10);
    assertEquals(List.of("mainsLost", "voltageLow"), events());
  }

  @Test
  @DisplayName("a voltage that a host offers counts like one that was asked for")
  void offered() {
    add(TOWER, DeviceKind.TOWER);
    monitor.start();
    for (int minute = 0; minute < 5; minute++) {
      passMinutes(1);
      monitor.offer(
          Observation.of(TOWER, "mqtt", time.instant(), Readings.of(PowerMetrics.VOLTAGE, 25)));
    }
    passMinutes(1);
    assertEquals(PowerSource.BATTERY, status().source());
  }

  @Test
  @DisplayName("a device that is removed is forgotten")
  void removed() {
    onMains();
    inventory.remove(TOWER);
    passMinutes(2);
    assertTrue(watch.status(TOWER).isEmpty());
    assertTrue(watch.health().get(0).detail().startsWith("0 devices"));
  }

  @Test
  @DisplayName("a watch without limits is refused, and so is a single reading to confirm")
  void builder() {
    String none =
        assertThrows(IllegalArgumentException.class, () -> PowerWatch.builder().build())
            .getMessage();
    assertTrue(none.contains("no limits"), none);
    assertThrows(IllegalArgumentException.class, () -> PowerWatch.builder().confirm(1));
    assertThrows(IllegalArgumentException.class, () -> PowerWatch.builder().gap(Duration.ZERO));
  }
}
