package io.ispmonitor.alerting.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuleSetTest {
  private static final String VOLTAGE = PowerMetrics.VOLTAGE.name();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Rule LOW =
      ThresholdRule.below("low", VOLTAGE, 24).clear(25).samples(2, 1).build();

  private static Alert open(String key) {
    return Alert.builder("id-" + key, key, Desk.NOON).source("tower-7").build();
  }

  @Test
  @DisplayName("what fired before a restart is not raised again, and ends when it ends")
  void restore() {
    Desk desk = new Desk(LOW, ThresholdRule.above("busy", "if.in", 100).build());
    List<Alert> orphans =
        desk.rules.restore(
            List.of(open("low/tower-7"), open("busy/tower-7/eth1"), open("gone/tower-7")));
    assertEquals(List.of("gone/tower-7"), orphans.stream().map(Alert::key).toList());
    desk.volts(23).traffic(10, 200);
    desk.pass(MINUTE).volts(23).traffic(10, 200);
    assertEquals(List.of(), desk.said());
    desk.pass(MINUTE).volts(25).traffic(10, 20);
    assertEquals(List.of("cleared low/tower-7", "cleared busy/tower-7/eth1"), desk.said());
  }

  @Test
  @DisplayName("what fired before a restart has no rule any more when its rule is another one now")
  void restoreOfOtherRules() {
    Alert metric =
        open("low/tower-7").change().type("threshold").facts(Map.of("metric", "if.in")).build();
    Alert probe =
        open("no-ping/tower-7").change().type("absence").facts(Map.of("probe", "snmp")).build();
    Alert type = open("none/tower-7").change().type("threshold").build();
    List<Alert> open =
        List.of(
            metric,
            probe,
            type,
            open("none/tower-7/eth0"),
            open("ports/tower-7/eth0"),
            open("ports/tower-7"),
            open("jump/tower-7"),
            open("silent/tower-7"));
    Desk desk =
        new Desk(
            LOW,
            AbsenceRule.ofProbe("no-ping", "ping", MINUTE).build(),
            AbsenceRule.ofMetric("none", VOLTAGE, MINUTE).build(),
            ThresholdRule.above("ports", "if.in", 100).instances("sfp*").build(),
            ChangeRule.absolute("jump", VOLTAGE, 2).build(),
            ThresholdRule.below("silent", VOLTAGE, 24).silent().build());
    assertEquals(open, desk.rules.restore(open));
  }

  @Test
  @DisplayName("a rule takes up again what it raised itself, whatever the part is called")
  void restoreOwn() {
    String name = "x".repeat(300);
    Rule rule = ThresholdRule.above("busy", "if.in", 100).instances(name.substring(0, 200)).build();
    Rule all = ThresholdRule.above("all", "if.in", 100).instances("*x").build();
    Desk desk = new Desk(rule, all, AbsenceRule.ofProbe("no-ping", "ping", MINUTE).build());
    Layout layout = Layout.of(List.of(new Layout.Column(Desk.TRAFFIC, name)));
    desk.answer(Desk.TOWER, "snmp", Desk.NOON, Readings.of(layout, 200)).pass(MINUTE);
    List<Alert> open =
        desk.signals.stream()
            .map(is -> (Signal.Raised) is)
            .map(is -> open(is.key()).change().type(is.type()).facts(is.facts()).build())
            .toList();
    assertEquals(2, open.size());
    assertEquals(List.of(), desk.rules.restore(open));
  }

  @Test
  @DisplayName("what fired before a restart ends when the rule is not for the device any more")
  void restoreForOthers() {
    Desk desk =
        new Desk(
            ThresholdRule.below("low", VOLTAGE, 24).devices(DeviceFilter.ids("other")).build());
    desk.rules.restore(List.of(open("low/tower-7")));
    desk.volts(Device.named("quiet").build(), 23).volts(23).volts(23);
    assertEquals(List.of("cleared low/tower-7"), desk.said());
  }

  @Test
  @DisplayName("absence and states that fired before a restart end when they end")
  void restoreTimed() {
    Desk desk =
        new Desk(
            AbsenceRule.ofMetric("none", VOLTAGE, MINUTE).build(),
            StateRule.in("down", DeviceState.DOWN).build());
    desk.rules.restore(List.of(open("none/tower-7"), open("down/tower-7")));
    desk.silence().pass(Duration.ofHours(1)).state(DeviceState.DOWN);
    assertEquals(List.of(), desk.said());
    desk.state(DeviceState.UP).volts(24);
    assertEquals(List.of("cleared down/tower-7", "cleared none/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a composite of silent members goes on after a restart until they are judged again")
  void restoreComposite() {
    Desk desk =
        new Desk(
            CompositeRule.allOf("battery", "low", "busy").build(),
            ThresholdRule.below("low", VOLTAGE, 24).silent().build(),
            ThresholdRule.above("busy", "if.in", 100).silent().build());
    desk.rules.restore(List.of(open("battery/tower-7")));
    desk.volts(23);
    desk.pass(MINUTE).traffic(200);
    assertEquals(List.of(), desk.said());
    desk.pass(MINUTE).traffic(50);
    assertEquals(List.of("cleared battery/tower-7"), desk.said());
    desk.pass(MINUTE).traffic(200);
    assertEquals(List.of("raised battery/tower-7"), desk.said());
  }

  @Test
  @DisplayName("restored parts of a composite that turn out to be well end it")
  void restoreCompositeWell() {
    Desk desk =
        new Desk(
            CompositeRule.anyOf("battery", "busy").build(),
            ThresholdRule.above("busy", "if.in", 100).silent().build());
    desk.rules.restore(List.of(open("battery/tower-7")));
    desk.volts(23);
    assertEquals(List.of(), desk.said());
    desk.traffic(50, 50);
    assertEquals(List.of("cleared battery/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a composite goes on after a restart until all parts of a silent member were judged")
  void restoreCompositeOfParts() {
    Desk desk =
        new Desk(
            CompositeRule.anyOf("battery", "busy").build(),
            ThresholdRule.above("busy", "if.in", 100).samples(3, 1).silent().build());
    desk.rules.restore(List.of(open("battery/tower-7")));
    for (int i = 0; i < 3; i++) {
      desk.traffic(50, i == 0 ? Double.NaN : 200).pass(MINUTE);
    }
    assertEquals(List.of(), desk.said(), "the row of eth1 is not long enough to say");
    desk.traffic(50, 200).pass(MINUTE);
    assertEquals(List.of(), desk.said());
    desk.traffic(50, 50);
    assertEquals(List.of("cleared battery/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a composite does not go on for ever for a part that is not heard of any more")
  void restoreCompositeOfSilentParts() {
    Desk desk =
        new Desk(
            CompositeRule.anyOf("battery", "busy").build(),
            ThresholdRule.above("busy", "if.in", 100).silent().build());
    desk.rules.restore(List.of(open("battery/tower-7")));
    desk.traffic(50, Double.NaN).pass(Duration.ofMinutes(10)).traffic(50, Double.NaN);
    assertEquals(List.of(), desk.said());
    desk.pass(Duration.ofMinutes(10)).traffic(50, Double.NaN);
    assertEquals(List.of("cleared battery/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a composite of a silent event ends after a restart when the event's end is told")
  void restoreCompositeOfEvents() {
    Desk desk =
        new Desk(
            CompositeRule.anyOf("cut", "link").build(),
            ObservationRule.of("link", "trap", "linkDown").clearedBy("linkUp").silent().build());
    desk.rules.restore(List.of(open("cut/tower-7")));
    desk.rules.meet(Desk.TOWER, desk.signals::add);
    desk.pass(MINUTE).toldOf("3", "linkDown");
    assertEquals(List.of(), desk.said());
    desk.toldOf("3", "linkUp");
    assertEquals(List.of("cleared cut/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a rule turned off for a device ends its trouble there, and begins anew when on")
  void turnedOff() {
    Desk desk = new Desk(ThresholdRule.below("low", VOLTAGE, 24).build());
    desk.volts(23);
    desk.limits.set(DeviceLimit.off("low", "tower-7"));
    desk.pass(MINUTE).volts(23);
    assertEquals(List.of("raised low/tower-7", "cleared low/tower-7"), desk.said());
    assertEquals("turned off for this device", desk.rules.evaluateNow("tower-7").get(0).words());
    desk.limits.remove("low", "tower-7");
    desk.pass(MINUTE).volts(23);
    assertEquals(List.of("raised low/tower-7"), desk.said());
  }

  @Test
  @DisplayName("a device with another label is held against other rules")
  void labelsChange() {
    Rule north =
        ThresholdRule.below("low", VOLTAGE, 24)
            .devices(DeviceFilter.kind(DeviceKind.TOWER).and(DeviceFilter.label("region", "north")))
            .build();
    Desk desk = new Desk(north);
    Device moved = Desk.TOWER.toBuilder().label("region", "south").build();
    desk.volts(23).pass(MINUTE).volts(moved, 23).pass(MINUTE).volts(moved, 22);
    assertEquals(List.of("raised low/tower-7", "cleared low/tower-7"), desk.said());
  }

  @Test
  @DisplayName("limits that do not fit the rule are refused, and left out when a store holds them")
  void limitsChecked() {
    Desk desk = new Desk(LOW, StateRule.in("down", DeviceState.DOWN).build());
    assertRefused(desk, new DeviceLimit("low", "tower-7", 26d, 25d, null, false), "below");
    assertRefused(desk, DeviceLimit.trigger("lwo", "tower-7", 26), "did you mean 'low'?");
    assertRefused(desk, DeviceLimit.trigger("down", "tower-7", 26), "has no such level");
    assertEquals(List.of(), desk.limits.all());

    desk.store.put(new DeviceLimit("low", "tower-7", 26d, 25d, null, false));
    desk.limits.reread();
    desk.volts(25.5).pass(MINUTE).volts(25.5);
    assertEquals(List.of(), desk.said());
  }

  private static void assertRefused(Desk desk, DeviceLimit limit, String part) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> desk.limits.set(limit)).toString();
    assertTrue(message.contains(part), message);
  }

  @Test
  @DisplayName("a limit set while trouble lasts counts for its end, and its reminder for the next")
  void limitWhileFiring() {
    Desk desk = new Desk(ThresholdRule.below("low", VOLTAGE, 24).build());
    desk.volts(23);
    desk.limits.set(new DeviceLimit("low", "tower-7", 22d, null, Duration.ofMinutes(15), false));
    desk.pass(MINUTE).volts(23).pass(MINUTE);
    assertEquals(List.of("raised low/tower-7", "cleared low/tower-7"), desk.said());
    desk.volts(21);
    assertEquals(Duration.ofMinutes(15), desk.raised(0).reminder());
  }

  @Test
  @DisplayName("a device that was forgotten has no memory and is waited for no more")
  void forget() {
    Desk desk = new Desk(LOW, AbsenceRule.ofMetric("none", VOLTAGE, MINUTE).build());
    desk.volts(23);
    desk.rules.forget("tower-7");
    desk.pass(Duration.ofHours(1));
    assertEquals(List.of(), desk.said());
    desk.volts(23);
    assertEquals(List.of(), desk.said(), "the row of two begins anew");
  }

  @Test
  @DisplayName("every rule says in words how it stands with a device")
  void evaluateNow() {
    Desk desk =
        new Desk(
            LOW,
            ThresholdRule.above("busy", "if.in", 100).build(),
            StateRule.in("down", DeviceState.DOWN).build(),
            AbsenceRule.ofMetric("none", VOLTAGE, MINUTE).build(),
            ThresholdRule.below("other", VOLTAGE, 24).devices(DeviceFilter.ids("x")).build());
    assertEquals(
        "nothing was heard of this device yet", desk.rules.evaluateNow("tower-7").get(0).words());
    desk.volts(23).traffic(200).state(DeviceState.DOWN);
    assertEquals(
        List.of(
            "no trouble: 23 V at 2026-03-01T12:00:00Z, 1 in a row say otherwise;"
                + " limit: below 24, clear: 25",
            "trouble since 2026-03-01T12:00:00Z: 200 bit/s at 2026-03-01T12:00:00Z;"
                + " limit: above 100, clear: 100",
            "trouble since 2026-03-01T12:00:00Z: it is down since 2026-03-01T12:00:00Z:"
                + " three misses",
            "no trouble: power.voltage came last at 2026-03-01T12:00:00Z; allowed are 1m",
            "the rule is not for this device"),
        desk.rules.evaluateNow("tower-7").stream().map(Verdict::words).toList());
    assertEquals("busy/tower-7/eth0", desk.rules.evaluateNow("tower-7").get(1).key());
  }

  @Test
  @DisplayName("the parts of one device never have the key of another device")
  void keys() {
    Device odd = Device.named("tower-7/eth0").build();
    Desk desk = new Desk(ThresholdRule.above("busy", "if.in", 100).build(), LOW);
    desk.traffic(200);
    desk.volts(odd, 23).pass(MINUTE).volts(odd, 23);
    assertEquals(List.of("raised busy/tower-7/eth0", "raised low/tower-7%2Feth0"), desk.said());
  }

  @Test
  @DisplayName("keys are short enough for an alert, whatever devices and their parts are called")
  void longKeys() {
    Device device = Device.named("/".repeat(200)).build();
    Rule rule = ThresholdRule.above("r".repeat(100), "if.in", 100).build();
    Desk desk = new Desk(rule);
    for (String end : List.of("a", "b")) {
      Layout layout = Layout.of(List.of(new Layout.Column(Desk.TRAFFIC, "x".repeat(300) + end)));
      desk.answer(device, "snmp", desk.time.instant(), Readings.of(layout, 200));
    }
    assertNotEquals(desk.raised(0).key(), desk.raised(1).key());
    assertTrue(Alert.builder("id", desk.raised(0).key(), Desk.NOON).build().isOpen());
  }

  @Test
  @DisplayName("values that are pushed, in part, or of parts that come and go count alike")
  void allWaysOfValues() {
    Desk desk = new Desk(ThresholdRule.above("busy", "if.in", 100).build());
    Readings eth = Readings.of(Layout.of(List.of(new Layout.Column(Desk.TRAFFIC, "a"))), 200);
    Readings client = Readings.of(Layout.of(List.of(new Layout.Column(Desk.TRAFFIC, "b"))), 200);
    Readings pushed = Readings.of(Layout.of(List.of(new Layout.Column(Desk.TRAFFIC, "c"))), 200);
    desk.outcome(
        Desk.TOWER,
        "snmp",
        Desk.NOON,
        new ProbeOutcome.Partial(eth, List.of(client), "the rest did not come"));
    desk.rules.take(Observation.of("tower-7", "mqtt", Desk.NOON, pushed), desk.signals::add);
    assertEquals("mqtt", desk.raised(2).facts().get("probe"));
    assertEquals(
        List.of("raised busy/tower-7/a", "raised busy/tower-7/b", "raised busy/tower-7/c"),
        desk.said());
  }

  @Test
  @DisplayName("the next turn is asked for when something is due, a second later at most")
  void nextTurn() {
    Desk desk = new Desk(AbsenceRule.ofMetric("none", VOLTAGE, Duration.ofMillis(1500)).build());
    desk.volts(24);
    assertEquals(Duration.ofSeconds(1).toNanos(), desk.turn());
    desk.time.advance(Duration.ofSeconds(1));
    assertEquals(Duration.ofMillis(1500).toNanos(), desk.turn());
  }

  @Test
  @DisplayName("a limit is not refused because the clear level that moves with it was rounded")
  void limitsRounded() {
    for (int tenths = 1; tenths <= 500; tenths++) {
      DeviceLimit limit = DeviceLimit.trigger("r", "tower-7", tenths / 10.0);
      Levels high = Levels.of(ThresholdRule.above("r", VOLTAGE, 0.3).build(), limit);
      Levels low = Levels.of(ThresholdRule.below("r", VOLTAGE, 0.3).build(), limit);
      assertTrue(high.clear() <= high.trigger() && low.clear() >= low.trigger(), limit::toString);
      assertEquals(high.trigger(), high.clear(), 1e-9);
    }
  }
}
