package io.ispmonitor.app.config;

import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.Match;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.TimeTable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads who is told what. */
final class RouteReader {
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Collection<String> channels;
  private final ZoneId zone;

  RouteReader(Collection<String> channels, ZoneId zone) {
    this.channels = channels;
    this.zone = zone;
  }

  List<Route> read(Fields root) {
    List<Route> routes = new ArrayList<>();
    for (Fields fields : root.list("routes")) {
      try {
        route(fields).ifPresent(routes::add);
      } catch (IllegalArgumentException e) {
        fields.problems().add(fields.line(), String.valueOf(e.getMessage()));
      }
      fields.refuseUnknown();
    }
    return routes;
  }

  private Optional<Route> route(Fields fields) {
    List<String> to = known(fields, "to");
    if (!fields.has("to")) {
      fields.text("to");
    }
    // Without anybody to tell it is an error anyway; the rest is read to find all of them.
    List<String> whom = to.isEmpty() ? List.of("nobody") : to;
    Route route = Route.to(whom.toArray(String[]::new)).of(match(fields));
    Optional<String> name = fields.find("name");
    if (name.isPresent()) {
      route = route.named(name.get());
    }
    Optional<Duration> repeat =
        fields.read("repeat", text -> Durations.within(text, Duration.ofMinutes(1), LONGEST));
    if (repeat.isPresent()) {
      route = route.repeating(repeat.get());
    }
    for (Fields step : fields.list("escalate")) {
      Duration after =
          step.duration("after", Duration.ofMinutes(15), Duration.ofMinutes(1), LONGEST);
      List<String> next = known(step, "to");
      step.refuseUnknown();
      if (!next.isEmpty()) {
        route = route.escalating(after, next.toArray(String[]::new));
      }
    }
    Optional<TimeTable> duty = duty(fields);
    if (duty.isPresent()) {
      route = route.onDuty(duty.get());
    }
    Route whole = fields.flag("go-on", false) ? route.goOn() : route;
    return to.isEmpty() ? Optional.empty() : Optional.of(whole);
  }

  private static Match match(Fields fields) {
    Match match = Match.from(fields.oneOf("severity", Severity.class, Severity.INFO));
    for (Map.Entry<String, String> label : fields.textsByName("match").entrySet()) {
      match = match.and(label.getKey(), label.getValue());
    }
    return match;
  }

  private List<String> known(Fields fields, String key) {
    List<String> names = fields.texts(key);
    for (String name : names) {
      if (!channels.contains(name)) {
        fields.wrong(
            key,
            "names '%s', which is no channel%s".formatted(name, Words.nearest(name, channels)));
        return List.of();
      }
    }
    return names;
  }

  private Optional<TimeTable> duty(Fields fields) {
    Fields duty = fields.fields("on-duty");
    if (duty == null) {
      return Optional.empty();
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String day : duty.texts("days")) {
      try {
        days.add(Words.of(DayOfWeek.class, day));
      } catch (IllegalArgumentException e) {
        duty.wrong("days", "has '%s': %s".formatted(day, e.getMessage()));
      }
    }
    Optional<LocalTime> from = duty.read("from", LocalTime::parse);
    Optional<LocalTime> to = duty.read("to", LocalTime::parse);
    duty.refuseUnknown();
    if (from.isEmpty() || to.isEmpty()) {
      duty.problems()
          .add(duty.line(), "on-duty needs from and to, such as \"08:00\" and \"18:00\"");
      return Optional.empty();
    }
    Set<DayOfWeek> which = days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    return Optional.of(TimeTable.of(zone, which, from.get(), to.get()));
  }
}
