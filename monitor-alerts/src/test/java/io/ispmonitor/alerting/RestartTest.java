package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RestartTest {
  private final Town town = new Town();
  private final Program program = new Program(town);

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Alerting endedBeforeItArrived() {
    Alerting before = program.start();
    town.box.away();
    before.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    assertEquals(1, program.outbox.all().size());
    return program.restart();
  }

  @Test
  @DisplayName(
      "what had not arrived when the program ended arrives once, though it is raised again")
  void undelivered() {
    Alerting after = endedBeforeItArrived();
    after.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(2));
    town.box.back();
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("what had not arrived and ended meanwhile arrives, and then its end")
  void undeliveredAndOver() {
    Alerting after = endedBeforeItArrived();
    after.raise(town.over("it"));
    town.pass(Duration.ofMinutes(2));
    town.box.back();
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("an end that waits for others like it when the program ends is told by the next one")
  void endWaits() {
    Alerting before = program.start();
    before.raise(town.trouble("it", Severity.WARNING));
    town.pass(Duration.ofMinutes(1));
    before.raise(town.over("it"));
    town.pass(Duration.ofSeconds(5));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
    program.restart();
    town.pass(Duration.ofMinutes(1));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("what became graver while the program was off is told again")
  void graver() {
    Alerting before = program.start();
    before.raise(town.trouble("it", Severity.WARNING));
    town.pass(Duration.ofMinutes(1));
    assertEquals(1, town.box.of("it").size());
    Alerting after = program.restart();
    after.raise(town.trouble("it", Severity.EMERGENCY));
    town.pass(Duration.ofHours(1));
    assertEquals(
        List.of(Severity.WARNING, Severity.EMERGENCY),
        town.box.of("it").stream().map(Notice::severity).toList());
  }

  @Test
  @DisplayName("the time until others are told goes on over restarts")
  void escalation() {
    Town.Box boss = new Town.Box("boss");
    Route route =
        Town.atOnce("box")
            .repeating(Duration.ofMinutes(20))
            .escalating(Duration.ofMinutes(60), "boss");
    Program restless =
        new Program(town, alerting -> alerting.channel(town.box).channel(boss).route(route));
    restless.start().raise(town.trouble("it", Severity.CRITICAL));
    for (int i = 0; i < 6; i++) {
      town.pass(Duration.ofMinutes(25));
      restless.restart();
    }
    assertEquals(List.of(Notice.Kind.ESCALATION), boss.kindsOf("it"));
  }

  @Test
  @DisplayName("what somebody has taken for thousands of years keeps no program from starting")
  void takenForEver() {
    Alerting before = program.start();
    before.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    town.take(before, "it", Instant.parse("9999-12-31T00:00:00Z"));
    town.pass(Duration.ofMinutes(1));
    Alerting after = program.restart();
    town.pass(Duration.ofHours(9));
    assertEquals(Alert.Status.ACKNOWLEDGED, Town.openAlert(after, "it").status());
    assertEquals(1, town.box.of("it").size(), "nobody is reminded");
  }

  @Test
  @DisplayName("a channel that is not there any more keeps the others from nothing")
  void channelGone() {
    Town.Box old = new Town.Box("old");
    Town.Box fresh = new Town.Box("fresh");
    Iterator<Town.Box> others = List.of(old, fresh).iterator();
    Program changed =
        new Program(
            town,
            alerting -> {
              Town.Box other = others.next();
              return alerting.channel(town.box).channel(other).route(Route.to("box", other.name()));
            });
    changed.start().raise(town.trouble("it", Severity.WARNING));
    town.pass(Duration.ofMinutes(1));
    Alerting after = changed.restart();
    after.raise(town.over("it"));
    town.pass(Duration.ofMinutes(1));
    assertEquals(List.of(Notice.Kind.PROBLEM), old.kindsOf("it"));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf("it"));
    assertTrue(
        Town.ledger(after, "it")
            .contains("GIVEN_UP old delivery: there is no channel of this name any more"),
        () -> Town.ledger(after, "it").toString());
    after.raise(town.trouble("another", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("another"));
    assertEquals(List.of(Notice.Kind.PROBLEM), fresh.kindsOf("another"));
  }

  @Test
  @DisplayName("a program that starts again and again gives up all the same what is not delivered")
  void patience() {
    Town.Box second = new Town.Box("second");
    Program restless =
        new Program(
            town,
            alerting ->
                alerting
                    .channel(town.box, ChannelOptions.usual().fallback("second"))
                    .channel(second)
                    .route(Town.atOnce("box")));
    restless.start();
    town.box.away();
    restless.restart().raise(town.trouble("it", Severity.CRITICAL));
    for (int i = 0; i < 5; i++) {
      town.pass(Duration.ofHours(1));
      restless.restart();
    }
    assertEquals(List.of(Notice.Kind.PROBLEM), second.kindsOf("it"));
  }

  @Test
  @DisplayName("what waited for days while the program was off is tried before it is given up")
  void longOff() {
    town.box.away();
    program.start().raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    program.end();
    town.pass(Duration.ofDays(3));
    town.box.back();
    program.start();
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
  }
}
