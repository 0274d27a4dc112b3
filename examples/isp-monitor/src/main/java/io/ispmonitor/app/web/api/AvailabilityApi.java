package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.api.Places.Place;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Csv;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.status.Availability;
import io.ispmonitor.status.TimeKind;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How available towers and sites were in a month, each with all that is shown below it. */
final class AvailabilityApi {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final YearMonth FIRST = YearMonth.of(2000, 1);

  private final Reports reports;

  private record Key(Site site, YearMonth month) {}

  AvailabilityApi(Reports reports) {
    this.reports = reports;
  }

  void add(Routes routes) {
    routes.get("/api/availability", this::json).get("/api/availability.csv", this::csv);
  }

  private void json(Call call) {
    YearMonth month = month(call);
    call.later(
        places(call, month),
        PATIENCE,
        made -> {
          ObjectNode json =
              Json.object().put("month", month.toString()).put("at", made.at().toString());
          json.set("items", Json.array(made.of(), AvailabilityApi::json));
          call.json(Partial.mark(json, partial(call, made)));
        });
  }

  private void csv(Call call) {
    YearMonth month = month(call);
    call.later(
        places(call, month),
        PATIENCE,
        made -> call.csv("availability-" + month + ".csv", csv(month, made.of())));
  }

  /** What is missing in a report; null for nothing. */
  static @Nullable Partial partial(Call call, Reports.Made<?> made) {
    return made.isOld() ? Partial.madeAt(call.site(), made.at()) : null;
  }

  private static YearMonth month(Call call) {
    YearMonth now = YearMonth.from(call.site().time().instant().atZone(call.site().zone()));
    String text = call.query("month").orElse(now.toString());
    YearMonth month;
    try {
      month = YearMonth.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.badRequest("parameter month must be a month such as 2026-01");
    }
    if (month.isBefore(FIRST) || month.isAfter(now)) {
      throw Refusal.badRequest(
          "parameter month must be from %s to %s, was %s".formatted(FIRST, now, month));
    }
    return month;
  }

  /** Begins to work out the present month, for who may ask for it soon. */
  void prepare(Site site) {
    YearMonth month = YearMonth.from(site.time().instant().atZone(site.zone()));
    reports.prepare(new Key(site, month), () -> places(site, month));
  }

  private CompletableFuture<Reports.Made<List<Place>>> places(Call call, YearMonth month) {
    Site site = call.site();
    return reports.of(new Key(site, month), () -> places(site, month));
  }

  private static List<Place> places(Site site, YearMonth month) {
    Past.check(site);
    Instant from = month.atDay(1).atStartOfDay(site.zone()).toInstant();
    Instant to = month.plusMonths(1).atDay(1).atStartOfDay(site.zone()).toInstant();
    return Places.of(site, from, to);
  }

  private static ObjectNode json(Place place) {
    Availability of = place.of();
    return Json.object()
        .put("id", place.id())
        .put("name", place.name())
        .put("kind", place.kind())
        .put("devices", of.devices())
        .put("availability", Json.number(of.own()))
        .put("experienced", Json.number(of.experienced()))
        .put("downSeconds", Json.seconds(of.time(TimeKind.DOWN)))
        .put("outages", of.outages())
        .put("maintenanceSeconds", Json.seconds(of.time(TimeKind.MAINTENANCE)));
  }

  private static String csv(YearMonth month, List<Place> places) {
    Csv csv = new Csv();
    csv.names(
        "month",
        "id",
        "name",
        "kind",
        "devices",
        "availability",
        "experienced",
        "down_seconds",
        "outages",
        "maintenance_seconds");
    for (Place place : places) {
      Availability of = place.of();
      csv.text(month.toString()).text(place.id()).text(place.name()).text(place.kind());
      csv.number(of.devices()).number(of.own().orElse(Double.NaN));
      csv.number(of.experienced().orElse(Double.NaN))
          .number((double) of.time(TimeKind.DOWN).toSeconds());
      csv.number(of.outages()).number((double) of.time(TimeKind.MAINTENANCE).toSeconds()).end();
    }
    return csv.toString();
  }
}
