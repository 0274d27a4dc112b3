package io.ispmonitor.maintenance;

import static io.ispmonitor.maintenance.MaintenanceWindowTest.FIVE;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.FIXED;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.FLEXIBLE;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.TWO;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduledWindowTest {
  private static final Instant THREE = TWO.plusSeconds(3_600);
  private static final Instant HALF_PAST = TWO.plusSeconds(1_800);
  private static final Duration DAY = Duration.ofDays(1);
  private static final ScheduledWindow ARMED = ScheduledWindow.of(window("w", FLEXIBLE));

  @Test
  @DisplayName("a fixed window that is ended early is over from that moment on")
  void fixedEnded() {
    ScheduledWindow window = ScheduledWindow.of(window("w", FIXED)).ended(THREE);

    assertEquals(Optional.of(new Occurrence(TWO, THREE)), window.at(THREE.minusNanos(1)));
    assertEquals(Optional.empty(), window.at(THREE));
    assertEquals(Optional.of(TWO), window.nextChange(TWO.minusSeconds(1)));
    assertEquals(Optional.of(THREE), window.nextChange(TWO));
    assertEquals(Optional.empty(), window.nextChange(THREE));
    assertTrue(window.isOver(THREE));
    assertFalse(window.isOver(THREE.minusNanos(1)));
  }

  @Test
  @DisplayName("a window that is ended in its first moment was never in force")
  void endedAtOnce() {
    ScheduledWindow window = ScheduledWindow.of(window("w", FIXED)).ended(TWO);

    assertEquals(Optional.empty(), window.at(TWO));
    assertEquals(Optional.empty(), window.at(THREE));
    assertTrue(window.isOver(TWO));
  }

  @Test
  @DisplayName("what is not in force cannot be ended, and nothing is ended twice")
  void nothingToEnd() {
    ScheduledWindow window = ScheduledWindow.of(window("w", FIXED));

    assertSame(window, window.ended(TWO.minusNanos(1)));
    assertSame(window, window.ended(FIVE));
    ScheduledWindow ended = window.ended(THREE);
    assertSame(ended, ended.ended(THREE));
    assertSame(ended, ended.ended(THREE.plusSeconds(60)));
  }

  @Test
  @DisplayName("a flexible window waits until the first problem")
  void armed() {
    assertFalse(ARMED.isArmed(TWO.minusNanos(1)));
    assertTrue(ARMED.isArmed(TWO));
    assertFalse(ARMED.isArmed(FIVE));
    assertFalse(ARMED.triggered(HALF_PAST).isArmed(THREE));
    assertFalse(ScheduledWindow.of(window("w", FIXED)).isArmed(THREE));
  }

  @Test
  @DisplayName("a running flexible window can be ended early")
  void flexibleEnded() {
    ScheduledWindow window = ARMED.triggered(HALF_PAST).ended(THREE);

    assertEquals(Optional.of(new Occurrence(HALF_PAST, THREE)), window.at(HALF_PAST));
    assertEquals(Optional.empty(), window.at(THREE));
    assertEquals(Optional.of(THREE), window.nextChange(HALF_PAST));
    assertTrue(window.isOver(THREE));
    assertFalse(window.isArmed(THREE));
  }

  @Test
  @DisplayName("a flexible window that waits can be told to wait no more")
  void disarmed() {
    ScheduledWindow window = ARMED.ended(THREE);

    assertTrue(window.isArmed(THREE.minusNanos(1)));
    assertFalse(window.isArmed(THREE));
    assertEquals(Optional.of(THREE), window.nextChange(TWO));
    assertEquals(Optional.empty(), window.nextChange(THREE));
    assertTrue(window.isOver(THREE));
    assertSame(ARMED, ARMED.ended(TWO.minusNanos(1)), "it does not wait yet");
  }

  @Test
  @DisplayName("a problem noticed when a flexible window was ended begins nothing")
  void triggeredTooLate() {
    ScheduledWindow window = ARMED.ended(THREE).triggered(THREE);

    assertEquals(Optional.empty(), window.at(THREE));
    assertTrue(window.isOver(THREE));
  }

  @Test
  @DisplayName("a problem noticed just before a flexible window was ended began it")
  void triggeredInTime() {
    ScheduledWindow window = ARMED.ended(THREE).triggered(HALF_PAST);

    assertEquals(Optional.of(new Occurrence(HALF_PAST, THREE)), window.at(HALF_PAST));
    assertEquals(Optional.empty(), window.at(THREE));
  }

  @Test
  @DisplayName("a recurring window that is ended early comes back the next time")
  void recurringEnded() {
    ScheduledWindow window = ScheduledWindow.of(window("w", nightly(3))).ended(THREE);

    assertEquals(Optional.of(new Occurrence(TWO, THREE)), window.at(TWO));
    assertEquals(Optional.empty(), window.at(THREE));
    assertEquals(Optional.of(TWO.plus(DAY)), window.nextChange(THREE));
    assertEquals(
        Optional.of(new Occurrence(TWO.plus(DAY), FIVE.plus(DAY))), window.at(TWO.plus(DAY)));
    assertEquals(Optional.of(FIVE.plus(DAY)), window.nextChange(TWO.plus(DAY)));
    assertFalse(window.isOver(THREE));
    ScheduledWindow again = window.ended(THREE.plus(DAY));
    assertEquals(Optional.empty(), again.at(THREE.plus(DAY)));
    assertTrue(again.at(TWO.plus(DAY).plus(DAY)).isPresent());
  }

  @Test
  @DisplayName("after an early end, an occurrence that abuts begins in its own time")
  void abuttingEnded() {
    ScheduledWindow window = ScheduledWindow.of(window("w", nightly(24))).ended(THREE);

    assertEquals(Optional.empty(), window.at(FIVE));
    assertEquals(Optional.of(TWO.plus(DAY)), window.nextChange(THREE));
    assertTrue(window.at(TWO.plus(DAY)).isPresent());
  }

  @Test
  @DisplayName("another reason changes nothing of what has happened")
  void sameTiming() {
    ScheduledWindow ended = ScheduledWindow.of(window("w", FIXED)).ended(THREE);
    MaintenanceWindow other =
        new MaintenanceWindow("w", ended.window().devices(), FIXED, "noc", "other reason");

    assertEquals(new ScheduledWindow(other, null, THREE), ended.replacedBy(other));
    assertEquals(HALF_PAST, ARMED.triggered(HALF_PAST).replacedBy(ARMED.window()).triggeredAt());
  }

  @Test
  @DisplayName("with another timing an early end counts no more")
  void otherTiming() {
    ScheduledWindow ended = ScheduledWindow.of(window("w", FIXED)).ended(THREE);
    MaintenanceWindow longer = window("w", Timing.fixed(TWO, FIVE.plusSeconds(3_600)));

    assertEquals(ScheduledWindow.of(longer), ended.replacedBy(longer));
  }

  @Test
  @DisplayName("a running flexible window is given more time and stays in force")
  void moreTime() {
    MaintenanceWindow longer = window("w", Timing.flexible(TWO, FIVE, Duration.ofHours(2)));
    ScheduledWindow running = ARMED.triggered(HALF_PAST).replacedBy(longer);

    assertEquals(
        Optional.of(new Occurrence(HALF_PAST, HALF_PAST.plusSeconds(7_200))), running.at(THREE));
  }

  @Test
  @DisplayName(
      "a flexible window starts afresh where its problem would not have begun it, or was ended")
  void afresh() {
    MaintenanceWindow later = window("w", Timing.flexible(THREE, FIVE, Duration.ofHours(1)));
    MaintenanceWindow longer = window("w", Timing.flexible(TWO, FIVE, Duration.ofHours(2)));
    MaintenanceWindow fixed = window("w", FIXED);
    ScheduledWindow running = ARMED.triggered(HALF_PAST);

    assertEquals(ScheduledWindow.of(later), running.replacedBy(later));
    assertEquals(ScheduledWindow.of(fixed), running.replacedBy(fixed));
    assertEquals(ScheduledWindow.of(longer), running.ended(THREE).replacedBy(longer));
  }

  @Test
  @DisplayName("the occurrences of a time are those that have a part in it, up to an early end")
  void between() {
    ScheduledWindow window = ScheduledWindow.of(window("w", nightly(1)));
    Occurrence first = window.at(TWO).orElseThrow();
    Occurrence second = window.at(TWO.plus(DAY)).orElseThrow();

    assertEquals(List.of(first, second), window.between(HALF_PAST, TWO.plus(DAY).plusNanos(1)));
    assertEquals(List.of(first), window.between(HALF_PAST, TWO.plus(DAY)));
    assertEquals(List.of(second), window.between(THREE, THREE.plus(DAY)));
    assertEquals(List.of(), window.between(THREE, TWO.plus(DAY)));
    assertEquals(
        List.of(new Occurrence(TWO, HALF_PAST), second),
        window.ended(HALF_PAST).between(TWO.minus(Duration.ofHours(2)), THREE.plus(DAY)));
    assertEquals(List.of(), ARMED.between(TWO.minus(DAY), TWO.plus(DAY)), "it has not begun");
  }

  private static Timing nightly(int hours) {
    return Timing.recurring(
        Days.daily(), LocalTime.of(2, 0), Duration.ofHours(hours), ZoneId.of("UTC"));
  }
}
