package io.ispmonitor.alerting.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.InMemoryLimitStore;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackTestTest {
  private static final Metric VOLTAGE = PowerMetrics.VOLTAGE;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Layout LAYOUT = Layout.of(VOLTAGE);

  private final InMemoryMetricStore store = InMemoryMetricStore.ofDefaultSize();
  private final SeriesRegistry registry = new SeriesRegistry();

  private Instant store(double... values) {
    Instant at = Desk.NOON;
    for (double value : values) {
      store(at, Readings.of(LAYOUT, value));
      at = at.plus(MINUTE);
    }
    return at;
  }

  private void store(Instant at, Readings readings) {
    store.append(
        new SampleBatch(registry.block("tower-7", readings.layout()), EpochNanos.of(at), readings));
  }

  private BackTest test(Rule rule, Instant to) {
    return BackTest.ofMetric(rule, Desk.TOWER, VOLTAGE, List.of(""), store, Desk.NOON, to);
  }

  private BackTest test(Rule rule, Archive archive, Instant to) {
    return BackTest.ofMetric(rule, Desk.TOWER, VOLTAGE, List.of(""), archive, Desk.NOON, to);
  }

  @Test
  @DisplayName(
      "it says how often a rule would have fired, for how long and how far, and how many"
          + " were flaps")
  void firings() {
    Instant end =
        store(25, 23, 25, 23, 22.5, 23.5, Double.NaN, 23, 23, 23, 25, 25, 23, 23.5, 23.25);
    BackTest test = test(ThresholdRule.below("low", VOLTAGE.name(), 24).silent().build(), end);
    Instant first = Desk.NOON.plus(MINUTE);
    Instant second = Desk.NOON.plus(MINUTE.multipliedBy(3));
    assertEquals(
        new BackTest.Firing("low/tower-7", first, first.plus(MINUTE), 23), test.firings().get(0));
    assertEquals(
        new BackTest.Firing("low/tower-7", second, second.plus(MINUTE.multipliedBy(7)), 22.5),
        test.firings().get(1));
    assertNull(test.firings().get(2).end());
    assertEquals(23, test.firings().get(2).peak());
    assertEquals(14, test.samples());
    assertEquals(1, test.flaps(BackTest.FLAP));
    assertEquals("low would have fired 3 times, 1 of them flaps (shorter than 5m)", test.words());
    assertEquals(
        "low would not have fired in 14 samples",
        test(ThresholdRule.below("low", VOLTAGE.name(), 20).build(), end).words());
  }

  @Test
  @DisplayName("a long hole in the history is an absence that ends with the next value")
  void absence() {
    store(25, 25);
    Instant back = Desk.NOON.plus(Duration.ofHours(3));
    store(back, Readings.of(LAYOUT, 25));
    Rule rule = AbsenceRule.ofMetric("none", VOLTAGE.name(), MINUTE.multipliedBy(10)).build();
    BackTest test = test(rule, back.plus(MINUTE));
    Instant begin = Desk.NOON.plus(MINUTE.multipliedBy(11));
    assertEquals(
        List.of(new BackTest.Firing("none/tower-7", begin, back, Double.NaN)), test.firings());
  }

  @Test
  @DisplayName("nothing is missed of a device that was down, as nothing was missed at the time")
  void absenceWhileDown() {
    Rule rule = AbsenceRule.ofMetric("none", VOLTAGE.name(), MINUTE.multipliedBy(10)).build();
    Desk desk = new Desk(rule);
    InMemoryStateLog log = InMemoryStateLog.create();
    FencingToken token = new FencingToken("all", 1);
    desk.volts(25).pass(MINUTE);
    StateChange down = desk.change(DeviceState.DOWN);
    log.append(down, token);
    desk.rules.take(down, Desk.TOWER, desk.signals::add);
    desk.pass(Duration.ofHours(1));
    StateChange up = desk.change(DeviceState.UP);
    log.append(up, token);
    desk.rules.take(up, Desk.TOWER, desk.signals::add);
    desk.pass(MINUTE.multipliedBy(20));
    assertEquals(List.of("raised none/tower-7"), desk.said());

    store(25);
    Archive archive = new Archive(store, log, new InMemoryLimitStore());
    BackTest test = test(rule, archive, desk.time.instant());
    Instant begin = up.at().plus(MINUTE.multipliedBy(10));
    assertEquals(List.of(begin), times(test));
  }

  @Test
  @DisplayName("the limits of the device count, and those of other rules and devices do not")
  void limits() {
    Instant end = store(25, 23, 25);
    Rule rule = ThresholdRule.below("low", VOLTAGE.name(), 24).build();
    LimitStore limits = new InMemoryLimitStore();
    limits.put(DeviceLimit.trigger("low", "other", 20));
    limits.put(DeviceLimit.trigger("other", "tower-7", 20));
    Archive archive = new Archive(store, InMemoryStateLog.create(), limits);
    assertEquals(1, test(rule, archive, end).firings().size());
    limits.put(DeviceLimit.trigger("low", "tower-7", 22));
    assertEquals(0, test(rule, archive, end).firings().size());
    limits.put(DeviceLimit.trigger("low", "tower-7", 26));
    assertNull(test(rule, archive, end).firings().get(0).end());
  }

  @Test
  @DisplayName("each instance has firings of its own, in the order in which they began")
  void instances() {
    Layout layout =
        Layout.of(
            List.of(
                new Layout.Column(Desk.TRAFFIC, "eth0"), new Layout.Column(Desk.TRAFFIC, "eth1")));
    store(Desk.NOON, Readings.of(layout, 50, 200));
    store(Desk.NOON.plus(MINUTE), Readings.of(layout, 300, 50));
    BackTest test =
        BackTest.ofMetric(
            ThresholdRule.above("busy", "if.in", 100).build(),
            Desk.TOWER,
            Desk.TRAFFIC,
            List.of("eth0", "eth1"),
            store,
            Desk.NOON,
            Desk.NOON.plus(MINUTE.multipliedBy(2)));
    assertEquals(
        List.of("busy/tower-7/eth1", "busy/tower-7/eth0"),
        test.firings().stream().map(BackTest.Firing::key).toList());
    assertEquals(300, test.firings().get(1).peak());
  }

  @Test
  @DisplayName("a rule about states is held against the log of states")
  void states() {
    Desk desk = new Desk();
    InMemoryStateLog log = InMemoryStateLog.create();
    FencingToken token = new FencingToken("all", 1);
    for (DeviceState state :
        List.of(DeviceState.DOWN, DeviceState.UP, DeviceState.DOWN, DeviceState.UNKNOWN)) {
      log.append(desk.change(state), token);
      desk.time.advance(MINUTE.multipliedBy(state == DeviceState.UP ? 1 : 4));
    }
    StateRule rule = StateRule.in("down", DeviceState.DOWN).holdFor(MINUTE.multipliedBy(3)).build();
    BackTest test =
        BackTest.ofStates(rule, Desk.TOWER, log, Desk.NOON, Desk.NOON.plus(Duration.ofHours(1)));
    Instant second = Desk.NOON.plus(MINUTE.multipliedBy(8));
    assertEquals(2, test.firings().size());
    assertEquals(
        new BackTest.Firing(
            "down/tower-7",
            Desk.NOON.plus(MINUTE.multipliedBy(3)),
            Desk.NOON.plus(MINUTE.multipliedBy(4)),
            Double.NaN),
        test.firings().get(0));
    assertEquals(second, test.firings().get(1).begin());
    assertNull(test.firings().get(1).end());

    Instant late = Desk.NOON.plus(MINUTE.multipliedBy(3)).plusSeconds(30);
    BackTest rest = BackTest.ofStates(rule, Desk.TOWER, log, late, late.plusSeconds(60));
    assertEquals(late, rest.firings().get(0).begin(), "it was so before the test begins");
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52, 53, 54})
  @DisplayName("what it says is what the live evaluator said of the same values")
  void equalsLive(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Metric exact = Metric.gauge("power.voltage", Unit.VOLTS, 0);
    Layout layout = Layout.of(exact);
    int fired = 0;
    for (int round = 0; round < 20; round++) {
      ThresholdRule rule = RandomSeriesTest.anyRule(random);
      InMemoryMetricStore history = InMemoryMetricStore.ofDefaultSize();
      Desk desk = new Desk(rule);
      for (double value : RandomSeriesTest.anySeries(random, 300)) {
        Readings readings = Readings.of(layout, random.nextInt(6) == 0 ? Double.NaN : value);
        history.append(
            new SampleBatch(
                registry.block("tower-7", layout), EpochNanos.of(desk.time.instant()), readings));
        desk.answer(Desk.TOWER, "snmp", desk.time.instant(), readings);
        desk.time.advance(Duration.ofMillis(20_000 + random.nextInt(20_000)));
      }
      Instant to = desk.time.instant();
      BackTest test =
          BackTest.ofMetric(rule, Desk.TOWER, exact, List.of(""), history, Desk.NOON, to);
      assertEquals(times(desk.signals), times(test), rule::toString);
      fired += test.firings().size();
    }
    assertTrue(fired > 20, "fired " + fired);
  }

  private static List<Instant> times(List<Signal> signals) {
    return signals.stream().map(Signal::at).toList();
  }

  private static List<Instant> times(BackTest test) {
    List<Instant> times = new ArrayList<>();
    for (BackTest.Firing firing : test.firings()) {
      times.add(firing.begin());
      if (firing.end() != null) {
        times.add(firing.end());
      }
    }
    return times;
  }

  @Test
  @DisplayName("a rule about something else and a range that ends before it begins are refused")
  void refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> test(ThresholdRule.above("busy", "if.in", 1).build(), Desk.NOON));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            test(ThresholdRule.above("low", VOLTAGE.name(), 1).build(), Desk.NOON.minusSeconds(1)));
  }
}
