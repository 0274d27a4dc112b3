package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EscalationTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final Town town = new Town();
  private final Town.Box boss = new Town.Box("boss");
  private final Town.Box chief = new Town.Box("chief");

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Alerting run(Route... routes) {
    AlertingBuilder builder = Alerting.builder().channel(town.box).channel(boss).channel(chief);
    for (Route route : routes) {
      builder.route(route);
    }
    Alerting alerting = builder.build();
    town.run(alerting);
    return alerting;
  }

  @Test
  @DisplayName("others are told in time though one of two channels never told anything")
  void besideADeadChannel() {
    Alerting alerting =
        run(Route.to("box", "chief").escalating(QUARTER, "boss").repeating(Duration.ofHours(1)));
    chief.away();
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofHours(3));
    assertEquals(List.of(Notice.Kind.ESCALATION), boss.kindsOf("it"));
    long problems = town.box.kindsOf("it").stream().filter(Notice.Kind.PROBLEM::equals).count();
    assertEquals(1, problems, town.box.titles().toString());
  }

  @Test
  @DisplayName("what others are told in a digest they are not told again")
  void withinADigest() {
    ChannelOptions slow =
        ChannelOptions.usual().pace(new Pace(3, Duration.ofMinutes(2))).reserve(0);
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .channel(boss, slow)
            .route(Town.atOnce("box").escalating(QUARTER, "boss"))
            .build();
    town.run(alerting);
    for (int i = 0; i < 12; i++) {
      alerting.raise(town.trouble("t" + i, Severity.CRITICAL));
    }
    town.pass(Duration.ofHours(2));
    for (int i = 0; i < 12; i++) {
      assertEquals(1, boss.of("t" + i).size(), "t" + i + " of " + boss.titles());
    }
  }

  @Test
  @DisplayName("people are reminded though the others cannot be told")
  void rejected() {
    Alerting alerting =
        run(Town.atOnce("box").repeating(Duration.ofHours(1)).escalating(QUARTER, "boss"));
    boss.answering(notice -> DeliveryResult.rejected("chat not found"));
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofHours(5));
    List<Notice.Kind> kinds = town.box.kindsOf("it");
    long reminders = kinds.stream().filter(Notice.Kind.REMINDER::equals).count();
    assertTrue(reminders >= 3, "reminders in 5 h: " + reminders);
  }

  @Test
  @DisplayName("each of two routes tells its own others, each at its own time")
  void twoRoutes() {
    Alerting alerting =
        run(
            Town.atOnce("box").named("first").goOn().escalating(QUARTER, "boss"),
            Town.atOnce("box").named("second").escalating(Duration.ofMinutes(30), "chief"));
    Instant begun = town.time.instant();
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofHours(3));
    assertEquals(List.of(Notice.Kind.ESCALATION), boss.kindsOf("it"));
    assertEquals(List.of(Notice.Kind.ESCALATION), chief.kindsOf("it"));
    assertFalse(boss.of("it").get(0).at().isBefore(begun.plus(QUARTER)));
    assertFalse(chief.of("it").get(0).at().isBefore(begun.plus(Duration.ofMinutes(30))));
  }

  @Test
  @DisplayName(
      "while somebody has taken it nobody else is told, and then the lower step comes first")
  void takenForHours() {
    Alerting alerting =
        run(
            Town.atOnce("box")
                .escalating(QUARTER, "boss")
                .escalating(Duration.ofMinutes(60), "chief"));
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    Instant until = town.in(Duration.ofHours(4));
    town.take(alerting, "it", until);
    town.pass(Duration.ofHours(4).plusMinutes(10));
    assertEquals(List.of(Notice.Kind.ESCALATION), boss.kindsOf("it"));
    assertEquals(List.of(Notice.Kind.ESCALATION), chief.kindsOf("it"));
    Instant first = boss.of("it").get(0).at();
    assertFalse(first.isBefore(until), "told at " + first);
    assertTrue(first.isBefore(chief.of("it").get(0).at()), "the boss is told first");
  }
}
