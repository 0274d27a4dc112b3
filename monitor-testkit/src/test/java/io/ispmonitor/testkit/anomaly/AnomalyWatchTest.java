package io.ispmonitor.testkit.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.anomaly.watch.AnomalyFinding;
import io.ispmonitor.anomaly.watch.AnomalyFinding.Standing;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.anomaly.watch.AnomalyWatch;
import io.ispmonitor.anomaly.watch.Direction;
import io.ispmonitor.anomaly.watch.SeriesStatus;
import io.ispmonitor.device.Selection;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnomalyWatchTest {
  private static final String RADIO = "north-1";
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private AnomalyRig rig = new AnomalyRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void with(UnaryOperator<AnomalyPlan.Builder> plan) {
    with(plan, UnaryOperator.identity());
  }

  private void with(
      UnaryOperator<AnomalyPlan.Builder> plan, UnaryOperator<AnomalyWatch.Builder> options) {
    rig.close();
    rig = new AnomalyRig(plan, options);
  }

  private AnomalyFinding finding() {
    assertEquals(1, rig.watch.findings().size());
    return rig.watch.findings().get(0);
  }

  private String reason(String device) {
    return status(device).explanation().reason();
  }

  private SeriesStatus status(String device) {
    assertEquals(1, rig.watch.series(device).size());
    return rig.watch.series(device).get(0);
  }

  @Test
  @DisplayName(
      "an anomaly is told once, after it has waited for what explains it, and so is its end")
  void once() {
    rig.started();
    rig.heat(RADIO, 120);
    rig.passMinutes(4);
    assertEquals(Standing.WAITING, finding().standing());
    assertEquals(List.of(), rig.news());
    rig.passMinutes(60);
    assertEquals(List.of("north-1 anomalyBegan test.heat"), rig.news());
    assertEquals(Standing.TOLD, finding().standing());
    rig.heat(RADIO, 20);
    rig.passMinutes(15);
    assertEquals(
        List.of("north-1 anomalyBegan test.heat", "north-1 anomalyEnded test.heat"), rig.news());
    assertEquals(List.of(), rig.watch.findings());
    String began = rig.text("anomalyBegan");
    assertTrue(began.startsWith("test.heat is 120 °C, usual are -100 °C to 100 °C, since"), began);
    String ended = rig.text("anomalyEnded");
    assertTrue(ended.contains("usual again") && ended.contains("was at 120 °C"), ended);
  }

  @Test
  @DisplayName("with the news comes the score as a metric, and 0 at the end")
  void score() {
    rig.started();
    rig.heat(RADIO, 120);
    rig.passMinutes(10);
    rig.heat(RADIO, 20);
    rig.passMinutes(15);
    List<Observation> told = rig.listener.observations();
    assertEquals("anomaly.score[test.heat]", told.get(0).readings().layout().column(0).toString());
    assertEquals(0.9, told.get(0).readings().value(0));
    assertEquals(0, told.get(1).readings().value(0));
  }

  @Test
  @DisplayName("what is usual for less than ten minutes does not end an anomaly")
  void restless() {
    rig.started();
    for (int i = 0; i < 10; i++) {
      rig.heat(RADIO, 120);
      rig.passMinutes(5);
      rig.heat(RADIO, 20);
      rig.passMinutes(5);
    }
    assertEquals(List.of("north-1 anomalyBegan test.heat"), rig.news());
  }

  @Test
  @DisplayName("what is less than the least change is told when it has grown")
  void grows() {
    with(plan -> plan.minChange(200));
    rig.started();
    rig.heat(RADIO, 150);
    rig.passMinutes(30);
    assertEquals(List.of(), rig.watch.findings());
    rig.heat(RADIO, 250);
    rig.passMinutes(10);
    assertEquals(List.of("north-1 anomalyBegan test.heat"), rig.news());
  }

  @Test
  @DisplayName("the other side does not count")
  void side() {
    with(plan -> plan.direction(Direction.DOWN));
    rig.started();
    rig.heat(RADIO, 150);
    rig.passMinutes(30);
    assertEquals(List.of(), rig.watch.findings());
  }

  @Test
  @DisplayName("a sensor that stopped is told whatever change is worth a word")
  void stuck() {
    with(plan -> plan.minChange(10_000).direction(Direction.DOWN));
    rig.started();
    rig.heat(RADIO, 777);
    rig.passMinutes(10);
    assertTrue(rig.text("anomalyBegan").startsWith("test.heat stays at 777 °C"));
    assertEquals(Direction.BOTH, finding().side());
  }

  @Test
  @DisplayName("what a device in maintenance says is neither judged nor learnt")
  void maintenance() {
    rig.started();
    String before = reason(RADIO);
    rig.monitor
        .maintenance()
        .schedule(
            new MaintenanceWindow(
                "works",
                Selection.device(RADIO),
                Timing.fixed(rig.time.instant(), rig.time.instant().plus(Duration.ofHours(1))),
                "field team",
                "a new antenna"));
    rig.passMinutes(2);
    String after = reason(RADIO);
    rig.heat(RADIO, 500);
    rig.passMinutes(50);
    assertEquals(after, reason(RADIO));
    assertEquals(List.of(), rig.watch.findings());
    rig.passMinutes(30);
    assertEquals(List.of("north-1 anomalyBegan test.heat"), rig.news());
    assertTrue(Integer.parseInt(before.substring(4)) > 2, before);
  }

  @Test
  @DisplayName("while we are cut off ourselves, what gets through is neither judged nor learnt")
  void isolated() {
    rig.close();
    Uplink fibre =
        Uplink.named("fibre")
            .witness("south-1")
            .witness("south-2")
            .reaches(Selection.everything())
            .build();
    rig =
        new AnomalyRig(
            START, UnaryOperator.identity(), UnaryOperator.identity(), how -> how.uplink(fibre));
    rig.started();
    rig.silence();
    rig.passMinutes(2);
    assertEquals(Basis.ISOLATION, rig.monitor.status(RADIO).orElseThrow().evidence().basis());
    String before = reason(RADIO);
    rig.heat(RADIO, 500);
    rig.passMinutes(50);
    assertEquals(before, reason(RADIO));
    assertEquals(List.of(), rig.watch.findings());
  }

  @Test
  @DisplayName("the anomaly of a parent explains those of its children, and no longer")
  void parent() {
    rig.started();
    rig.heat(120, "north-1", "north-2", "south-1");
    rig.passMinutes(3);
    rig.heat(120, "north");
    rig.passMinutes(10);
    assertEquals(
        List.of("south-1 anomalyBegan test.heat", "north anomalyBegan test.heat"), rig.news());
    assertEquals(
        List.of("north test.heat", "north test.heat"),
        rig.watch.findings().stream()
            .filter(is -> is.standing() == Standing.EXPLAINED)
            .map(AnomalyFinding::by)
            .toList());
    rig.heat(20, "north", "north-2", "south-1");
    rig.passMinutes(30);
    assertEquals(
        List.of("north-1 anomalyBegan test.heat"),
        rig.news().stream().filter(is -> is.contains("-1") && is.contains("north")).toList());
    assertEquals(Standing.TOLD, finding().standing());
  }

  @Test
  @DisplayName("radios of one sector that fade together are one finding, and who stays so is told")
  void sector() {
    with(plan -> plan.together("rain"));
    rig.started();
    rig.heat(120, "north-1", "north-2");
    rig.passMinutes(2);
    rig.heat(120, "north-3", "north-4");
    rig.passMinutes(20);
    assertEquals(List.of("north anomaliesTogether heat: higher than usual"), rig.news());
    String text = rig.text("anomaliesTogether");
    assertTrue(text.startsWith("4 of 5 series of 'heat' at and behind north"), text);
    assertTrue(text.contains("probably rain"), text);
    assertEquals(4, rig.watch.together().get(0).series().size());
    rig.heat(20, "north-1", "north-2", "north-3", "north-4");
    rig.passMinutes(20);
    assertEquals("north anomaliesTogetherEnded heat: higher than usual", rig.news().get(1));
    assertEquals(2, rig.news().size());
    assertEquals(List.of(), rig.watch.together());
  }

  @Test
  @DisplayName("who is anomalous for longer than nearly all others is told by itself then")
  void leftOver() {
    with(plan -> plan);
    for (int i = 5; i <= 6; i++) {
      rig.add("north-" + i, "north");
    }
    rig.started();
    for (int i = 1; i <= 6; i++) {
      rig.heat("north-" + i, 120);
    }
    rig.passMinutes(20);
    for (int i = 2; i <= 6; i++) {
      rig.heat("north-" + i, 20);
    }
    rig.passMinutes(30);
    assertEquals(
        List.of(
            "north anomaliesTogether heat: higher than usual",
            "north anomaliesTogetherEnded heat: higher than usual",
            "north-1 anomalyBegan test.heat"),
        rig.news());
  }

  @Test
  @DisplayName("sectors of a tower that fade together are one finding of the tower")
  void tower() {
    rig.started();
    for (int i = 1; i <= 4; i++) {
      rig.heat(120, "north-" + i, "south-" + i);
    }
    rig.passMinutes(20);
    assertEquals(List.of("tower anomaliesTogether heat: higher than usual"), rig.news());
  }

  @Test
  @DisplayName("two radios of many are told each by itself")
  void fewAreNoCrowd() {
    rig.started();
    rig.heat(120, "north-1", "north-2");
    rig.passMinutes(20);
    assertEquals(2, rig.news().size());
    assertTrue(rig.news().contains("north-2 anomalyBegan test.heat"), rig.news().toString());
  }

  @Test
  @DisplayName("the stations of one access point, which it tells of in one table, are one finding")
  void stations() {
    rig.started();
    Layout layout =
        Layout.of(
            List.of("a", "b", "c", "d").stream()
                .map(station -> new Layout.Column(AnomalyRig.HEAT, station))
                .toList());
    rig.answers("south", Readings.of(layout, 20, 20, 20, 20));
    rig.passMinutes(5);
    rig.answers("south", Readings.of(layout, 120, 121, 122, 20));
    rig.passMinutes(20);
    assertEquals(List.of("south anomaliesTogether heat: higher than usual"), rig.news());
  }

  @Test
  @DisplayName(
      "a series that is anomalous time and again is muted, says so, and is heard when calmer")
  void chronic() {
    with(plan -> plan, options -> options.mutedAfter(3));
    rig.started();
    for (int i = 0; i < 6; i++) {
      rig.heat(RADIO, 120);
      rig.passMinutes(15);
      rig.heat(RADIO, 20);
      rig.passMinutes(30);
    }
    List<String> news = rig.news();
    assertEquals(
        1, news.stream().filter(is -> is.contains("anomalyMuted")).count(), news.toString());
    assertEquals(3, news.stream().filter(is -> is.contains("anomalyBegan")).count());
    assertTrue(status(RADIO).muted());
    rig.heat(RADIO, 120);
    rig.passMinutes(15);
    assertEquals(Standing.MUTED, finding().standing());
    rig.heat(RADIO, 20);
    rig.passMinutes(15 * 24 * 60);
    assertEquals("north-1 anomalyHeard test.heat", rig.news().get(rig.news().size() - 1));
  }

  @Test
  @DisplayName("more series than there is room for are counted, and looked at again when there is")
  void room() {
    with(plan -> plan, options -> options.mostSeries(5));
    rig.started();
    assertEquals(HealthStatus.DEGRADED, rig.watch.health().get(0).status());
    String detail = rig.watch.health().get(0).detail();
    assertTrue(detail.startsWith("6 series found no room"), detail);
    for (int i = 1; i <= 4; i++) {
      rig.inventory.remove("south-" + i);
      rig.inventory.remove("north-" + i);
    }
    rig.passMinutes(65);
    assertEquals(HealthStatus.HEALTHY, rig.watch.health().get(0).status());
  }

  @Test
  @DisplayName("a device that is removed takes its anomalies along")
  void removed() {
    rig.started();
    rig.heat(RADIO, 120);
    rig.passMinutes(10);
    rig.inventory.remove(RADIO);
    rig.passMinutes(5);
    assertEquals(List.of(), rig.watch.findings());
    assertEquals(List.of(), rig.watch.series(RADIO));
  }

  @Test
  @DisplayName("a watch serves one monitor, and its plans must fit")
  void misused() {
    rig.started();
    Monitor other =
        Monitor.builder()
            .probe(rig.meter, Schedule.every(Duration.ofMinutes(1)))
            .time(rig.time)
            .with(rig.watch)
            .build();
    assertThrows(IllegalStateException.class, other::start);
    other.close();
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                AnomalyWatch.builder()
                    .plan(AnomalyPlan.latency().detector("crystal-ball").build())
                    .build());
    assertTrue(none.getMessage().contains("crystal-ball"), none.getMessage());
    assertThrows(IllegalArgumentException.class, () -> AnomalyPlan.loss().threshold(0));
    assertThrows(IllegalArgumentException.class, () -> AnomalyWatch.builder().build());
  }
}
