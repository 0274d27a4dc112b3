package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.Phase;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.health.ProcessHealth;
import io.ispmonitor.health.QueueHealth;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HealthJsonTest {
  private static final String HOSTILE =
      "\"},{\\ \n\t\u0000\u007f \u2028 é \uD83D\uDE00 \uD800 </script>";
  private static final String AS_READ = HOSTILE.replace('\uD800', '\uFFFD');

  @Test
  @DisplayName("a report of a running monitor is JSON of the documented shape")
  void shape() {
    try (World world = new World().with(device("a")).settled()) {
      world.probe.kill("a");
      world.pass(Duration.ofMinutes(1));
      HealthReport report = world.monitor.health();
      Map<String, Object> json = StrictJson.object(report.toJson());
      assertEquals(
          List.of("status", "phase", "at", "checks", "loops", "queues", "probes", "process"),
          List.copyOf(json.keySet()));
      assertEquals("healthy", json.get("status"));
      assertEquals("ready", json.get("phase"));
      assertEquals("2026-03-01T12:02:00Z", json.get("at"));
      assertEquals(
          report.checks().stream().map(HealthCheck::name).toList(),
          List.copyOf(StrictJson.in(json, "checks").keySet()));
      assertEquals(
          List.of("status", "detail"),
          List.copyOf(StrictJson.in(json, "checks", "queue outcomes to judge").keySet()));
      assertEquals(components(LoopHealth.class), fields(json, "loops", "ispmonitor-judge"));
      assertEquals(components(QueueHealth.class), fields(json, "queues", "outcomes to judge"));
      assertEquals(components(ProbeHealth.class), fields(json, "probes", "scripted"));
      Map<String, Object> probe = StrictJson.in(json, "probes", "scripted");
      long asked = report.probe("scripted").orElseThrow().asked();
      assertEquals(BigDecimal.valueOf(asked), probe.get("asked"));
      assertEquals(
          components(ProcessHealth.class).size(), fields(json, "process").size(), "process");
    }
  }

  private static List<String> fields(Map<String, Object> json, String... names) {
    return List.copyOf(StrictJson.in(json, names).keySet());
  }

  /** All but the name, which is the name of the field. */
  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(is -> is.getName())
        .filter(is -> !is.equals("name"))
        .toList();
  }

  @Test
  @DisplayName("hostile names and details come out as they went in, whatever is in them")
  void hostile() {
    HealthReport report = report(HealthCheck.failing(HOSTILE, HOSTILE), HealthStatus.FAILING);
    String text = report.toJson();
    assertTrue(text.chars().allMatch(c -> c >= ' ' && c <= '~'), text);
    Map<String, Object> json = StrictJson.object(text);
    assertEquals(AS_READ, StrictJson.in(json, "checks", AS_READ).get("detail"));
    assertEquals("failing", json.get("status"));
    assertEquals(
        List.of(AS_READ), StrictJson.in(json, "loops", AS_READ).get("stack"), "in lists too");
  }

  @Test
  @DisplayName("what JSON has no number for is null, and durations are seconds")
  void numbers() {
    Map<String, Object> json =
        StrictJson.object(report(HealthCheck.healthy("a", ""), HealthStatus.HEALTHY).toJson());
    Map<String, Object> process = StrictJson.in(json, "process");
    assertEquals(null, process.get("heapShareHeld"));
    assertEquals(null, process.get("cpuShare"));
    assertEquals(null, process.get("resident"));
    assertEquals(new BigDecimal("90061.5"), process.get("cpuTime"));
    assertEquals(new BigDecimal(Long.MAX_VALUE), process.get("heapMax"));
  }

  @Test
  @DisplayName("checks of one name are told apart")
  void sameNames() {
    HealthCheck check = HealthCheck.healthy("disk", "");
    HealthReport report = report(check, HealthStatus.HEALTHY);
    HealthReport twice =
        new HealthReport(
            report.at(),
            report.status(),
            report.phase(),
            List.of(check, check, HealthCheck.healthy("disk (2)", "")),
            List.of(),
            List.of(),
            List.of(),
            report.process());
    assertEquals(
        List.of("disk", "disk (2)", "disk (2) (2)"),
        List.copyOf(StrictJson.in(StrictJson.object(twice.toJson()), "checks").keySet()));
  }

  private static HealthReport report(HealthCheck check, HealthStatus status) {
    LoopHealth loop =
        new LoopHealth(
            HOSTILE,
            1,
            Duration.ofMillis(1),
            Duration.ZERO,
            Duration.ZERO,
            0,
            0,
            null,
            List.of(HOSTILE));
    ProcessHealth process =
        new ProcessHealth(
            1,
            2,
            Long.MAX_VALUE,
            Double.NaN,
            null,
            Duration.ofSeconds(90_061).plusMillis(500),
            Double.POSITIVE_INFINITY,
            List.of());
    return new HealthReport(
        World.NOON,
        status,
        Phase.READY,
        List.of(check),
        List.of(loop),
        List.of(),
        List.of(),
        process);
  }
}
