package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Bulkhead;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Range;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.SeriesKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a device went through, and what was measured of it. */
final class HistoryApi {
  private static final int MOST_AT_ONCE = 8;

  private HistoryApi() {}

  static void add(Routes routes) {
    Bulkhead reading = new Bulkhead("history", MOST_AT_ONCE);
    routes
        .get("/api/devices/{id}/timeline", reading.around(HistoryApi::timeline))
        .get("/api/devices/{id}/smoke", reading.around(HistoryApi::smoke))
        .get("/api/devices/{id}/series", reading.around(HistoryApi::series))
        .get("/api/devices/{id}/samples", reading.around(HistoryApi::samples))
        .get("/api/devices/{id}/traffic", reading.around(HistoryApi::traffic));
  }

  private static void timeline(Call call) {
    call.json(TimelineJson.of(call.site(), StatusApi.find(call), call.range()));
  }

  private static void smoke(Call call) {
    String device = StatusApi.find(call).device().id();
    call.json(SmokeJson.of(call.site(), device, call.range()));
  }

  private static void series(Call call) {
    String device = StatusApi.find(call).device().id();
    Past.Read<List<SeriesKey>> read = DeviceSeries.of(call.site(), device);
    if (read.partial() != null && read.value().isEmpty()) {
      throw Past.nothing(call.site());
    }
    ObjectNode json = Json.object();
    json.set("items", Json.array(read.value(), HistoryApi::series));
    call.json(Partial.mark(json, read.partial()));
  }

  private static ObjectNode series(SeriesKey key) {
    return Json.object()
        .put("metric", key.metric())
        .put("instance", key.instance())
        .put("unit", Vocabulary.unit(key.metric()).orElse(null));
  }

  private static void samples(Call call) {
    String device = StatusApi.find(call).device().id();
    String metric =
        call.query("metric")
            .orElseThrow(
                () ->
                    Refusal.badRequest(
                        "parameter metric is missing; see /api/devices/{id}/series for what there is"));
    String instance = call.query("instance").orElse("");
    SeriesKey key = key(call, device, metric, instance);
    Site site = call.site();
    Past.Read<ObjectNode> read =
        Past.samples(
            site,
            call.range(),
            range -> samples(key, range, Steps.of(site, key, range)),
            range -> samples(key, range, Steps.sampled(site, key, range)));
    call.json(Partial.mark(read.value(), read.partial()));
  }

  private static ObjectNode samples(SeriesKey key, Range range, List<Steps> steps) {
    ObjectNode json = series(key).put("step", range.step().toSeconds());
    json.set("time", times(steps, Steps::start));
    json.set("average", column(steps, Steps::mean));
    json.set("low", column(steps, Steps::low));
    json.set("high", column(steps, Steps::high));
    return json;
  }

  private static void traffic(Call call) {
    String device = StatusApi.find(call).device().id();
    String instance =
        call.query("instance")
            .orElseThrow(
                () ->
                    Refusal.badRequest(
                        "parameter instance is missing; give the name of an interface"));
    SeriesKey in = key(call, device, InterfaceMetrics.IN.name(), instance);
    SeriesKey out = key(call, device, InterfaceMetrics.OUT.name(), instance);
    SeriesKey speed = key(call, device, InterfaceMetrics.SPEED.name(), instance);
    Site site = call.site();
    Past.Read<ObjectNode> read =
        Past.samples(
            site,
            call.range(),
            range ->
                traffic(
                    range,
                    Steps.of(site, in, range),
                    Steps.of(site, out, range),
                    Steps.of(site, speed, range)),
            range ->
                traffic(
                    range,
                    Steps.sampled(site, in, range),
                    Steps.sampled(site, out, range),
                    Steps.sampled(site, speed, range)));
    call.json(Partial.mark(read.value().put("instance", instance), read.partial()));
  }

  private static ObjectNode traffic(
      Range range, List<Steps> in, List<Steps> out, List<Steps> speed) {
    ObjectNode json =
        Json.object().put("step", range.step().toSeconds()).put("speed", Json.number(last(speed)));
    json.set("time", times(in, Steps::start));
    json.set("in", column(in, Steps::mean));
    json.set("out", column(out, Steps::mean));
    json.set("inHigh", column(in, Steps::high));
    json.set("outHigh", column(out, Steps::high));
    return json;
  }

  private static SeriesKey key(Call call, String device, String metric, String instance) {
    return call.checked(() -> SeriesKey.of(device, metric, instance));
  }

  private static double last(List<Steps> speed) {
    double last = Double.NaN;
    for (Steps step : speed) {
      last = step.count() == 0 ? last : step.high();
    }
    return last;
  }

  /** The beginnings of steps. */
  static <T> ArrayNode times(List<T> steps, Function<T, Instant> start) {
    ArrayNode times = Json.array();
    steps.forEach(step -> times.add(start.apply(step).toString()));
    return times;
  }

  /** A number of each step; null for none. */
  static <T> ArrayNode column(List<T> steps, ToDoubleFunction<T> value) {
    ArrayNode column = Json.array();
    steps.forEach(step -> column.add(Json.number(value.applyAsDouble(step))));
    return column;
  }
}
