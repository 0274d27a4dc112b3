package io.ispmonitor.alerting.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuleKindsTest {
  private static final String VOLTAGE = PowerMetrics.VOLTAGE.name();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private static List<String> after(Desk desk, double... values) {
    for (double value : values) {
      desk.pass(MINUTE).volts(value);
    }
    return desk.said();
  }

  @Test
  @DisplayName("an absolute change is noted each time, up and down")
  void absoluteChange() {
    Desk desk = new Desk(ChangeRule.absolute("jump", VOLTAGE, 2).build());
    assertEquals(
        List.of("noted jump/tower-7", "noted jump/tower-7"), after(desk, 24, 25, 27, 25, 24.5));
  }

  @Test
  @DisplayName("a change is held against the last value, however many gaps are in between")
  void changeOverGap() {
    Desk desk = new Desk(ChangeRule.absolute("jump", VOLTAGE, 2).build());
    assertEquals(List.of("noted jump/tower-7"), after(desk, 24, Double.NaN, Double.NaN, 26));
  }

  @Test
  @DisplayName(
      "a relative change is noted beyond its ratio; a fall to zero is one, a rise from it is none")
  void relativeChange() {
    Desk up = new Desk(ChangeRule.relative("double", VOLTAGE, 2).build());
    assertEquals(List.of("noted double/tower-7"), after(up, 0, 10, 19, 38, 20, 0, 50));
    Desk down = new Desk(ChangeRule.relative("half", VOLTAGE, 0.5).build());
    assertEquals(List.of("noted half/tower-7"), after(down, 10, 20, 11, 5.5, -3));
    Desk out = new Desk(ChangeRule.relative("half", VOLTAGE, 0.5).build());
    assertEquals(List.of("noted half/tower-7"), after(out, 20, 0, 0, 20));
  }

  @Test
  @DisplayName("a change that rearms is raised once, and cleared by a quiet value after enough")
  void rearmingChange() {
    Desk desk = new Desk(ChangeRule.rearming("jump", VOLTAGE, 2, 3).build());
    assertEquals(List.of("raised jump/tower-7"), after(desk, 24, 27, 24, 24));
    assertEquals(List.of(), after(desk, 30));
    assertEquals(List.of("cleared jump/tower-7"), after(desk, 30));
    assertEquals(List.of("raised jump/tower-7"), after(desk, 24));
  }

  @Test
  @DisplayName("no value for a time is raised, and the next value clears it")
  void absenceOfMetric() {
    Desk desk = new Desk(AbsenceRule.ofMetric("no-voltage", VOLTAGE, TEN_MINUTES).build());
    desk.volts(24).pass(TEN_MINUTES.minusMillis(1)).volts(24).pass(TEN_MINUTES.minusMillis(1));
    assertEquals(List.of(), desk.said());
    desk.pass(Duration.ofMillis(1));
    assertEquals("Tower 7: no value of power.voltage for 10m", desk.raised(0).summary());
    assertEquals(Desk.NOON.plus(TEN_MINUTES).minusMillis(1), desk.raised(0).since());
    assertEquals(List.of("raised no-voltage/tower-7"), desk.said());
    desk.volts(Double.NaN).silence();
    assertEquals(List.of(), desk.said());
    desk.volts(24);
    assertEquals(List.of("cleared no-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("absence counts from the first that is heard of a device")
  void absenceFromTheStart() {
    Desk desk = new Desk(AbsenceRule.ofProbe("no-snmp", "snmp", TEN_MINUTES).build());
    desk.silence().pass(TEN_MINUTES);
    assertEquals(List.of("raised no-snmp/tower-7"), desk.said());
    desk.answer(Desk.TOWER, "ping", desk.time.instant(), Readings.NONE);
    assertEquals(List.of(), desk.said());
    desk.answer(Desk.TOWER, "snmp", desk.time.instant(), Readings.NONE);
    assertEquals(List.of("cleared no-snmp/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a device that is out of reach is not missed, and has its whole time afterwards")
  void absenceOutOfReach() {
    Desk desk = new Desk(AbsenceRule.ofMetric("no-voltage", VOLTAGE, TEN_MINUTES).build());
    desk.volts(24).state(DeviceState.DOWN).pass(TEN_MINUTES.multipliedBy(3));
    desk.state(DeviceState.UP).pass(TEN_MINUTES.minusSeconds(1));
    assertEquals(List.of(), desk.said());
    desk.pass(Duration.ofSeconds(1));
    assertEquals(List.of("raised no-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a pause of the process and a step of the clock are no silence")
  void absenceAndPauses() {
    Desk desk = new Desk(AbsenceRule.ofMetric("no-voltage", VOLTAGE, TEN_MINUTES).build());
    desk.volts(24).pass(MINUTE);
    desk.time.pause(Duration.ofHours(1));
    desk.turn();
    desk.time.stepWallClock(Duration.ofHours(5));
    desk.turn();
    assertEquals(List.of(), desk.said());
    desk.pass(TEN_MINUTES);
    assertEquals(List.of("raised no-voltage/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a state is raised when it lasts, and cleared when the device is known to be else")
  void state() {
    Desk desk =
        new Desk(StateRule.in("down", DeviceState.DOWN).holdFor(Duration.ofMinutes(5)).build());
    desk.state(DeviceState.DOWN).pass(Duration.ofMinutes(4)).state(DeviceState.UP);
    desk.pass(TEN_MINUTES).state(DeviceState.DOWN).pass(Duration.ofMinutes(4));
    assertEquals(List.of(), desk.said());
    desk.pass(MINUTE);
    assertEquals(Desk.NOON.plus(Duration.ofMinutes(14)), desk.raised(0).since());
    assertEquals(List.of("raised down/tower-7"), desk.said());
    desk.state(DeviceState.UNKNOWN).state(DeviceState.UNREACHABLE).pass(TEN_MINUTES);
    assertEquals(List.of(), desk.said(), "nothing is known, so nothing is over");
    desk.state(DeviceState.DEGRADED);
    assertEquals(List.of("cleared down/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a state keeps firing until another has lasted")
  void stateKeepsFiring() {
    Desk desk =
        new Desk(StateRule.in("down", DeviceState.DOWN).keepFiring(Duration.ofMinutes(2)).build());
    desk.state(DeviceState.DOWN).pass(MINUTE).state(DeviceState.UP).pass(MINUTE);
    desk.state(DeviceState.DOWN).pass(MINUTE).state(DeviceState.UP).pass(MINUTE);
    assertEquals(List.of("raised down/tower-7"), desk.said());
    desk.pass(MINUTE);
    assertEquals(List.of("cleared down/tower-7"), desk.said());
  }

  @Test
  @DisplayName("the time a state has lasted before a restart counts")
  void stateAfterRestart() {
    Desk before = new Desk();
    var change = before.change(DeviceState.DOWN);
    Desk desk = new Desk(StateRule.in("down", DeviceState.DOWN).holdFor(TEN_MINUTES).build());
    desk.time.advance(Duration.ofMinutes(9));
    desk.rules.take(change, Desk.TOWER, desk.signals::add);
    desk.pass(MINUTE.minusMillis(1));
    assertEquals(List.of(), desk.said());
    desk.pass(Duration.ofMillis(1));
    assertEquals(List.of("raised down/tower-7"), desk.said());
  }

  @Test
  @DisplayName("an observation without an end is noted each time")
  void observation() {
    Desk desk = new Desk(ObservationRule.of("cold", "trap", "cold*").build());
    assertFalse(desk.told("trap", "coldStart", Desk.NOON), "nobody knows the device yet");
    desk.rules.meet(Desk.TOWER, desk.signals::add);
    assertTrue(desk.told("trap", "coldStart", Desk.NOON));
    desk.told("mqtt", "coldStart", Desk.NOON);
    desk.told("trap", "coldStart", Desk.NOON);
    Signal.Noted noted = (Signal.Noted) desk.signals.get(0);
    assertEquals("Tower 7: trap says coldStart port 3", noted.what().summary());
    assertEquals(List.of("noted cold/tower-7", "noted cold/tower-7"), desk.said());
  }

  @Test
  @DisplayName(
      "an observation lasts until its end is told; what is older than the last is left out")
  void observationWithEnd() {
    Desk desk =
        new Desk(ObservationRule.of("link", "trap", "linkDown").clearedBy("linkUp").build());
    desk.rules.meet(Desk.TOWER, desk.signals::add);
    desk.pass(TEN_MINUTES);
    Instant at = Desk.NOON.plus(MINUTE);
    desk.told("trap", "linkDown", at);
    desk.told("trap", "linkUp", Desk.NOON);
    assertEquals(List.of("raised link/tower-7"), desk.said());
    desk.told("trap", "linkUp", at);
    assertEquals(List.of("cleared link/tower-7"), desk.said());
    desk.told("trap", "linkDown", Desk.NOON);
    assertEquals(List.of(), desk.said());
  }

  @Test
  @DisplayName("an observation of one part does not end the trouble of another")
  void observationOfParts() {
    Desk desk =
        new Desk(ObservationRule.of("link", "trap", "linkDown").clearedBy("linkUp").build());
    desk.rules.meet(Desk.TOWER, desk.signals::add);
    desk.toldOf("3", "linkDown");
    desk.toldOf("5", "linkDown");
    desk.toldOf("5", "linkUp");
    assertEquals("5", desk.raised(1).facts().get("instance"));
    assertEquals(
        List.of("raised link/tower-7/3", "raised link/tower-7/5", "cleared link/tower-7/5"),
        desk.said());
    desk.pass(TEN_MINUTES).toldOf("3", "linkUp");
    assertEquals(List.of("cleared link/tower-7/3"), desk.said());
  }

  @Test
  @DisplayName("a time far ahead does not stop what comes after")
  void observationFromTheFuture() {
    Desk desk =
        new Desk(ObservationRule.of("link", "trap", "linkDown").clearedBy("linkUp").build());
    desk.rules.meet(Desk.TOWER, desk.signals::add);
    desk.told("trap", "linkDown", Instant.MAX);
    desk.pass(MINUTE);
    desk.told("trap", "linkUp", desk.time.instant());
    assertEquals(List.of("raised link/tower-7", "cleared link/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a composite fires while enough silent members have trouble with the same device")
  void composite() {
    Desk desk =
        new Desk(
            CompositeRule.allOf("battery", "low", "busy").build(),
            ThresholdRule.below("low", VOLTAGE, 24).silent().build(),
            ThresholdRule.above("busy", "if.in", 100).silent().build());
    desk.volts(Device.named("other").build(), 20).traffic(200, 300);
    assertEquals(List.of(), desk.said());
    desk.volts(23);
    assertEquals("low, busy", desk.raised(0).facts().get("members"));
    assertEquals(List.of("raised battery/tower-7"), desk.said());
    desk.pass(MINUTE).traffic(200, 50);
    assertEquals(List.of(), desk.said());
    desk.pass(MINUTE).traffic(50, 50);
    assertEquals(List.of("cleared battery/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a composite of composites fires at the moment its members do")
  void compositeOfComposites() {
    Desk desk =
        new Desk(
            CompositeRule.anyOf("outer", "inner", "hot").build(),
            CompositeRule.atLeast(1, "inner", "low").silent().build(),
            ThresholdRule.below("low", VOLTAGE, 24).silent().build(),
            ThresholdRule.above("hot", "temperature", 60).build());
    assertEquals(List.of("raised outer/tower-7", "cleared outer/tower-7"), after(desk, 23, 25));
  }

  @Test
  @DisplayName("members that do not exist, have no end or go in a circle are refused")
  void compositesRefused() {
    Rule low = ThresholdRule.below("low-voltage", VOLTAGE, 24).build();
    assertRefused(
        "did you mean 'low-voltage'?", low, CompositeRule.anyOf("any", "low-voltge").build());
    assertRefused(
        "trouble without an end",
        ChangeRule.absolute("jump", VOLTAGE, 1).build(),
        CompositeRule.anyOf("any", "jump").build());
    assertRefused(
        "rule one: it, or one of its members, is a member of itself",
        CompositeRule.anyOf("one", "two").build(),
        CompositeRule.anyOf("two", "one").build());
    assertRefused("there twice", low, low);
  }

  private static void assertRefused(String part, Rule... rules) {
    String message = assertThrows(IllegalArgumentException.class, () -> new Desk(rules)).toString();
    assertTrue(message.contains(part), message);
  }
}
