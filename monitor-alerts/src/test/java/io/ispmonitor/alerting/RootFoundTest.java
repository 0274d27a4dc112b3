package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A radio is blamed first, since its tower could not be asked; then the tower is found dead. */
class RootFoundTest {
  private final Town town = new Town();
  private final Alerting alerting = Alerting.builder().channel(town.box).build();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private void blameTheRadio() {
    town.with("tower").with("radio", "tower");
    town.run(alerting);
    town.network.set("tower", ScriptedProbe.voided("receive buffer overflowed"));
    town.network.kill("radio");
    town.pass(Duration.ofSeconds(60));
    assertEquals(List.of("CRITICAL: radio is DOWN"), town.box.titles());
  }

  /** Maintenance of both begins, for an hour. */
  private void maintainBoth() {
    Instant now = town.time.instant();
    town.maintenance.schedule(
        new MaintenanceWindow(
            "work",
            Selection.device("tower", "radio"),
            Timing.fixed(now, now.plus(Duration.ofHours(1))),
            "ana",
            "a new battery"));
    town.pass(Duration.ofSeconds(30));
  }

  private Alert.Status status(String device) {
    return alerting.open().stream()
        .filter(alert -> alert.source().equals(device))
        .findFirst()
        .orElseThrow()
        .status();
  }

  @Test
  @DisplayName("the same incident goes on with the tower, and ends once")
  void sameIncident() {
    town.box.answers.add(new DeliveryResult.Delivered(new Receipt("message-1")));
    blameTheRadio();
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of("CRITICAL: radio is DOWN", "CRITICAL: tower is DOWN"), town.box.titles());
    Notice news = town.box.notices.get(1);
    assertEquals(Notice.Kind.UPDATE, news.kind());
    assertEquals(town.box.notices.get(0).incident(), news.incident());
    assertEquals(new Receipt("message-1"), news.previous(), "the message that is edited");
    assertEquals(Alert.Status.SUPPRESSED, status("radio"));

    town.network.revive("tower").reset("tower").revive("radio");
    town.pass(Duration.ofMinutes(5));
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.UPDATE, Notice.Kind.RECOVERY), town.box.kinds());
    assertEquals("tower", town.box.notices.get(2).alerts().get(0).source());
    assertEquals(List.of(), alerting.open());
  }

  @Test
  @DisplayName("who heard of the incident before maintenance began hears where the fault is")
  void foundInMaintenance() {
    blameTheRadio();
    maintainBoth();
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.UPDATE), town.box.kinds());
    assertEquals("CRITICAL: tower is DOWN", town.box.titles().get(1));
  }

  @Test
  @DisplayName("so does who will hear of the incident, since that is on its way")
  void foundInMaintenanceOnItsWay() {
    town.box.away();
    town.with("tower").with("radio", "tower");
    town.run(alerting);
    town.network.set("tower", ScriptedProbe.voided("receive buffer overflowed"));
    town.network.kill("radio");
    town.pass(Duration.ofSeconds(60));
    maintainBoth();
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(2));
    town.box.back();
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("reachability/radio"));
    assertEquals(List.of(Notice.Kind.UPDATE), town.box.kindsOf("reachability/tower"));
  }

  @Test
  @DisplayName("what else is wrong with a device that is out is told when it answers again")
  void wrongBesides() {
    town.with("tower").run(alerting);
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(1));
    Instant now = town.time.instant();
    alerting.raise(
        new Signal.Raised(
            "voltage/tower",
            "threshold",
            Severity.WARNING,
            "tower",
            Map.of(),
            Map.of(),
            "the voltage is low",
            "11.2 V",
            now,
            now,
            null,
            null));
    town.pass(Duration.ofMinutes(5));
    assertEquals(List.of("CRITICAL: tower is DOWN"), town.box.titles());
    assertEquals(
        List.of("SUPPRESSED root cause: the device is DOWN, which is told instead"),
        Town.ledger(alerting, "voltage/tower"));
    town.network.revive("tower");
    town.pass(Duration.ofMinutes(5));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("voltage/tower"));
  }

  @Test
  @DisplayName("a radio that is dead all the same is told when its tower is back")
  void deadAllTheSame() {
    blameTheRadio();
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(2));
    town.network.revive("tower").reset("tower");
    town.pass(Duration.ofMinutes(5));
    assertEquals(Alert.Status.FIRING, status("radio"));
    assertEquals("CRITICAL: radio is DOWN", town.box.titles().get(town.box.titles().size() - 1));
  }
}
