package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.InMemoryAlertLedger;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** People were told of an outage by a program that could not store its alert any more. */
class LostAlertTest {
  private static final String TOWER = "tower-7";
  private static final String DOWN = "reachability/" + TOWER;

  private final Town town = new Town();
  private final AlertLedger ledger = new InMemoryAlertLedger();
  private InMemoryStateLog states = InMemoryStateLog.create();
  private InMemoryAlertStore alerts = new InMemoryAlertStore();
  private final Program program =
      new Program(
          town,
          alerting -> alerting.channel(town.box).alerts(alerts).ledger(ledger),
          monitor -> monitor.stateLog(states));

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private void dies() {
    town.with(TOWER);
    program.start();
    town.network.kill(TOWER);
    town.pass(Duration.ofMinutes(3));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf(DOWN));
  }

  @Test
  @DisplayName("who comes after it tells of the outage again, and so of its end")
  void lost() {
    dies();
    alerts = new InMemoryAlertStore();
    program.restart();
    town.pass(Duration.ofMinutes(1));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.PROBLEM), town.box.kindsOf(DOWN));
    town.network.revive(TOWER);
    town.pass(Duration.ofMinutes(3));
    assertEquals(Notice.Kind.RECOVERY, town.box.kindsOf(DOWN).get(2));
    town.pass(Duration.ofHours(1));
    assertEquals(3, town.box.kindsOf(DOWN).size());
  }

  @Test
  @DisplayName("where the alert is known nothing is told again")
  void known() {
    dies();
    program.restart();
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf(DOWN));
    town.network.revive(TOWER);
    town.pass(Duration.ofMinutes(3));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf(DOWN));
  }

  @Test
  @DisplayName(
      "an end that was told and not stored is no reason to be silent about the next outage")
  void endLost() {
    dies();
    InMemoryAlertStore before = copyOf(alerts);
    town.network.revive(TOWER);
    town.pass(Duration.ofMinutes(3));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf(DOWN));
    alerts = before;
    program.restart();
    town.pass(Duration.ofSeconds(20));
    assertEquals(List.of(), alerts.open());
    int told = town.box.kindsOf(DOWN).size();
    town.network.kill(TOWER);
    town.pass(Duration.ofMinutes(3));
    assertEquals(told + 1, town.box.kindsOf(DOWN).size());
    assertEquals(Notice.Kind.PROBLEM, town.box.kindsOf(DOWN).get(told));
    assertEquals(1, alerts.open().size());
  }

  @Test
  @DisplayName("who was told that it is over hears of the outage that followed, as of another one")
  void goneAgain() {
    dies();
    InMemoryAlertStore alertsBefore = copyOf(alerts);
    InMemoryStateLog statesBefore = copyOf(states);
    town.network.revive(TOWER);
    town.pass(Duration.ofMinutes(3));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf(DOWN));
    alerts = alertsBefore;
    states = statesBefore;
    town.network.kill(TOWER);
    program.restart();
    town.pass(Duration.ofMinutes(1));
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY, Notice.Kind.PROBLEM),
        town.box.kindsOf(DOWN));
    town.network.revive(TOWER);
    town.pass(Duration.ofMinutes(3));
    assertEquals(Notice.Kind.RECOVERY, town.box.kindsOf(DOWN).get(3));
    assertEquals(List.of(), alerts.open());
  }

  @Test
  @DisplayName("who was told that it is over hears nothing when that is still so")
  void stillOver() {
    dies();
    InMemoryAlertStore alertsBefore = copyOf(alerts);
    InMemoryStateLog statesBefore = copyOf(states);
    town.network.revive(TOWER);
    town.pass(Duration.ofMinutes(3));
    alerts = alertsBefore;
    states = statesBefore;
    program.restart();
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf(DOWN));
    assertEquals(List.of(), alerts.open());
  }

  @Test
  @DisplayName("of two open alerts about the same outage the newer one goes on, and no other stays")
  void twice() {
    dies();
    Alert newer = alerts.open().get(0);
    alerts.put(
        Alert.builder(DOWN + "#before", DOWN, newer.firstSeen().minusSeconds(7))
            .type(newer.type())
            .severity(newer.severity())
            .source(newer.source())
            .facts(newer.facts())
            .summary(newer.summary())
            .affects(newer.devices(), 1, 0)
            .build());
    program.restart();
    town.pass(Duration.ofMinutes(1));
    assertEquals(List.of(newer.id()), alerts.open().stream().map(Alert::id).toList());
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf(DOWN));
    town.network.revive(TOWER);
    town.pass(Duration.ofMinutes(3));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf(DOWN));
    assertEquals(List.of(), alerts.open());
  }

  private static InMemoryStateLog copyOf(InMemoryStateLog log) {
    InMemoryStateLog copy = InMemoryStateLog.create();
    for (StateChange change : log.latest()) {
      copy.append(change, new FencingToken("", 0));
    }
    return copy;
  }

  private static InMemoryAlertStore copyOf(InMemoryAlertStore store) {
    InMemoryAlertStore copy = new InMemoryAlertStore();
    store.open().forEach(copy::put);
    return copy;
  }
}
