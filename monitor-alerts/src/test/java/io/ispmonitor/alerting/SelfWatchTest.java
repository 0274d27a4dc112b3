package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.Phase;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.health.ProcessHealth;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SelfWatchTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ProcessHealth PROCESS =
      new ProcessHealth(1, 1, 1, null, null, null, null, List.of());

  private final ManualTime time = ManualTime.startingAt(NOON);
  private final List<Signal> signals = new ArrayList<>();
  private List<HealthCheck> checks = List.of();
  private Phase phase = Phase.READY;
  private Duration interval = Duration.ofSeconds(30);
  private final SelfWatch watch = new SelfWatch(this::report, time, signals::add);

  private HealthReport report() {
    ProbeHealth ping =
        new ProbeHealth("ping", 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 0, null, interval);
    return new HealthReport(
        time.instant(),
        HealthStatus.HEALTHY,
        phase,
        checks,
        List.of(),
        List.of(),
        List.of(ping),
        PROCESS);
  }

  private void pass(Duration span) {
    for (long seconds = 0; seconds < span.toSeconds(); seconds += 10) {
      time.advance(Duration.ofSeconds(10));
      watch.look();
    }
  }

  private Signal.Raised raised(int which) {
    return (Signal.Raised) signals.get(which);
  }

  @Test
  @DisplayName("a start without an outcome for ten minutes is told, and when it is done")
  void slowStart() {
    phase = Phase.STARTING;
    pass(Duration.ofMinutes(10));
    assertEquals(List.of(), signals);
    pass(Duration.ofMinutes(1));
    assertEquals("10 min after the start there is no outcome of ping", raised(0).evidence());
    assertEquals(Severity.WARNING, raised(0).severity());
    phase = Phase.READY;
    pass(Duration.ofMinutes(1));
    assertEquals("monitor/start", ((Signal.Cleared) signals.get(1)).key());
  }

  @Test
  @DisplayName("a probe that asks once an hour may take two hours")
  void seldom() {
    phase = Phase.STARTING;
    interval = Duration.ofHours(1);
    pass(Duration.ofMinutes(119));
    assertEquals(List.of(), signals);
    pass(Duration.ofMinutes(3));
    assertEquals(1, signals.size());
  }

  @Test
  @DisplayName("what mends itself within half a minute is not told, whatever the clock does")
  void shortTrouble() {
    checks = List.of(HealthCheck.failing("database", "away"));
    pass(Duration.ofSeconds(20));
    time.stepWallClock(Duration.ofHours(2));
    watch.look();
    checks = List.of(HealthCheck.healthy("database", "there"));
    pass(Duration.ofMinutes(1));
    assertEquals(List.of(), signals);
  }

  @Test
  @DisplayName("what gets worse is told again, as the same trouble")
  void worse() {
    checks = List.of(HealthCheck.degraded("spool", "80 % full"));
    pass(Duration.ofMinutes(1));
    checks = List.of(HealthCheck.failing("spool", "full"));
    pass(Duration.ofMinutes(1));
    assertEquals(2, signals.size());
    assertEquals(raised(0).key(), raised(1).key());
    assertEquals(Severity.CRITICAL, raised(1).severity());
  }
}
