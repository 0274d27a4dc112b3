package io.ispmonitor.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveryRulesTest {
  private static final Instant NOON = Tape.NOON;
  private static final String OUTAGE = "mast@noon";

  private final Findings findings = new Findings(Set.of());
  private final AlertScene scene = new AlertScene(findings);
  private final DeliveryRules rules = new DeliveryRules(scene);

  @BeforeEach
  void towerIsInMaintenance() {
    Inventory inventory = new Inventory();
    inventory.add(Tape.device("tower"));
    Maintenance maintenance = new Maintenance();
    Timing timing = Timing.fixed(NOON.minusSeconds(60), NOON.plusSeconds(3_600));
    maintenance.schedule(
        new MaintenanceWindow("work", Selection.device("tower"), timing, "owner", "planned"));
    scene.maintenance.attach(maintenance, inventory);
    scene.lived.jumpTo(NOON);
  }

  private void announce(Announcement.Kind kind) {
    Outage outage = new Outage(OUTAGE, "tower", NOON.minusSeconds(600), 1, 0);
    Evidence evidence = new Evidence(Evidence.Basis.MISSES, "3 in a row", 3, NOON, null, List.of());
    scene.troubles.hear(
        new Announcement(
            kind, "tower", NOON, NOON, DeviceState.DOWN, outage, "the tower is", evidence));
  }

  private Map<Rule, Long> whenToldAs(Notice.Kind kind) {
    Alert alert =
        Alert.builder("a1", "reachability/tower", NOON)
            .type("device.down")
            .source("tower")
            .severity(Severity.CRITICAL)
            .summary("the tower is down")
            .facts(Map.of("outage", OUTAGE))
            .build();
    Message message = Message.of(alert.summary());
    Notice notice =
        new Notice(
            "n1", alert.id(), kind, alert.severity(), NOON, message, List.of(alert), null, false);
    rules.begun(new Episode(alert), "chat", notice, alert);
    return findings.counts();
  }

  @Test
  @DisplayName("whoever heard of an outage may hear in maintenance where the fault is")
  void rootFound() {
    announce(Announcement.Kind.ROOT_FOUND);
    assertEquals(Map.of(), whenToldAs(Notice.Kind.UPDATE));
  }

  @Test
  @DisplayName("nobody else may hear in maintenance where the fault is")
  void rootFoundToOthers() {
    announce(Announcement.Kind.ROOT_FOUND);
    assertEquals(Map.of(Rule.ALERTS_QUIET_IN_MAINTENANCE, 1L), whenToldAs(Notice.Kind.PROBLEM));
  }

  @Test
  @DisplayName("that an outage goes on may nobody hear in maintenance")
  void news() {
    announce(Announcement.Kind.DOWN);
    assertEquals(Map.of(Rule.ALERTS_QUIET_IN_MAINTENANCE, 1L), whenToldAs(Notice.Kind.UPDATE));
  }
}
