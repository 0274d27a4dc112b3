package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.rule.AbsenceRule;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.metric.PowerMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was open and not told yet when the program ended is told by the next one. */
class UntoldTest {
  private final Town town = new Town();
  private final Program program = new Program(town);
  private final Voltmeter meter = town.voltmeter();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Program with(Rule rule) {
    return new Program(town, alerting -> alerting.channel(town.box).rule(rule), meter::attach);
  }

  private static Rule lowVoltage() {
    return ThresholdRule.below("low", PowerMetrics.VOLTAGE.name(), 22)
        .severity(Severity.CRITICAL)
        .build();
  }

  /** It has begun to wait for others like it. */
  private void waitsInItsGroup(Alerting alerting) {
    town.passUntil(() -> !alerting.open().isEmpty());
    town.pass(Duration.ofSeconds(5));
    assertEquals(List.of(), town.box.titles());
  }

  private void isToldAfterRestart(Program running, String key) {
    Alerting after = running.restart();
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(key), after.open().stream().map(Alert::key).toList());
    List<Notice.Kind> kinds = town.box.kindsOf(key);
    assertFalse(kinds.isEmpty(), () -> "never told: " + Town.ledger(after, key));
    assertEquals(Notice.Kind.PROBLEM, kinds.get(0));
  }

  @Test
  @DisplayName("what the host raised")
  void raised() {
    Alerting before = program.start();
    before.raise(town.trouble("it", Severity.CRITICAL));
    waitsInItsGroup(before);
    isToldAfterRestart(program, "it");
  }

  @Test
  @DisplayName("what is told once, and that it is told once")
  void noted() {
    Alerting before = program.start();
    before.raise(new Signal.Noted(town.trouble("trap", Severity.WARNING)));
    waitsInItsGroup(before);
    Alerting after = program.restart();
    town.pass(Duration.ofHours(1));
    assertEquals(List.of("WARNING: trap"), town.box.titles());
    assertEquals(List.of(), after.open());
  }

  @Test
  @DisplayName("a value beyond its limit")
  void threshold() {
    town.with("tower");
    meter.reads("tower", 28);
    Program limited = with(lowVoltage());
    Alerting before = limited.start();
    meter.reads("tower", 20);
    waitsInItsGroup(before);
    isToldAfterRestart(limited, "low/tower");
  }

  @Test
  @DisplayName("a value that is missing")
  void absence() {
    town.with("tower");
    meter.readsNothing("tower");
    Program limited =
        with(
            AbsenceRule.ofMetric("no-voltage", PowerMetrics.VOLTAGE.name(), Duration.ofMinutes(10))
                .severity(Severity.CRITICAL)
                .build());
    waitsInItsGroup(limited.start());
    isToldAfterRestart(limited, "no-voltage/tower");
  }

  @Test
  @DisplayName("what was muted, since mutes end with the program")
  void muted() {
    town.with("tower");
    meter.reads("tower", 28);
    Program limited = with(lowVoltage());
    Alerting before = limited.start();
    town.mute(before, town.in(Duration.ofHours(1)));
    meter.reads("tower", 20);
    town.pass(Duration.ofMinutes(10));
    assertEquals(1, before.open().size());
    assertEquals(List.of(), town.box.titles());
    isToldAfterRestart(limited, "low/tower");
  }

  @Test
  @DisplayName("what somebody had taken, when the acknowledgement runs out")
  void taken() {
    Alerting before = program.start();
    before.raise(town.trouble("it", Severity.CRITICAL));
    waitsInItsGroup(before);
    town.take(before, "it", town.in(Duration.ofMinutes(10)));
    town.pass(Duration.ofMinutes(1));
    Alerting after = program.restart();
    for (int i = 0; i < 6; i++) {
      after.raise(town.trouble("it", Severity.CRITICAL));
      town.pass(Duration.ofMinutes(10));
    }
    assertFalse(town.box.of("it").isEmpty(), () -> "never told: " + Town.ledger(after, "it"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEGRADED", "FAILING"})
  @DisplayName("what is wrong with the monitoring itself")
  void itself(HealthStatus status) {
    HealthCheck ill = new HealthCheck("database", status, "slow or worse");
    AtomicReference<HealthCheck> database =
        new AtomicReference<>(HealthCheck.healthy("database", "answers"));
    Program checked =
        new Program(
            town,
            alerting -> alerting.channel(town.box),
            monitor -> monitor.healthCheck("database", Duration.ofSeconds(5), database::get));
    Alerting before = checked.start();
    database.set(ill);
    waitsInItsGroup(before);
    isToldAfterRestart(checked, "monitor/database");
  }
}
