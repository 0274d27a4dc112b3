package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.capacity.CapacityCsv;
import io.ispmonitor.capacity.CapacityPlan;
import io.ispmonitor.capacity.CapacityPlanner;
import io.ispmonitor.capacity.CapacityReport;
import io.ispmonitor.capacity.Confidence;
import io.ispmonitor.capacity.FailureForecast;
import io.ispmonitor.capacity.Forecast;
import io.ispmonitor.capacity.Trend;
import io.ispmonitor.device.Selection;
import io.ispmonitor.jdbc.JdbcStorage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/** What fills up, and when. */
final class CapacityApi {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST = 2_000;

  private final Reports reports;

  private record Key(Site site) {}

  CapacityApi(Reports reports) {
    this.reports = reports;
  }

  void add(Routes routes) {
    routes.get("/api/capacity", this::json).get("/api/capacity.csv", this::csv);
  }

  private void json(Call call) {
    call.later(
        report(call),
        PATIENCE,
        made -> call.json(Partial.mark(of(made.of()), AvailabilityApi.partial(call, made))));
  }

  private void csv(Call call) {
    call.later(
        report(call),
        PATIENCE,
        made -> {
          StringBuilder text = new StringBuilder();
          CapacityCsv.writePlans(made.of(), text);
          call.csv("capacity.csv", text.toString());
        });
  }

  /** Begins to work it out, for who may ask for it soon. */
  void prepare(Site site) {
    reports.prepare(new Key(site), () -> plan(site));
  }

  private CompletableFuture<Reports.Made<CapacityReport>> report(Call call) {
    Site site = call.site();
    return reports.of(new Key(site), () -> plan(site));
  }

  private static CapacityReport plan(Site site) {
    Past.check(site);
    return CapacityPlanner.over(site.rollups())
        .inventory(site.monitor().inventory())
        .series(site.storage().map(JdbcStorage::series).orElse(site.series()))
        .zone(site.zone())
        .time(site.time())
        .charts(0)
        .build()
        .plan(Selection.everything());
  }

  private static ObjectNode of(CapacityReport report) {
    List<CapacityPlan> plans = report.plans();
    List<FailureForecast> failures =
        report.failures().stream()
            .filter(is -> is.level().compareTo(FailureForecast.Level.WATCH) >= 0)
            .toList();
    ObjectNode json =
        Json.object().put("at", report.madeAt().toString()).put("total", plans.size());
    json.set(
        "items", Json.array(plans.subList(0, Math.min(MOST, plans.size())), CapacityApi::plan));
    json.set("failures", Json.array(failures, CapacityApi::failure));
    return json;
  }

  private static ObjectNode plan(CapacityPlan plan) {
    return Json.object()
        .put("device", plan.series().device())
        .put("name", plan.name())
        .put("instance", plan.series().instance())
        .put("subject", plan.subject().words())
        .put("unit", plan.subject().unit().symbol())
        .put("now", Json.number(plan.now()))
        .put("limit", Json.number(plan.limit()))
        .put("percentile95", Json.number(plan.p95()))
        .put("trendPerDay", plan.trend().map(Trend::perDay).map(Json::number).orElse(null))
        .put("days", Json.number(days(plan.forecast())))
        .put("confidence", confidence(plan.forecast()).map(CapacityApi::word).orElse(null))
        .put("words", plan.words());
  }

  private static ObjectNode failure(FailureForecast failure) {
    return Json.object()
        .put("device", failure.device())
        .put("name", failure.name())
        .put("level", word(failure.level()))
        .put("words", failure.words());
  }

  private static OptionalDouble days(Forecast forecast) {
    if (forecast instanceof Forecast.InDays in) {
      return OptionalDouble.of(in.days());
    }
    return forecast instanceof Forecast.Reached ? OptionalDouble.of(0) : OptionalDouble.empty();
  }

  private static Optional<Confidence> confidence(Forecast forecast) {
    if (forecast instanceof Forecast.InDays in) {
      return Optional.of(in.confidence());
    }
    if (forecast instanceof Forecast.Reached reached) {
      return Optional.of(reached.confidence());
    }
    return forecast instanceof Forecast.NotAtThisPace far
        ? Optional.of(far.confidence())
        : Optional.empty();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
