package io.ispmonitor.capacity;

import static io.ispmonitor.capacity.SmallNetwork.IN;
import static io.ispmonitor.capacity.SmallNetwork.MONDAY;
import static io.ispmonitor.capacity.SmallNetwork.SPEED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.capacity.Forecast.InDays;
import io.ispmonitor.capacity.Forecast.NotAtThisPace;
import io.ispmonitor.capacity.Forecast.NotEnoughData;
import io.ispmonitor.capacity.Forecast.Reached;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.SeriesKey;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CapacityPlannerTest {
  private static final double MEGA = 1e6;
  private final SmallNetwork network = SmallNetwork.ofTower();

  /** 300 Mbit/s at 20:00 of the first day and 5 more each day, and a third of it at night. */
  private static double traffic(int day, int hour) {
    return MEGA * (300 + 5 * day) * (hour == 20 ? 1 : hour < 6 ? 0.3 : 0.6);
  }

  private static String missing(CapacityPlan plan) {
    return assertInstanceOf(NotEnoughData.class, plan.forecast(), plan::words).missing();
  }

  @Test
  @DisplayName("a link that grows evenly is full on the day that school arithmetic says")
  void link() {
    network.hourly(IN, 57, CapacityPlannerTest::traffic).hourly(SPEED, 57, (day, hour) -> 1e9);
    CapacityPlan plan = network.plan(56);
    InDays in = assertInstanceOf(InDays.class, plan.forecast(), plan::words);
    assertEquals(44, in.days(), 1e-6, "300 + 5 x (56 + 44) = 800");
    assertEquals(Confidence.HIGH, in.confidence());
    assertEquals(580 * MEGA, plan.now().orElseThrow(), 1);
    assertEquals(800 * MEGA, plan.limit().orElseThrow(), 1e-3);
    assertEquals(56, plan.days().size(), "today is no day yet");
    assertEquals(300 * MEGA, plan.days().get(0).value());
    assertEquals(
        "800 Mbit/s is reached in 44 days, at the soonest in 44 days, at the latest in 44 days"
            + " (confidence high); rising by 150 Mbit/s a month, of 56 days; now at 580 Mbit/s;"
            + " 95th percentile 345 Mbit/s",
        plan.words());
  }

  @Test
  @DisplayName("the 95th percentile is the nearest rank of five minutes' means in the last 30 days")
  void p95() {
    network.hourly(IN, 56, (day, hour) -> day < 26 ? 1e9 : (day - 26) * 24 + hour);
    CapacityPlan plan = network.plan(56);
    assertEquals(OptionalDouble.of(683), plan.p95(), "the 684th of 0 to 719");
  }

  @Test
  @DisplayName("without a known capacity a link has its trend and percentile, and no forecast")
  void unknownCapacity() {
    network.hourly(IN, 56, CapacityPlannerTest::traffic).hourly(SPEED, 56, (day, hour) -> 0);
    CapacityPlan plan = network.plan(56);
    assertTrue(missing(plan).startsWith("what the link can carry is not known"), plan::words);
    assertEquals(5 * MEGA, plan.trend().orElseThrow().perDay(), 1);
    assertTrue(plan.p95().isPresent());
  }

  @Test
  @DisplayName("what the host says of a link comes before its if.speed")
  void hostCapacity() {
    network.hourly(IN, 56, CapacityPlannerTest::traffic).hourly(SPEED, 56, (day, hour) -> 1e9);
    CapacityReport report =
        network.report(
            56, planner -> planner.linkCapacity((device, key) -> OptionalDouble.of(500 * MEGA)));
    assertInstanceOf(Reached.class, report.plans().get(0).forecast());
  }

  @Test
  @DisplayName("a capacity that is none is told of its link, and of no other series")
  void unusableCapacity() {
    network.hourly(SeriesKey.of("tower", "memory.used"), 30, (day, hour) -> 0.95);
    for (int i = 0; i < 12; i++) {
      network.hourly(SeriesKey.of("tower", "if.in", "e" + i), 30, CapacityPlannerTest::traffic);
    }
    for (double none : new double[] {Double.NaN, 0, -1}) {
      CapacityReport report =
          network.report(
              30, planner -> planner.linkCapacity((device, key) -> OptionalDouble.of(none)));
      assertEquals(13, report.plans().size());
      assertInstanceOf(Reached.class, report.plans().get(0).forecast());
      String missing = missing(report.plans().get(1));
      assertTrue(missing.contains("tower/if.in[e0] is " + none), missing);
    }
  }

  @Test
  @DisplayName(
      "a series that cannot be read is told of and the report goes on; ten in a row end it")
  void unreadable() {
    for (int i = 10; i < 30; i++) {
      network.hourly(SeriesKey.of("tower", "storage.used", "/" + i), 30, (day, hour) -> 0.95);
    }
    network.hourly(SeriesKey.of("tower", "device.uptime"), 30, (day, hour) -> hour);
    CapacityReport report =
        network.failing(30, key -> key.instance().matches("/1.") && !key.instance().equals("/15"));
    assertEquals(20, report.plans().size());
    assertEquals(
        11, report.plans().stream().filter(is -> is.forecast() instanceof Reached).count());
    assertEquals(
        "cannot be read: a bad block of tower/storage.used[/10]", missing(report.plans().get(11)));
    assertEquals(1, report.failures().size());
    String words =
        network.failing(30, key -> key.metric().equals("device.uptime")).failures().get(0).words();
    assertEquals("its uptime cannot be read: a bad block of tower/device.uptime", words);
    assertThrows(
        IllegalStateException.class,
        () -> network.failing(30, key -> key.metric().equals("storage.used")));
  }

  @Test
  @DisplayName("a device that is removed while its report is made is in it")
  void removed() {
    SeriesKey uptime = SeriesKey.of("tower", "device.uptime");
    network.hourly(uptime, 30, (day, hour) -> hour);
    KnownSeries known =
        id -> {
          network.inventory.remove(id);
          return List.of(uptime);
        };
    CapacityReport report = network.report(30, planner -> planner.series(known));
    assertTrue(report.failures().get(0).restarts().isPresent(), report::toString);
  }

  @Test
  @DisplayName("a percentile of fewer than 30 days says of how many, and is of all of them")
  void p95OfFewerDays() {
    network.hourly(SPEED, 56, (day, hour) -> day < 40 ? 1e8 : 1e9);
    network.hourly(IN, 56, (day, hour) -> day < 50 ? 7 : 3);
    CapacityPlan plan = network.plan(56);
    assertEquals(Optional.of(MONDAY.plusDays(40)), plan.since());
    assertEquals(OptionalDouble.of(7), plan.p95(), "also of the days before the speed changed");
    assertFalse(plan.words().contains("of 30 days"), plan::words);

    SmallNetwork young = SmallNetwork.ofTower();
    young.hourly(IN, 16, (day, hour) -> day == 3 && hour > 9 ? Double.NaN : 7);
    CapacityPlan its = young.plan(16);
    assertEquals(OptionalDouble.of(7), its.p95());
    assertTrue(its.notes().contains("the 95th percentile is of 15 of 30 days"), its::words);
  }

  @Test
  @DisplayName("ten days are not enough, nor are days with holes, nor is what ended a week ago")
  void notEnough() {
    network.hourly(IN, 10, CapacityPlannerTest::traffic).hourly(SPEED, 10, (day, hour) -> 1e9);
    assertEquals("10 of 14 days with values in 18 hours", missing(network.plan(10)));
    assertEquals(OptionalDouble.empty(), network.plan(10).now());

    SmallNetwork holes = SmallNetwork.ofTower();
    holes.hourly(IN, 56, (day, hour) -> day % 8 != 0 && hour < 7 ? Double.NaN : 1);
    assertEquals("7 of 14 days with values in 18 hours", missing(holes.plan(56)));
    assertTrue(holes.plan(56).notes().contains("49 days are left out, of which hours are missing"));

    SmallNetwork ended = SmallNetwork.ofTower();
    ended.hourly(IN, 30, CapacityPlannerTest::traffic);
    assertEquals("no whole day since " + MONDAY.plusDays(29), missing(ended.plan(38)));
    assertEquals(0, ended.report(100).plans().size(), "and is told of no more after some weeks");
  }

  @Test
  @DisplayName("an attack of a day, lost days and odd hours leave the forecast as it is")
  void wild() {
    network.hourly(SPEED, 56, (day, hour) -> 1e9);
    network.hourly(
        IN,
        56,
        (day, hour) -> {
          boolean isLost = day == 9 || day == 30 || day == 31 || (day == 40 && hour > 3);
          boolean isAttack = day == 50 && hour > 10;
          return isLost ? Double.NaN : isAttack ? 999 * MEGA : traffic(day, hour);
        });
    InDays in = assertInstanceOf(InDays.class, network.plan(56).forecast());
    assertEquals(44, in.days(), 0.5);
    assertEquals(Confidence.HIGH, in.confidence());
  }

  @Test
  @DisplayName("where clocks change, days have 23 or 25 hours, and the peak stays in its evening")
  void clocksChange() {
    ZoneId kyiv = ZoneId.of("Europe/Kyiv");
    SmallNetwork there = new SmallNetwork(kyiv);
    there.inventory.add(Device.named("tower").build());
    there.hourly(IN, 56, (day, hour) -> day * 24 + hour);
    CapacityPlan plan = there.plan(50);
    assertEquals(50, plan.days().size());
    DayFigure change = plan.days().get(27);
    assertEquals(MONDAY.plusDays(27), change.day());
    assertEquals(23, change.hours());
    assertTrue(change.isWhole());
    assertEquals(27 * 24 + 22, change.value(), "its 23rd hour");
    assertEquals(24, plan.trend().orElseThrow().perDay(), 0.1);
  }

  @Test
  @DisplayName("after an upgrade only the days with the new speed count, and it is said since when")
  void upgrade() {
    network.hourly(SPEED, 56, (day, hour) -> day < 30 ? 1e8 : 1e9);
    network.hourly(IN, 56, CapacityPlannerTest::traffic);
    CapacityPlan plan = network.plan(56);
    assertEquals(Optional.of(MONDAY.plusDays(30)), plan.since());
    assertEquals(26, plan.trend().orElseThrow().days());
    assertEquals(44, assertInstanceOf(InDays.class, plan.forecast()).days(), 1e-6);
    assertTrue(plan.words().contains("the link's speed changed on 2026-04-01"), plan::words);
    assertEquals(
        "4 of 14 days with values in 18 hours",
        missing(network.plan(34)),
        "and right after it there is not enough");
  }

  @Test
  @DisplayName("a link that was renegotiated for a day has not changed")
  void renegotiated() {
    network.hourly(SPEED, 56, (day, hour) -> day == 40 ? 1e7 : 1e9);
    network.hourly(IN, 56, CapacityPlannerTest::traffic);
    assertEquals(Optional.empty(), network.plan(56).since());
  }

  @Test
  @DisplayName("when traffic moves to another link only the days since then count")
  void moved() {
    network.hourly(SPEED, 56, (day, hour) -> 1e9);
    network.hourly(IN, 56, (day, hour) -> traffic(day, hour) - (day < 35 ? 0 : 250 * MEGA));
    CapacityPlan plan = network.plan(56);
    assertEquals(Optional.of(MONDAY.plusDays(35)), plan.since(), plan::words);
    assertEquals(94, assertInstanceOf(InDays.class, plan.forecast()).days(), 1e-6);
    assertEquals(21, plan.days().stream().filter(plan::counts).count());
  }

  @Test
  @DisplayName("memory and disks fill up, voltage and signal sink, each to its own limit")
  void others() {
    network
        .hourly(SeriesKey.of("tower", "memory.used"), 56, (day, hour) -> 0.3 + 0.005 * day)
        .hourly(SeriesKey.of("tower", "storage.used", "/"), 56, (day, hour) -> 0.95)
        .hourly(
            SeriesKey.of("tower", "power.voltage"),
            56,
            (day, hour) -> (hour == 5 ? 50 : 54) - 0.05 * day)
        .hourly(SeriesKey.of("tower", "wireless.signal", "w1"), 56, (day, hour) -> -60);
    CapacityReport report = network.report(56, planner -> planner.limit(Subject.VOLTAGE, 46));
    assertEquals(Subject.STORAGE, report.plans().get(0).subject(), "reached comes first");
    assertInstanceOf(Reached.class, report.plans().get(0).forecast());
    assertEquals(24, days(report, Subject.VOLTAGE), 1e-6, "50 - 0.05 x (56 + 24) = 46");
    assertEquals(64, days(report, Subject.MEMORY), 1e-6, "0.3 + 0.005 x (56 + 64) = 0.9");
    CapacityPlan signal = report.plans().get(3);
    assertEquals(Subject.SIGNAL, signal.subject());
    assertEquals(new NotAtThisPace(OptionalDouble.empty(), Confidence.HIGH), signal.forecast());
    assertEquals(
        "no limit is set for VOLTAGE",
        missing(network.report(56).plans().get(3)),
        "which depends on the battery");
  }

  private static double days(CapacityReport report, Subject subject) {
    CapacityPlan plan =
        report.plans().stream().filter(is -> is.subject() == subject).findFirst().orElseThrow();
    return assertInstanceOf(InDays.class, plan.forecast(), plan::words).days();
  }

  @Test
  @DisplayName("values at the limits of a double end in no NaN and no exception")
  void limits() {
    network.hourly(
        SeriesKey.of("tower", "memory.used"),
        56,
        (day, hour) -> day % 2 == 0 ? Double.MAX_VALUE : -1e17 * hour);
    CapacityPlan plan = network.plan(56);
    assertFalse(plan.words().contains("NaN"), plan::words);
    assertTrue(plan.days().stream().allMatch(day -> Double.isFinite(day.value())));
  }

  @Test
  @DisplayName("a planner says what it lacks, and refuses what cannot be")
  void refusals() {
    assertThrows(IllegalArgumentException.class, () -> network.report(1, it -> it.weeks(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> network.report(1, it -> it.limit(Subject.LINK_IN, 0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> network.report(1, it -> it.limit(Subject.MEMORY, Double.NaN)));
  }

  @Test
  @DisplayName("of twenty days with a step in the middle no trend is told, and since when it is")
  void stepInFewDays() {
    network.hourly(SPEED, 20, (day, hour) -> 625 * MEGA);
    network.hourly(IN, 20, (day, hour) -> MEGA * (day < 10 ? 100 : 600));
    CapacityPlan plan = network.plan(20);
    assertEquals(Optional.of(MONDAY.plusDays(10)), plan.since(), plan::words);
    assertEquals("10 of 14 days with values in 18 hours", missing(plan));
  }
}
