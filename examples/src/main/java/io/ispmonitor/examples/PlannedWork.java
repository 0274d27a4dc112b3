package io.ispmonitor.examples;

import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Days;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/** The three sorts of windows there are. */
final class PlannedWork {
  static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

  private PlannedWork() {}

  static Maintenance windows() {
    Maintenance maintenance = new Maintenance();
    // Fixed: the tower and all that hangs on it, from ten to eleven.
    Instant ten = local("2026-03-28T10:00");
    Instant eleven = local("2026-03-28T11:00");
    maintenance.schedule(window("antenna", Selection.subtree("tower"), Timing.fixed(ten, eleven)));

    // Flexible: some time in the afternoon, for 45 minutes from when the UPS goes off.
    Instant noon = local("2026-03-28T12:00");
    Instant four = local("2026-03-28T16:00");
    Timing afternoon = Timing.flexible(noon, four, Duration.ofMinutes(45));
    maintenance.schedule(window("battery", Selection.device("ups"), afternoon));

    // Recurring: from one to four by the clock on the wall, two hours when that goes forward.
    Days sundays = new Days.Weekly(Set.of(DayOfWeek.SUNDAY));
    Timing night = Timing.recurring(sundays, LocalTime.of(1, 0), Duration.ofHours(3), VIENNA);
    maintenance.schedule(window("firmware", Selection.device("core"), night));
    return maintenance;
  }

  static Instant local(String at) {
    return LocalDateTime.parse(at).atZone(VIENNA).toInstant();
  }

  private static MaintenanceWindow window(String id, Selection devices, Timing timing) {
    return new MaintenanceWindow(id, devices, timing, "field team", "planned work");
  }
}
