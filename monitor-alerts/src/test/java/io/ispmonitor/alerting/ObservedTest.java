package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alerting.rule.AbsenceRule;
import io.ispmonitor.alerting.rule.CompositeRule;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.StateRule;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.probe.ProbeMode;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ObservedTest {
  private static final String WORDS =
      "SUPPRESSED mode: it is known from a probe that only observes";
  private static final String DOWN = "reachability/tower-7";

  private final Town town = new Town();
  private final Voltmeter meter = town.voltmeter();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private static Rule low() {
    return ThresholdRule.below("low", PowerMetrics.VOLTAGE.name(), 11).samples(1, 1).build();
  }

  private static Rule silent() {
    return AbsenceRule.ofMetric("silent", PowerMetrics.VOLTAGE.name(), Duration.ofMinutes(5))
        .build();
  }

  private Alerting alerting(Rule... rules) {
    AlertingBuilder builder = Alerting.builder().channel(town.box);
    for (Rule rule : rules) {
      builder.rule(rule);
    }
    return builder.build();
  }

  private Monitor observeVolts(Alerting alerting) {
    town.with("tower-7");
    meter.reads("tower-7", 13);
    return town.run(alerting, how -> meter.attach(how, ProbeMode.OBSERVE));
  }

  @Test
  @DisplayName("what a rule knows from a probe that only observes is not told, and it is said why")
  void ofRule() {
    Alerting alerting = alerting(low(), silent());
    Monitor monitor = observeVolts(alerting);
    meter.reads("tower-7", 10);
    town.pass(Duration.ofMinutes(2));
    meter.readsNothing("tower-7");
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(), town.box.titles());
    assertEquals(List.of(WORDS), Town.ledger(alerting, "low/tower-7"));
    assertEquals(List.of(WORDS), Town.ledger(alerting, "silent/tower-7"));
    HealthCheck check = check(monitor, "observing");
    assertEquals(HealthStatus.DEGRADED, check.status());
    assertTrue(check.detail().startsWith("2 alerts"), check.detail());
  }

  @Test
  @DisplayName("what other probes find out is told as ever")
  void othersAreTold() {
    Alerting alerting = alerting(low());
    observeVolts(alerting);
    town.network.kill("tower-7");
    town.passUntil(() -> !town.box.notices.isEmpty());
    assertEquals(1, town.box.of(DOWN).size());
    assertEquals(List.of(), town.box.of("monitor/observing"));
  }

  @Test
  @DisplayName("an outage is not told while the probe that judges the device only observes")
  void ofJudge() throws Exception {
    town.with("tower-7");
    Rule down = StateRule.in("down", DeviceState.DOWN).build();
    Alerting alerting = alerting(down);
    ScriptedProbe trial = ScriptedProbe.named("trial", Role.REACHABILITY, town.time).forgetful();
    try (trial;
        Monitor monitor =
            Monitor.builder()
                .inventory(town.inventory)
                .probe(trial, Schedule.every(Duration.ofSeconds(30)), ProbeMode.OBSERVE)
                .uplink(Uplink.named("fibre").witness("tower-7").build())
                .time(town.time)
                .with(alerting)
                .build()) {
      monitor.start();
      town.pass(Duration.ofMinutes(2));
      trial.set("tower-7", ScriptedProbe.silent());
      town.pass(Duration.ofMinutes(10));
      assertEquals(List.of(), town.box.titles());
      assertTrue(alerting.open().stream().allMatch(is -> is.status() == Alert.Status.SUPPRESSED));
      assertTrue(
          alerting.open().stream().anyMatch(is -> is.key().equals("isolation/fibre")),
          () -> "" + alerting.open());
    }
  }

  @Test
  @DisplayName("a composite is told when enough of its members are known otherwise")
  void composite() {
    Rule slow = ThresholdRule.above("slow", "ping.rtt", 0.2).samples(1, 1).silent().build();
    Rule any = CompositeRule.anyOf("trouble", "low", "slow").build();
    Alerting alerting = alerting(low(), slow, any);
    observeVolts(alerting);
    meter.reads("tower-7", 10);
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(WORDS), Town.ledger(alerting, "trouble/tower-7"));
    town.network.set("tower-7", ScriptedProbe.answersAfter(Duration.ofMillis(300)));
    town.pass(Duration.ofMinutes(2));
    assertEquals(1, town.box.of("trouble/tower-7").size());
    assertEquals(List.of(), town.box.of("low/tower-7"));
  }

  @Test
  @DisplayName("what was held back is told when the probe is active after a restart")
  void madeActive() {
    ProbeMode[] mode = {ProbeMode.OBSERVE};
    town.with("tower-7");
    meter.reads("tower-7", 13);
    Program program =
        new Program(
            town,
            alerting -> alerting.channel(town.box).rule(low()),
            monitor -> meter.attach(monitor, mode[0]));
    program.start();
    meter.reads("tower-7", 10);
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), town.box.titles());
    mode[0] = ProbeMode.ACTIVE;
    program.restart();
    town.pass(Duration.ofMinutes(2));
    assertEquals(1, town.box.of("low/tower-7").size());
  }

  private static HealthCheck check(Monitor monitor, String name) {
    return monitor.health().checks().stream()
        .filter(is -> is.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
