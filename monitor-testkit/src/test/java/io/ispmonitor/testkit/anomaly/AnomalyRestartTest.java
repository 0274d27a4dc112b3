package io.ispmonitor.testkit.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.anomaly.watch.AnomalyFinding.Standing;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.health.HealthStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyRestartTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  @TempDir Path directory;

  private AnomalyRig rig = new AnomalyRig();
  private Instant now = START;

  @AfterEach
  void close() {
    rig.close();
  }

  private Path file() {
    return directory.resolve("sub").resolve("anomalies");
  }

  /** The same network, watched by another process from a minute later on. */
  private void restarted(UnaryOperator<AnomalyPlan.Builder> plan) {
    now = rig.time.instant().plus(Duration.ofMinutes(1));
    rig.close();
    rig = new AnomalyRig(now, plan, options -> options.keepIn(file()), is -> is);
  }

  private void begin() {
    restarted(plan -> plan);
    rig.started();
    rig.passMinutes(10);
  }

  private void restartedWith(byte[] state) throws IOException {
    rig.close();
    Files.write(file(), state);
    restarted(plan -> plan);
  }

  private int fed(String device) {
    String reason = rig.watch.series(device).get(0).explanation().reason();
    return Integer.parseInt(reason.substring(4));
  }

  @Test
  @DisplayName("what was learnt before a restart is known after it")
  void learnt() {
    begin();
    int before = fed("north-1");
    assertTrue(before >= 10, "fed " + before);
    restarted(plan -> plan);
    rig.started();
    assertTrue(fed("north-1") > before, "fed " + fed("north-1"));
  }

  @Test
  @DisplayName("what was told before a restart is not told again, and its end is told")
  void told() {
    begin();
    rig.heat("north-1", 120);
    rig.passMinutes(10);
    restarted(plan -> plan);
    rig.heat("north-1", 120);
    rig.started();
    rig.passMinutes(20);
    assertEquals(List.of(), rig.news());
    assertEquals(Standing.TOLD, rig.watch.findings().get(0).standing());
    rig.heat("north-1", 20);
    rig.passMinutes(15);
    assertEquals(List.of("north-1 anomalyEnded test.heat"), rig.news());
  }

  private void together() {
    begin();
    rig.heat(120, "north-1", "north-2", "north-3", "north-4");
    rig.passMinutes(10);
    assertEquals(1, rig.watch.together().size());
    restarted(plan -> plan);
  }

  @Test
  @DisplayName("what was told as one and goes on after a restart is told as one still")
  void goesOn() {
    together();
    rig.heat(120, "north-1", "north-2", "north-3", "north-4");
    rig.started();
    rig.passMinutes(10);
    assertEquals(List.of(), rig.news());
    assertEquals(4, rig.watch.together().get(0).series().size());
    rig.heat(20, "north-1", "north-2", "north-3", "north-4");
    rig.passMinutes(80);
    assertEquals(List.of("north anomaliesTogetherEnded heat: higher than usual"), rig.news());
  }

  @Test
  @DisplayName("what was told as one and was over before the restart is ended within an hour")
  void wasOver() {
    together();
    rig.started();
    rig.passMinutes(70);
    assertEquals(List.of("north anomaliesTogetherEnded heat: higher than usual"), rig.news());
  }

  @Test
  @DisplayName("a damaged file costs what was learnt, and is replaced")
  void damaged() throws IOException {
    begin();
    int before = fed("north-1");
    rig.close();
    byte[] bytes = Files.readAllBytes(file());
    for (int at : new int[] {0, 9, bytes.length / 2, bytes.length - 3}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x41;
      restartedWith(damaged);
      rig.started();
      assertTrue(fed("north-1") < before, "byte " + at + ": fed " + fed("north-1"));
      assertEquals(HealthStatus.HEALTHY, rig.watch.health().get(0).status());
    }
    for (int length : new int[] {0, 7, 40, bytes.length - 1}) {
      restartedWith(Arrays.copyOf(bytes, length));
      rig.started();
      assertTrue(fed("north-1") < before, length + " bytes: fed " + fed("north-1"));
    }
  }

  @Test
  @DisplayName("another detector or another plan begins to learn anew")
  void otherDetector() {
    begin();
    restarted(plan -> plan.detector("zscore"));
    rig.started();
    assertTrue(rig.watch.series("north-1").get(0).warmingUp());
  }

  @Test
  @DisplayName("it is kept every hour, and a disk that refuses is in the health report")
  void everyHour() throws IOException {
    begin();
    rig.passMinutes(60);
    assertTrue(Files.exists(file()));
    Files.delete(file());
    Files.delete(file().getParent());
    Files.writeString(file().getParent(), "no directory");
    rig.passMinutes(60);
    assertEquals(HealthStatus.DEGRADED, rig.watch.health().get(0).status());
    assertTrue(rig.watch.health().get(0).detail().contains("cannot be kept in"));
    Files.delete(file().getParent());
    rig.passMinutes(60);
    assertEquals(HealthStatus.HEALTHY, rig.watch.health().get(0).status());
    assertTrue(Files.exists(file()));
  }
}
