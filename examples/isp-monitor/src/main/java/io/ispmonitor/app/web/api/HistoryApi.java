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
import io.ispmonitor.status.StateSpan;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.status.TimeKind;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a device went through, and what was measured of it. */
final class HistoryApi {
  private static final int MOST_AT_ONCE = 8;
  private static final int MOST_SPANS = 5_000;

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
    String device = StatusApi.find(call).device().id();
    Range range = call.range();
    StatusBoard board = call.site().monitor().board();
    List<StateSpan> spans = board.timeline(device, range.from(), range.to());
    if (spans.size() > MOST_SPANS) {
      throw Refusal.badRequest(
          "device '%s' changed its state %d times from %s to %s, more than %d; ask for less"
              .formatted(device, spans.size(), range.from(), range.to(), MOST_SPANS));
    }
    ObjectNode json = Json.object();
    json.set("spans", Json.array(spans, HistoryApi::span));
    json.put(
        "availability", Json.number(board.availability(device, range.from(), range.to()).own()));
    call.json(json);
  }

  private static ObjectNode span(StateSpan span) {
    return Json.object()
        .put("from", span.from().toString())
        .put("to", span.to().toString())
        .put("state", span.state().name())
        .put("maintenance", span.kind() == TimeKind.MAINTENANCE)
        .put("root", span.root());
  }

  private static void smoke(Call call) {
    String device = StatusApi.find(call).device().id();
    Site site = call.site();
    call.json(PartialHistory.read(site, call.range(), range -> SmokeJson.of(site, device, range)));
  }

  private static void series(Call call) {
    String device = StatusApi.find(call).device().id();
    DeviceSeries.Known known = DeviceSeries.of(call.site(), device);
    ObjectNode json = Json.object().put("partial", !known.isWhole());
    json.set("items", Json.array(known.keys(), HistoryApi::series));
    call.json(json);
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
    SeriesKey key = call.checked(() -> SeriesKey.of(device, metric, instance));
    Site site = call.site();
    call.json(PartialHistory.read(site, call.range(), range -> samples(site, key, range)));
  }

  private static ObjectNode samples(Site site, SeriesKey key, Range range) {
    List<Steps> steps = Steps.of(site, key, range);
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
    Site site = call.site();
    call.json(PartialHistory.read(site, call.range(), range -> traffic(site, in, range)));
  }

  private static ObjectNode traffic(Site site, SeriesKey of, Range range) {
    List<Steps> in = Steps.of(site, of, range);
    List<Steps> out = Steps.of(site, beside(of, InterfaceMetrics.OUT.name()), range);
    List<Steps> speed = Steps.of(site, beside(of, InterfaceMetrics.SPEED.name()), range);
    ObjectNode json =
        Json.object()
            .put("instance", of.instance())
            .put("step", range.step().toSeconds())
            .put("speed", Json.number(last(speed)));
    json.set("time", times(in, Steps::start));
    json.set("in", column(in, Steps::mean));
    json.set("out", column(out, Steps::mean));
    json.set("inHigh", column(in, Steps::high));
    json.set("outHigh", column(out, Steps::high));
    return json;
  }

  private static SeriesKey beside(SeriesKey other, String metric) {
    return SeriesKey.of(other.device(), metric, other.instance());
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
