package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final Route CRITICAL = Route.to("box").of(Match.from(Severity.CRITICAL));

  private final Town town = new Town();
  private final Town.Box second = new Town.Box("second");

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Alerting run(Route... routes) {
    AlertingBuilder builder = Alerting.builder().channel(town.box).channel(second);
    for (Route route : routes) {
      builder.route(route);
    }
    Alerting alerting = builder.build();
    town.run(alerting);
    return alerting;
  }

  private static TimeTable daily(int from, int to) {
    return TimeTable.of(
        ZoneOffset.UTC, EnumSet.allOf(DayOfWeek.class), LocalTime.of(from, 0), LocalTime.of(to, 0));
  }

  @Test
  @DisplayName("what no route wants is told when it has become grave enough for one")
  void becameGraver() {
    Alerting alerting = run(CRITICAL);
    alerting.raise(town.trouble("it", Severity.WARNING));
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(), town.box.titles());
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofHours(1));
    assertEquals(List.of("CRITICAL: it"), town.box.titles());
  }

  @Test
  @DisplayName("what has become graver while it was on its way is told as it is now")
  void becameGraverOnItsWay() {
    Alerting alerting = run(Town.atOnce("box"));
    town.box.away();
    alerting.raise(town.trouble("it", Severity.WARNING));
    town.pass(Duration.ofMinutes(1));
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    town.box.back();
    town.pass(Duration.ofHours(1));
    List<Notice> told = town.box.of("it");
    assertEquals(Severity.CRITICAL, told.get(told.size() - 1).severity());
  }

  @Test
  @DisplayName("what has become graver goes to the route for what is grave")
  void becameGraverElsewhere() {
    Alerting alerting = run(CRITICAL, Route.to("second"));
    alerting.raise(town.trouble("it", Severity.WARNING));
    town.pass(Duration.ofMinutes(10));
    assertEquals("box [], second [PROBLEM]", kinds());
    alerting.raise(town.trouble("it", Severity.EMERGENCY));
    town.pass(Duration.ofHours(3));
    assertEquals("box [PROBLEM], second [PROBLEM]", kinds());
  }

  private String kinds() {
    return "box %s, second %s".formatted(town.box.kindsOf("it"), second.kindsOf("it"));
  }

  @Test
  @DisplayName("nobody is told or reminded when nobody is on duty, and all is told at the start")
  void onDuty() {
    TimeTable day = daily(8, 18);
    Alerting alerting = run(Route.to("box").onDuty(day).repeating(Duration.ofHours(1)));
    alerting.raise(town.trouble("noon", Severity.WARNING));
    town.pass(Duration.ofHours(8));
    alerting.raise(town.trouble("evening", Severity.WARNING));
    town.pass(Duration.ofHours(10));
    assertEquals(List.of(), second.titles());
    assertEquals(Notice.Kind.REMINDER, town.box.kindsOf("noon").get(1));
    assertEquals(List.of(), town.box.kindsOf("evening"));
    town.pass(Duration.ofHours(3));
    assertEquals(Notice.Kind.PROBLEM, town.box.kindsOf("evening").get(0));
    town.box.notices.forEach(
        notice -> assertTrue(day.isOpen(notice.at()), notice.kind() + " at " + notice.at()));
  }

  @Test
  @DisplayName("what two routes lead to the same channel is told there once")
  void oneChannelOfTwoRoutes() {
    Alerting alerting =
        run(Town.atOnce("box").named("first").goOn(), Town.atOnce("box").named("second"));
    alerting.raise(town.trouble("it", Severity.WARNING));
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("a route whose duty begins while all is muted tells it when the mute ends")
  void dutyBeginsWhileMuted() {
    Alerting alerting =
        run(
            Town.atOnce("box").goOn().repeating(Duration.ofDays(9)),
            Town.atOnce("second").onDuty(daily(20, 23)).repeating(Duration.ofDays(9)));
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    assertEquals("box [PROBLEM], second []", kinds());
    town.mute(alerting, Instant.parse("2026-03-01T20:10:00Z"));
    town.pass(Duration.ofHours(10));
    assertEquals("box [PROBLEM], second [PROBLEM]", kinds());
  }

  @Test
  @DisplayName("routes to the same channels keep their own times")
  void sameChannels() {
    Alerting alerting =
        run(
            Route.to("box").of(Match.ALL.atLeast(Severity.EMERGENCY)),
            Route.to("box").onDuty(daily(20, 22)));
    alerting.raise(town.trouble("small", Severity.WARNING));
    town.pass(Duration.ofMinutes(1));
    alerting.raise(town.trouble("grave", Severity.EMERGENCY));
    town.pass(Duration.ofHours(1));
    assertEquals(List.of("EMERGENCY: grave"), town.box.titles());
    town.pass(Duration.ofHours(10));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("small"));
  }
}
