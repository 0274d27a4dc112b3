package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.telemetry.Meter;
import io.ispmonitor.telemetry.Point;
import io.ispmonitor.telemetry.PrometheusText;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetersTest {
  private static final Path PAGE = Path.of("../docs/metrics.md");

  private static StrictExposition read(World world) throws IOException {
    StringBuilder text = new StringBuilder();
    PrometheusText.write(world.monitor.meters(), text);
    return StrictExposition.of(text.toString());
  }

  @Test
  @DisplayName("a running monitor emits the meters that the page lists, and no others")
  void page(@TempDir Path disk) throws IOException {
    try (World world = new World(is -> is.disk(disk)).with(device("a")).settled()) {
      List<String> emitted = new ArrayList<>();
      for (Meter meter : world.monitor.meters()) {
        emitted.add(row(meter));
        boolean mayLack = meter.name().equals("ispmonitor_resident_bytes"); // other than on Linux
        assertTrue(mayLack || !meter.points().isEmpty(), meter.name() + " has no value");
      }
      String page = Files.readString(PAGE);
      String table = page.substring(page.indexOf("## The engine"), page.indexOf("## Devices"));
      List<String> listed = table.lines().filter(is -> is.startsWith("| `")).toList();
      assertEquals(String.join("\n", emitted), String.join("\n", listed));
    }
  }

  private static String row(Meter meter) {
    String labels = String.join(", ", meter.labels().stream().map(is -> "`" + is + "`").toList());
    return "| `%s` | %s | %s | %s |"
        .formatted(
            meter.name(), meter.kind().name().toLowerCase(Locale.ROOT), labels, meter.help());
  }

  @Test
  @DisplayName("every name tells the unit")
  void units() {
    try (World world = new World()) {
      for (Meter meter : world.monitor.meters()) {
        String name = meter.name().replaceAll("_total$", "");
        boolean isSeconds = name.endsWith("_seconds");
        boolean isBytes = name.endsWith("_bytes");
        assertEquals(meter.unit() == Unit.SECONDS, isSeconds, name);
        assertEquals(meter.unit() == Unit.BYTES, isBytes, name);
      }
    }
  }

  @Test
  @DisplayName("what was asked and what came of it can be read, and agrees with the health report")
  void questions() throws IOException {
    try (World world = new World().with(device("a"), device("b"), device("c"))) {
      world.probe.kill("b");
      world.probe.set("c", ScriptedProbe.throwing(new IllegalStateException("no socket")));
      world.settled();
      world.monitor.offer(Observation.event("stranger", "trap", World.NOON, "linkDown", ""));
      var health = world.monitor.health().probe("scripted").orElseThrow();
      StrictExposition text = read(world);
      assertEquals(
          health.asked(), text.total("ispmonitor_questions_asked_total{probe=\"scripted\"}"));
      assertEquals(health.answered(), outcome(text, "answered"));
      assertEquals(health.silent(), outcome(text, "silent"));
      assertEquals(health.broken(), outcome(text, "broken"));
      assertTrue(health.silent() > 0 && health.broken() > 0, health.toString());
      assertEquals(
          health.threw(),
          text.total("ispmonitor_probe_faults_total{probe=\"scripted\",fault=\"threw\"}"));
      assertEquals(3, text.total("ispmonitor_probe_devices{probe=\"scripted\"}"));
      assertEquals(1, text.total("ispmonitor_devices{state=\"down\"}"));
      assertEquals(1, text.total("ispmonitor_devices{state=\"up\"}"));
      assertEquals(1, text.total("ispmonitor_health_status{status=\"degraded\"}"));
      assertEquals(0, text.total("ispmonitor_health_status{status=\"healthy\"}"));
      assertEquals(
          1, text.total("ispmonitor_observations_refused_total{reason=\"unknown_device\"}"));
      assertEquals(
          health.answered() + health.silent() + health.broken(),
          text.total("ispmonitor_judge_wait_seconds_count"));
    }
  }

  private static long outcome(StrictExposition text, String outcome) {
    return text.total(
        "ispmonitor_questions_total{probe=\"scripted\",outcome=\"%s\"}".formatted(outcome));
  }

  @Test
  @DisplayName("no device has a series of its own, and more devices make no more series")
  void bounded() throws IOException {
    try (World few = new World().with(device("a")).settled();
        World many = new World()) {
      for (int i = 0; i < 200; i++) {
        many.with(device("device-" + i));
      }
      many.settled();
      assertEquals(read(few).series(), read(many).series());
    }
  }

  @Test
  @DisplayName("calls of host code are timed into buckets")
  void hostCalls() throws IOException {
    AtomicReference<World> in = new AtomicReference<>();
    World world =
        new World(is -> is.outcomes(result -> in.get().time.pause(Duration.ofMillis(70))));
    try (world) {
      in.set(world);
      world.with(device("a")).settled();
      String part = "part=\"listener " + MetersTest.class.getName() + " (lambda)\"";
      StrictExposition text = read(world);
      double calls = text.value("ispmonitor_host_call_seconds_count{" + part + "}");
      assertTrue(calls >= 2, text.series().toString());
      String bucket = "ispmonitor_host_call_seconds_bucket{" + part + ",le=\"%s\"}";
      assertTrue(text.value(bucket.formatted("0.05")) < calls);
      assertEquals(calls, text.value(bucket.formatted("0.1")));
      assertTrue(text.value("ispmonitor_host_call_seconds_sum{" + part + "}") >= 0.14);
    }
  }

  @Test
  @DisplayName("reading the meters changes nothing, and two readings of still time agree")
  void pure() {
    try (World world = new World().with(device("a")).settled()) {
      List<Meter> first = steady(world);
      assertEquals(first, steady(world));
      for (Meter meter : first) {
        for (Point point : meter.points()) {
          if (point instanceof Point.Value value) {
            assertTrue(Double.isFinite(value.value()), meter.toString());
          }
        }
      }
    }
  }

  /** All but what moves without us. */
  private static List<Meter> steady(World world) {
    return world.monitor.meters().stream().filter(is -> !is.name().contains("_heap_")).toList();
  }
}
