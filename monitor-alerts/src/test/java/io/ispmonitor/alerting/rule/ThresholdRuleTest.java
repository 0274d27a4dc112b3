package io.ispmonitor.alerting.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.PowerMetrics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {
  private static final String VOLTAGE = PowerMetrics.VOLTAGE.name();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static ThresholdRule.Builder low() {
    return ThresholdRule.below("low-voltage", VOLTAGE, 24);
  }

  @Test
  @DisplayName("a limit of 25 V set for one device raises at its next sample of 24.9 V")
  void deviceLimit() {
    Desk desk = new Desk(low().clear(24.5).build());
    Device other = Device.named("tower-8").build();
    desk.volts(24.9).volts(other, 24.9);
    assertEquals(List.of(), desk.said());

    desk.limits.set(DeviceLimit.trigger("low-voltage", "tower-7", 25));
    desk.pass(MINUTE).volts(24.9).volts(other, 24.9);

    assertEquals("25", desk.raised(0).facts().get("limit"));
    assertEquals("25.5", desk.raised(0).facts().get("clear"));
    assertEquals(List.of("raised low-voltage/tower-7"), desk.said());

    desk.limits.remove("low-voltage", "tower-7");
    desk.pass(MINUTE).volts(24.9);
    assertEquals(List.of("cleared low-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("what is raised says value, limit, unit, device and since when")
  void facts() {
    Desk desk =
        new Desk(
            low()
                .clear(24.5)
                .severity(Severity.CRITICAL)
                .label("team", "field")
                .runbook(URI.create("https://example.net/voltage"))
                .reminder(Duration.ofHours(1))
                .summary("{name} has {value} {unit}, not {limit}")
                .build());
    desk.volts(23.904);

    Signal.Raised raised = desk.raised(0);
    assertEquals("Tower 7 has 23.9 V, not 24", raised.summary());
    assertEquals("threshold", raised.type());
    assertEquals(Severity.CRITICAL, raised.severity());
    assertEquals("tower-7", raised.source());
    assertEquals(Map.of("team", "field"), raised.labels());
    assertEquals(Desk.NOON, raised.since());
    assertEquals(Duration.ofHours(1), raised.reminder());
    assertEquals("snmp", raised.facts().get("probe"));
    assertEquals("24.5", raised.facts().get("clear"));
    assertEquals("23.9 V below 24 V, 1 in a row since 2026-03-01T12:00:00Z", raised.evidence());
  }

  @Test
  @DisplayName("between the levels nothing begins and nothing ends")
  void hysteresis() {
    Desk desk = new Desk(low().clear(24.5).build());
    for (double value : new double[] {24.2, 23.9, 24.2, 24.49, 24.5, 24.2, 24}) {
      desk.pass(MINUTE).volts(value);
    }
    assertEquals(List.of("raised low-voltage/tower-7", "cleared low-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("it takes so many values in a row, and a value in between begins anew")
  void rows() {
    Desk desk = new Desk(low().samples(3, 2).build());
    for (double value : new double[] {23, 23, 25, 23, 23}) {
      desk.pass(MINUTE).volts(value);
    }
    assertEquals(List.of(), desk.said());
    desk.pass(MINUTE).volts(23);
    assertEquals(List.of("raised low-voltage/tower-7"), desk.said());
    for (double value : new double[] {25, 23, 25}) {
      desk.pass(MINUTE).volts(value);
    }
    assertEquals(List.of(), desk.said());
    desk.pass(MINUTE).volts(25);
    assertEquals(List.of("cleared low-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a hold time is over when values beyond the level have spanned it, give or take")
  void hold() {
    Desk desk = new Desk(low().holdFor(Duration.ofMinutes(2)).build());
    desk.volts(23).pass(MINUTE).volts(23).pass(MINUTE.minusMillis(100));
    assertEquals(List.of(), desk.said(), "no value has come that says it lasted");
    desk.volts(23);
    assertEquals(Desk.NOON, desk.raised(0).since());
    assertEquals(List.of("raised low-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a step of the clock neither makes a hold time over nor begins it anew")
  void holdAndSteps() {
    for (int hours : new int[] {1, -1}) {
      Desk desk = new Desk(low().holdFor(Duration.ofMinutes(3)).build());
      desk.volts(23).pass(MINUTE);
      desk.time.stepWallClock(Duration.ofHours(hours));
      desk.volts(23).pass(MINUTE).volts(23);
      assertEquals(List.of(), desk.said());
      desk.pass(MINUTE).volts(23);
      Instant at = desk.raised(0).at();
      assertEquals(hours > 0 ? Desk.NOON : at, desk.raised(0).since());
      assertEquals(List.of("raised low-voltage/tower-7"), desk.said());
    }
  }

  @Test
  @DisplayName("it keeps firing until values have been back for so long")
  void keepFiring() {
    Desk desk = new Desk(low().keepFiring(Duration.ofMinutes(2)).build());
    desk.volts(23).pass(MINUTE).volts(25).pass(MINUTE).volts(23).pass(MINUTE).volts(25);
    desk.pass(Duration.ofHours(1));
    assertEquals(List.of("raised low-voltage/tower-7"), desk.said(), "silence ends nothing");
    desk.volts(25);
    assertEquals(List.of("cleared low-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a value that is not newer than the last one is left out")
  void outOfOrder() {
    Desk desk = new Desk(low().samples(2, 1).build());
    desk.pass(MINUTE).volts(23).volts(23).voltsAt(Desk.NOON, 23);
    assertEquals(List.of(), desk.said());
    desk.pass(MINUTE).volts(23).voltsAt(Desk.NOON, 25);
    assertEquals(List.of("raised low-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("after the clock was set back values count again")
  void clockSetBack() {
    Desk desk = new Desk(low().build());
    desk.volts(25);
    desk.time.stepWallClock(Duration.ofHours(-3));
    desk.pass(MINUTE).volts(23);
    assertEquals(List.of("raised low-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("each instance has trouble of its own, and others do not count")
  void instances() {
    Desk desk = new Desk(ThresholdRule.above("busy", "if.in", 100).instances("eth*").build());
    desk.traffic(200, 50);
    desk.pass(MINUTE).traffic(50, 200);
    assertEquals(
        List.of(
            "raised busy/tower-7/eth0", "cleared busy/tower-7/eth0", "raised busy/tower-7/eth1"),
        desk.said());
    Desk none = new Desk(ThresholdRule.above("busy", "if.in", 100).instances("wlan*").build());
    assertEquals(List.of(), none.traffic(200, 200).said());
  }

  @Test
  @DisplayName("when other interfaces come, those that stay go on where they were")
  void layoutChanges() {
    Desk desk = new Desk(ThresholdRule.above("busy", "if.in", 100).samples(2, 1).build());
    desk.traffic(200);
    desk.pass(MINUTE).traffic(200, 200);
    assertEquals(List.of("raised busy/tower-7/eth0"), desk.said());
  }

  @Test
  @DisplayName("a rule whose numbers or words cannot be is refused in a sentence")
  void refused() {
    assertRefused("clear level must not be below the trigger level 24.0", low().clear(23));
    assertRefused("samples must be 1 to 10000, was 0", low().samples(0, 1));
    assertRefused("did you mean 'value'?", low().summary("{valeu} V"));
    assertRefused("must be a number", ThresholdRule.above("hot", "temperature", Double.NaN));
    assertRefused("rule id 'Low'", ThresholdRule.above("Low", "temperature", 1));
    assertRefused("http", low().runbook(URI.create("javascript:alert(1)")));
  }

  private static void assertRefused(String part, ThresholdRule.Builder builder) {
    String message = assertThrows(IllegalArgumentException.class, builder::build).toString();
    assertTrue(message.contains(part), message);
  }
}
