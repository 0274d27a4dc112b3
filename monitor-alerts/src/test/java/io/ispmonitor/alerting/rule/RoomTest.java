package io.ispmonitor.alerting.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final String VOLTAGE = PowerMetrics.VOLTAGE.name();
  private static final Rule BUSY = ThresholdRule.above("busy", "if.in", 100).build();
  private static final Rule LOW = ThresholdRule.below("low", VOLTAGE, 24).build();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static List<String> keys(String rule, String part, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "raised " + rule + "/tower-7/" + part + i)
        .toList();
  }

  @Test
  @DisplayName("every rule watches every row that a collector takes of a device")
  void asTheCollector() {
    Desk desk =
        new Desk(
            BUSY,
            ThresholdRule.above("busier", "if.in", 150).build(),
            ThresholdRule.above("full", "if.in", 190).build());
    desk.clients(Desk.TOWER, 0, 20_000, 50);
    assertEquals(0, desk.rules.leftOut());
    desk.pass(MINUTE).clients(Desk.TOWER, 19_990, 20_000, 200);
    assertEquals(30, desk.said().size());
  }

  @Test
  @DisplayName("what has no room is counted, and watched when there is room again")
  void counted() {
    Desk desk = new Desk(5, 1_000, 5, BUSY);
    desk.clients(Desk.TOWER, 0, 8, 50);
    assertEquals(3, desk.rules.leftOut());
    desk.pass(MINUTE).clients(Desk.TOWER, 0, 8, 200);
    assertEquals(keys("busy", "client", 0, 5), desk.said());

    desk.pass(Duration.ofHours(2)).clients(Desk.TOWER, 6, 8, 200);
    assertEquals(2, desk.rules.leftOut(), "trouble makes no room");
    desk.pass(MINUTE).clients(Desk.TOWER, 0, 5, 50).said();
    assertEquals(0, desk.rules.leftOut());
    desk.pass(Duration.ofHours(2)).clients(Desk.TOWER, 4, 5, 50);
    desk.pass(MINUTE).clients(Desk.TOWER, 6, 8, 200);
    assertEquals(0, desk.rules.leftOut());
    assertEquals(keys("busy", "client", 6, 8), desk.said());
  }

  @Test
  @DisplayName("what had no room is tried again though the device answers as before")
  void triedAgain() {
    Desk desk = new Desk(5, 5, 5, BUSY);
    Device other = Device.named("other").build();
    desk.clients(other, 0, 5, 50);
    Layout layout = Layout.of(List.of(new Layout.Column(Desk.TRAFFIC, "eth0")));
    desk.answer(Desk.TOWER, "snmp", desk.time.instant(), Readings.of(layout, 200));
    assertEquals(1, desk.rules.leftOut());
    desk.rules.forget("other");
    desk.pass(Duration.ofMinutes(11));
    desk.answer(Desk.TOWER, "snmp", desk.time.instant(), Readings.of(layout, 200));
    assertEquals(List.of("raised busy/tower-7/eth0"), desk.said());
    assertEquals(0, desk.rules.leftOut());
    desk.rules.forget("tower-7");
    desk.clients(other, 0, 5, 50);
    assertEquals(0, desk.rules.leftOut());
  }

  @Test
  @DisplayName("a device as a whole has room however many parts it has")
  void wholeDevice() {
    Desk desk = new Desk(5, 5, 5, BUSY, LOW, AbsenceRule.ofProbe("none", "ping", MINUTE).build());
    desk.clients(Desk.TOWER, 0, 100, 200).said();
    desk.volts(3).pass(MINUTE);
    assertEquals(List.of("raised low/tower-7", "raised none/tower-7"), desk.said());
  }

  @Test
  @DisplayName("events take no room from values, and events that are over make room for others")
  void events() {
    Desk desk =
        new Desk(
            5, 1_000, 5, ObservationRule.of("link", "trap", "down").clearedBy("up").build(), BUSY);
    desk.rules.meet(Desk.TOWER, desk.signals::add);
    IntStream.range(0, 8).forEach(i -> desk.toldOf("port" + i, "down"));
    assertEquals(keys("link", "port", 0, 5), desk.said());
    assertEquals(3, desk.rules.leftOut());
    desk.clients(Desk.TOWER, 0, 5, 200);
    assertEquals(5, desk.said().size());
    desk.toldOf("port0", "up");
    desk.toldOf("port7", "down");
    assertEquals(List.of("cleared link/tower-7/port0", "raised link/tower-7/port7"), desk.said());
    assertEquals(0, desk.rules.leftOut());
  }

  @Test
  @DisplayName("events without an end are told though there is no room to remember them")
  void eventsWithoutEnd() {
    Desk desk = new Desk(0, 0, 0, ObservationRule.of("told", "trap", "event").build());
    desk.rules.meet(Desk.TOWER, desk.signals::add);
    desk.toldOf("port1", "event");
    assertEquals(List.of("noted told/tower-7/port1"), desk.said());
    assertEquals(0, desk.rules.leftOut());
  }

  @Test
  @DisplayName("parts that come and go make room for others after an hour, and trouble stays")
  void comeAndGo() {
    Desk desk = new Desk(1_000, 10_000, 5, BUSY);
    for (int i = 0; i < 1_200; i++) {
      desk.clients(Desk.TOWER, i, i + 1, i == 0 ? 200 : 50);
      desk.time.advance(Duration.ofSeconds(10));
    }
    List<Verdict> verdicts = desk.rules.evaluateNow("tower-7");
    assertTrue(verdicts.size() <= 1_000, "remembered " + verdicts.size());
    assertEquals(1, verdicts.stream().filter(Verdict::isFiring).count());
    desk.clients(Desk.TOWER, 1_199, 1_200, 200);
    assertEquals(
        List.of("raised busy/tower-7/client0", "raised busy/tower-7/client1199"), desk.said());
  }

  @Test
  @DisplayName("parts that are in another place of an answer go on where they were")
  void otherPlaces() {
    Desk desk = new Desk(ThresholdRule.above("busy", "if.in", 100).samples(2, 1).build());
    desk.clients(Desk.TOWER, 0, 5, 200).pass(MINUTE).clients(Desk.TOWER, 2, 7, 200);
    assertEquals(keys("busy", "client", 2, 5), desk.said());
    desk.pass(MINUTE).clients(Desk.TOWER, 5, 7, 200);
    assertEquals(keys("busy", "client", 5, 7), desk.said());
  }

  @Test
  @DisplayName("a layout that no answer has any more is not kept")
  void layoutsGo() {
    Desk desk = new Desk(LOW, BUSY);
    List<WeakReference<Layout>> layouts = new ArrayList<>();
    for (int poll = 0; poll < 100; poll++) {
      Layout layout = Layout.of(List.of(new Layout.Column(Desk.TRAFFIC, "session" + poll)));
      layouts.add(new WeakReference<>(layout));
      desk.answer(Desk.TOWER, "snmp", desk.time.instant(), Readings.of(layout, 50));
      desk.time.advance(MINUTE);
    }
    for (int i = 0; i < 50 && kept(layouts) > 1; i++) {
      System.gc();
    }
    assertEquals(1, kept(layouts));
  }

  private static long kept(List<WeakReference<Layout>> layouts) {
    return layouts.stream().filter(is -> is.get() != null).count();
  }

  @Test
  @DisplayName("names that have the same hash are in different places of a table")
  void collidingNames() {
    MemoryTable table = new MemoryTable(Room.usual(Clocks.of(new Desk().time)).seed);
    Watcher watcher = new Watchers(List.of(BUSY), new VigilQueue()).all.get(0);
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < 4_096; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      places.add(table.hash(watcher, name.toString()));
    }
    assertTrue(places.size() > 4_000, "places " + places.size());
  }
}
