package io.ispmonitor.maintenance;

import static io.ispmonitor.maintenance.MaintenanceWindowTest.FIVE;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.FIXED;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.FLEXIBLE;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.TWO;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.window;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.windows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MaintenanceTest {
  private static final Instant THREE = TWO.plusSeconds(3_600);
  private static final Instant HALF_PAST = TWO.plusSeconds(1_800);
  private static final MaintenanceWindow FIXED_WINDOW = window("fixed", FIXED);
  private static final MaintenanceWindow FLEXIBLE_WINDOW = window("flexible", FLEXIBLE);

  private final Maintenance maintenance = new Maintenance();

  @Test
  @DisplayName("a window is found until it is cancelled")
  void lifeOfAWindow() {
    assertTrue(maintenance.schedule(FIXED_WINDOW));
    assertEquals(Optional.of(FIXED_WINDOW), maintenance.find("fixed"));
    assertEquals(List.of(FIXED_WINDOW), maintenance.inForce(THREE));
    assertTrue(maintenance.cancel("fixed"));
    assertEquals(Optional.empty(), maintenance.find("fixed"));
    assertEquals(List.of(), maintenance.inForce(THREE));
    assertFalse(maintenance.cancel("fixed"));
  }

  @Test
  @DisplayName("a window takes the place of the one with its id")
  void replaced() {
    maintenance.schedule(window("w", FIXED));
    MaintenanceWindow longer = window("w", Timing.fixed(TWO, FIVE.plusSeconds(60)));
    maintenance.schedule(longer);

    assertEquals(List.of(longer), maintenance.windows());
    assertEquals(List.of(longer), maintenance.inForce(FIVE));
  }

  @Test
  @DisplayName("windows that overlap are all in force, and one goes on when the other ends")
  void overlapping() {
    maintenance.schedule(window("b", Timing.fixed(THREE, FIVE.plusSeconds(3_600))));
    maintenance.schedule(window("a", FIXED));

    assertEquals(List.of("a"), ids(maintenance.inForce(TWO)));
    assertEquals(List.of("a", "b"), ids(maintenance.inForce(THREE)));
    assertEquals(List.of("b"), ids(maintenance.inForce(FIVE)));
  }

  @Test
  @DisplayName("the next change is the first of all windows")
  void nextChange() {
    assertEquals(Optional.empty(), maintenance.nextChange(Instant.MIN));
    maintenance.schedule(FIXED_WINDOW);
    maintenance.schedule(window("other", Timing.fixed(THREE, FIVE.plusSeconds(60))));

    assertEquals(Optional.of(TWO), maintenance.nextChange(Instant.MIN));
    assertEquals(Optional.of(THREE), maintenance.nextChange(TWO));
    assertEquals(Optional.of(FIVE), maintenance.nextChange(THREE));
    assertEquals(Optional.of(FIVE.plusSeconds(60)), maintenance.nextChange(FIVE));
    assertEquals(Optional.empty(), maintenance.nextChange(FIVE.plusSeconds(60)));
  }

  @Test
  @DisplayName("a flexible window is armed until its trigger, and in force from then on")
  void triggered() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.schedule(FIXED_WINDOW);

    assertEquals(List.of(FLEXIBLE_WINDOW), maintenance.armed(HALF_PAST));
    assertEquals(List.of(FIXED_WINDOW), maintenance.inForce(HALF_PAST));
    assertTrue(maintenance.trigger("flexible", HALF_PAST));
    assertEquals(List.of(), maintenance.armed(HALF_PAST));
    assertEquals(List.of(FIXED_WINDOW, FLEXIBLE_WINDOW), maintenance.inForce(HALF_PAST));
    assertEquals(Optional.of(HALF_PAST), maintenance.triggeredAt("flexible"));
  }

  @Test
  @DisplayName("only the first trigger counts, and only of a flexible window that is armed")
  void triggeredOnce() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.schedule(FIXED_WINDOW);

    assertFalse(maintenance.trigger("ghost", HALF_PAST));
    assertFalse(maintenance.trigger("fixed", HALF_PAST));
    assertFalse(maintenance.trigger("flexible", TWO.minusNanos(1)));
    assertFalse(maintenance.trigger("flexible", FIVE));
    assertEquals(Optional.empty(), maintenance.triggeredAt("flexible"));
    assertTrue(maintenance.trigger("flexible", HALF_PAST));
    assertFalse(maintenance.trigger("flexible", TWO));
    assertFalse(maintenance.trigger("flexible", THREE));
    assertEquals(Optional.of(HALF_PAST), maintenance.triggeredAt("flexible"));
  }

  @Test
  @DisplayName("an early end ends a window, and is false where there is nothing to end")
  void endNow() {
    maintenance.schedule(FIXED_WINDOW);

    assertFalse(maintenance.endNow("ghost", THREE));
    assertFalse(maintenance.endNow("fixed", TWO.minusSeconds(1)));
    assertTrue(maintenance.endNow("fixed", THREE));
    assertEquals(List.of(), maintenance.inForce(THREE));
    assertFalse(maintenance.endNow("fixed", THREE.plusSeconds(1)));
    assertEquals(THREE, maintenance.scheduled("fixed").orElseThrow().endedAt());
  }

  @Test
  @DisplayName("a waiting flexible window that is ended is begun by no problem any more")
  void disarmed() {
    maintenance.schedule(FLEXIBLE_WINDOW);

    assertTrue(maintenance.endNow("flexible", HALF_PAST));
    assertFalse(maintenance.trigger("flexible", THREE));
    assertEquals(List.of(), maintenance.armed(THREE));
  }

  @Test
  @DisplayName("the version rises with every change and with nothing else")
  void version() {
    long empty = maintenance.version();
    maintenance.schedule(FLEXIBLE_WINDOW);
    long scheduled = maintenance.version();
    assertTrue(scheduled > empty);
    assertFalse(maintenance.schedule(FLEXIBLE_WINDOW), "an equal one was there");
    assertFalse(maintenance.cancel("ghost"));
    assertFalse(maintenance.endNow("flexible", Instant.EPOCH));
    assertFalse(maintenance.trigger("flexible", FIVE));
    assertTrue(maintenance.flush());
    maintenance.reload();
    maintenance.inForce(THREE);
    assertEquals(scheduled, maintenance.version());
    maintenance.trigger("flexible", HALF_PAST);
    long triggered = maintenance.version();
    assertTrue(triggered > scheduled);
    maintenance.endNow("flexible", THREE);
    long ended = maintenance.version();
    assertTrue(ended > triggered);
    maintenance.cancel("flexible");
    assertTrue(maintenance.version() > ended);
  }

  @Test
  @DisplayName("what has been over for longer than it is to be kept is forgotten")
  void forgetOver() {
    maintenance.schedule(FIXED_WINDOW);
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.schedule(
        window(
            "nightly",
            Timing.recurring(
                Days.daily(), LocalTime.of(2, 0), Duration.ofHours(1), ZoneId.of("UTC"))));
    maintenance.trigger("flexible", FIVE.minusSeconds(1));
    Duration day = Duration.ofDays(1);
    Instant nextDay = FIVE.plus(day);

    assertEquals(0, maintenance.forgetOver(nextDay.minusNanos(1), day));
    assertEquals(1, maintenance.forgetOver(nextDay, day));
    assertEquals(List.of("flexible", "nightly"), ids(maintenance.windows()));
    assertEquals(1, maintenance.forgetOver(nextDay.plusSeconds(3_600), day));
    assertEquals(List.of("nightly"), ids(maintenance.windows()));
    assertThrows(
        IllegalArgumentException.class, () -> maintenance.forgetOver(nextDay, day.negated()));
  }

  @Test
  @DisplayName("unless the host says otherwise, windows are kept for reports that look back a year")
  void keptForAYear() {
    maintenance.schedule(FIXED_WINDOW);
    Instant wayPast = FIVE.plus(Duration.ofDays(400));

    assertEquals(0, maintenance.forgetOver(wayPast.minusNanos(1)));
    assertEquals(1, maintenance.forgetOver(wayPast));
  }

  @Test
  @DisplayName("when there are nearly as many windows as there may be, they are kept for less long")
  void roomFirst() {
    windows(Maintenance.MOST_WINDOWS / 2).forEach(maintenance::schedule);
    Instant later = FIVE.plus(Duration.ofDays(150));
    for (int i = 0; i < Maintenance.MOST_WINDOWS / 2; i++) {
      Timing timing = Timing.fixed(later.minusSeconds(60 + i), later);
      maintenance.schedule(window("later-" + i, timing));
    }

    Instant now = later.plus(Duration.ofDays(1));
    assertEquals(Maintenance.MOST_WINDOWS / 2, maintenance.forgetOver(now));
    assertTrue(ids(maintenance.windows()).stream().allMatch(id -> id.startsWith("later-")));
    assertEquals(0, maintenance.forgetOver(now), "there is room enough");
  }

  @Test
  @DisplayName("there are 10,000 windows at most, and what is there can still be changed")
  void bounded() {
    windows(Maintenance.MOST_WINDOWS).forEach(maintenance::schedule);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> maintenance.schedule(FIXED_WINDOW));

    assertEquals(
        "maintenance window 'fixed' was not scheduled: there are 10000 already; "
            + "cancel some, or forget those that are over",
        refused.getMessage());
    assertTrue(maintenance.schedule(window("w7", FLEXIBLE)));
    assertTrue(maintenance.cancel("w8"));
    assertTrue(maintenance.schedule(FIXED_WINDOW));
  }

  static List<String> ids(List<MaintenanceWindow> windows) {
    return windows.stream().map(MaintenanceWindow::id).toList();
  }
}
