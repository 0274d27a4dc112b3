package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.StateLog;
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
  private final StateLog states = InMemoryStateLog.create();
  private InMemoryAlertStore alerts = new InMemoryAlertStore();
  private final Program program =
      new Program(
          town,
          alerting -> alerting.channel(town.box).alerts(alerts),
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
}
