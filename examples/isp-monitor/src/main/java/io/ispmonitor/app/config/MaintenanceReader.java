package io.ispmonitor.app.config;

import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Days;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads windows of maintenance: once, or each week. */
final class MaintenanceReader {
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Collection<String> devices;
  private final ZoneId zone;

  MaintenanceReader(Collection<String> devices, ZoneId zone) {
    this.devices = devices;
    this.zone = zone;
  }

  List<MaintenanceWindow> read(Fields root) {
    List<MaintenanceWindow> windows = new ArrayList<>();
    for (Fields fields : root.list("maintenance")) {
      try {
        window(fields).ifPresent(windows::add);
      } catch (IllegalArgumentException e) {
        fields.problems().add(fields.line(), String.valueOf(e.getMessage()));
      }
      fields.refuseUnknown();
    }
    return windows;
  }

  private Optional<MaintenanceWindow> window(Fields fields) {
    String id = fields.text("id");
    String reason = fields.text("reason", "planned");
    Optional<Selection> selection = selection(fields);
    Optional<Timing> timing = fields.has("each") ? recurring(fields) : fixed(fields);
    return selection.flatMap(
        which ->
            timing.map(when -> new MaintenanceWindow(id, which, when, "configuration", reason)));
  }

  private Optional<Selection> selection(Fields fields) {
    Optional<Selection> all = Optional.empty();
    for (String device : fields.texts("devices")) {
      if (devices.contains(device)) {
        Selection one = Selection.subtree(device);
        all = Optional.of(all.map(more -> more.or(one)).orElse(one));
      } else {
        fields.wrong(
            "devices",
            "names '%s', which is no device%s".formatted(device, Words.nearest(device, devices)));
      }
    }
    if (all.isEmpty() && fields.texts("devices").isEmpty()) {
      fields
          .problems()
          .add(fields.line(), "maintenance needs devices; what is below them belongs to it");
    }
    return all;
  }

  private Optional<Timing> fixed(Fields fields) {
    Optional<LocalDateTime> from = fields.read("from", LocalDateTime::parse);
    Optional<LocalDateTime> to = fields.read("to", LocalDateTime::parse);
    if (from.isEmpty() || to.isEmpty()) {
      fields
          .problems()
          .add(
              fields.line(),
              "maintenance needs from and to, such as 2026-03-01T02:00, or each, at and lasting");
      return Optional.empty();
    }
    return Optional.of(
        Timing.fixed(from.get().atZone(zone).toInstant(), to.get().atZone(zone).toInstant()));
  }

  private Optional<Timing> recurring(Fields fields) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String day : fields.texts("each")) {
      if (day.equals("day")) {
        days.addAll(EnumSet.allOf(DayOfWeek.class));
      } else {
        try {
          days.add(Words.of(DayOfWeek.class, day));
        } catch (IllegalArgumentException e) {
          fields.wrong("each", "has '%s': %s, or day".formatted(day, e.getMessage()));
        }
      }
    }
    Optional<LocalTime> at = fields.read("at", LocalTime::parse);
    Duration lasting =
        fields.duration("lasting", Duration.ofHours(1), Duration.ofMinutes(1), LONGEST);
    if (at.isEmpty() || days.isEmpty()) {
      fields.problems().add(fields.line(), "maintenance that recurs needs at, such as \"02:00\"");
      return Optional.empty();
    }
    return Optional.of(
        Timing.recurring(Days.weekly(days.toArray(DayOfWeek[]::new)), at.get(), lasting, zone));
  }
}
