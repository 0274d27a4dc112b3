package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MuteTest {
  private final Town town = new Town();
  private final Alerting alerting =
      Alerting.builder().channel(town.box).route(Town.atOnce("box")).build();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  @Test
  @DisplayName("what was on its way when it was muted is told once")
  void onItsWay() {
    town.run(alerting);
    town.box.away();
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    town.mute(alerting, town.in(Duration.ofMinutes(2)));
    town.pass(Duration.ofMinutes(5));
    town.box.back();
    town.pass(Duration.ofMinutes(30));
    assertEquals(
        List.of(Notice.Kind.PROBLEM),
        town.box.kindsOf("it"),
        () -> Town.ledger(alerting, "it").toString());
  }

  @Test
  @DisplayName("what has become graver while it was muted is told as it is when the mute ends")
  void graver() {
    town.run(alerting);
    alerting.raise(town.trouble("it", Severity.WARNING));
    town.pass(Duration.ofMinutes(2));
    town.mute(alerting, town.in(Duration.ofMinutes(10)));
    town.pass(Duration.ofSeconds(10));
    alerting.raise(town.trouble("it", Severity.EMERGENCY));
    town.pass(Duration.ofMinutes(5));
    assertEquals(1, town.box.of("it").size());
    town.pass(Duration.ofHours(3));
    assertEquals(
        List.of(Severity.WARNING, Severity.EMERGENCY),
        town.box.of("it").stream().map(Notice::severity).toList());
  }

  @Test
  @DisplayName("what is raised again while its end is on its way is told again after the mute")
  void again() {
    town.run(alerting);
    town.box.away();
    Signal.Raised trouble = town.trouble("it", Severity.CRITICAL);
    alerting.raise(trouble);
    town.pass(Duration.ofMinutes(1));
    alerting.raise(town.over("it"));
    town.pass(Duration.ofSeconds(10));
    town.mute(alerting, town.in(Duration.ofHours(1)));
    alerting.raise(trouble);
    town.pass(Duration.ofMinutes(1));
    town.box.back();
    town.pass(Duration.ofHours(3));
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY, Notice.Kind.PROBLEM),
        town.box.kindsOf("it"));
    assertEquals(Alert.Status.FIRING, Town.openAlert(alerting, "it").status());
  }

  @Test
  @DisplayName("a mute ends with the program: what it kept back is told after a restart")
  void restart() {
    Program program = new Program(town, is -> is.channel(town.box).route(Town.atOnce("box")));
    Alerting before = program.start();
    town.mute(before, town.in(Duration.ofDays(1)));
    before.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(), town.box.kindsOf("it"));
    Alerting after = program.restart();
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(), after.mutes());
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("a group whose alerts were muted and have ended is forgotten, and begins anew")
  void groups() {
    Route patient =
        Town.atOnce("box").groupedBy(Duration.ofSeconds(10), Duration.ofHours(5), "key");
    Alerting grouping = Alerting.builder().channel(town.box).route(patient).build();
    town.run(grouping);
    town.box.away();
    grouping.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofSeconds(20));
    town.mute(grouping, town.in(Duration.ofHours(1)));
    town.pass(Duration.ofSeconds(10));
    grouping.raise(town.over("it"));
    town.box.back();
    town.pass(Duration.ofHours(2));
    List<Notice.Kind> firstTime = List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY);
    assertEquals(firstTime, town.box.kindsOf("it"));
    grouping.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofSeconds(20));
    assertEquals(3, town.box.of("it").size(), "it waits as if the group had just spoken");
  }
}
