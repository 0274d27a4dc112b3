package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.rule.AbsenceRule;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.metric.PowerMetrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a host hands in may throw, be nonsense or be too much. */
class FaultyHostTest {
  private final Town town = new Town();
  private final BalkyLedger ledger = new BalkyLedger();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private HealthStatus health(Alerting alerting, String check) {
    return alerting.health().stream()
        .filter(is -> is.name().equals(check))
        .findFirst()
        .orElseThrow()
        .status();
  }

  @Test
  @DisplayName("a ledger that throws once loses no problem")
  void ledgerThrows() {
    Alerting alerting =
        Alerting.builder().channel(town.box).ledger(ledger).route(Town.atOnce("box")).build();
    town.run(alerting);
    ledger.refuseOne();
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofHours(1));
    assertFalse(ledger.isToRefuse());
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("a ledger that throws once does not stop the clock of the rules")
  void ledgerThrowsOnAClock() {
    Voltmeter meter = town.voltmeter();
    town.with("one").with("two");
    meter.reads("one", 28);
    meter.reads("two", 28);
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .ledger(ledger)
            .rule(
                AbsenceRule.ofMetric(
                        "no-voltage", PowerMetrics.VOLTAGE.name(), Duration.ofMinutes(10))
                    .build())
            .build();
    town.run(alerting, meter::attach);
    town.pass(Duration.ofMinutes(10));
    meter.readsNothing("one");
    ledger.refuseOne();
    town.pass(Duration.ofMinutes(30));
    assertFalse(ledger.isToRefuse());
    meter.readsNothing("two");
    town.pass(Duration.ofHours(1));
    for (String key : List.of("no-voltage/one", "no-voltage/two")) {
      assertTrue(Town.openAlert(alerting, key).isOpen());
      assertFalse(town.box.of(key).isEmpty(), key + " was never told");
    }
  }

  @Test
  @DisplayName("a ledger that is full is a trouble of the monitoring, until it takes entries again")
  void ledgerIsFull() {
    Alerting alerting =
        Alerting.builder().channel(town.box).ledger(ledger).route(Town.atOnce("box")).build();
    town.run(alerting);
    assertEquals(HealthStatus.HEALTHY, health(alerting, "alert stores"));
    ledger.full(true);
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(2));
    assertEquals(HealthStatus.FAILING, health(alerting, "alert stores"));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("monitor/alert stores"));
    ledger.full(false);
    alerting.raise(town.over("it"));
    town.pass(Duration.ofMinutes(2));
    assertEquals(HealthStatus.HEALTHY, health(alerting, "alert stores"));
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY),
        town.box.kindsOf("monitor/alert stores"));
  }

  @Test
  @DisplayName("a dead tower is told though the host's policy of severities throws")
  void policyThrows() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .severities(
                (device, outage) -> {
                  throw new ArithmeticException("/ by zero");
                })
            .build();
    town.with("tower").run(alerting);
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("reachability/tower"));
  }

  @Test
  @DisplayName("a fact that should be a number and is none keeps nothing back")
  void factIsNoNumber() {
    Alerting alerting = Alerting.builder().channel(town.box).build();
    town.run(alerting);
    Instant now = town.time.instant();
    alerting.raise(
        new Signal.Raised(
            "it",
            "test",
            Severity.CRITICAL,
            Alert.MONITOR,
            Map.of(),
            Map.of("subscribers", "about 500"),
            "it",
            "because",
            now,
            now,
            null,
            null));
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("when more is raised than there is room for, an acknowledgement is not lost")
  void overrun() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .route(Town.atOnce("box").repeating(Duration.ofHours(1)))
            .build();
    town.run(alerting);
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    int raised = 0;
    while (alerting.raise(town.trouble("storm", Severity.INFO))) {
      assertTrue(++raised < 1_000_000, "there is room for everything");
    }
    town.take(alerting, "it", town.in(Duration.ofDays(1)));
    town.pass(Duration.ofHours(3));
    assertEquals(Alert.Status.ACKNOWLEDGED, Town.openAlert(alerting, "it").status());
    assertEquals(HealthStatus.DEGRADED, health(alerting, "alerting"));
  }

  @Test
  @DisplayName(
      "what began while the store of alerts was away is told, recalled, and told the end of")
  void storeAway() {
    BalkyStore store = new BalkyStore();
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .alerts(store)
            .route(Town.atOnce("box").repeating(Duration.ofMinutes(30)))
            .build();
    town.run(alerting);
    store.away(true);
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofSeconds(5));
    store.away(false);
    town.pass(Duration.ofMinutes(40));
    alerting.raise(town.over("it"));
    town.pass(Duration.ofMinutes(1));
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.REMINDER, Notice.Kind.RECOVERY),
        town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("a policy in another language that throws a checked exception ends no alerting")
  void checkedException() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .severities(
                (device, outage) -> {
                  FaultyHostTest.<RuntimeException>sneak(new IOException("no route"));
                  return Severity.INFO;
                })
            .build();
    town.with("tower").run(alerting);
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(2));
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("reachability/tower"));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
  }

  /** Throws what the compiler would not let a policy throw. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable checked) throws E {
    throw (E) checked;
  }
}
