package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Range;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.status.SmokeStep;
import java.time.Duration;
import java.util.List;

/**
 * Latency and loss, as JSON: of samples over a month at most, with bands; over more, of what these
 * came to in five minutes or an hour, of which no bands are known and the mean stands for the
 * median.
 */
final class SmokeJson {
  private static final Duration MOST_BY_SAMPLES = Duration.ofDays(31);

  private SmokeJson() {}

  static ObjectNode of(Site site, String device, Range range) {
    Past.Read<ObjectNode> read =
        Past.samples(site, range, is -> whole(site, device, is), is -> sampled(site, device, is));
    return Partial.mark(read.value(), read.partial());
  }

  private static ObjectNode whole(Site site, String device, Range range) {
    return range.length().compareTo(MOST_BY_SAMPLES) > 0
        ? rolled(site, device, range)
        : sampled(site, device, range);
  }

  private static ObjectNode sampled(Site site, String device, Range range) {
    List<SmokeStep> steps =
        site.monitor().board().smoke(device, range.from(), range.to(), range.step());
    ObjectNode json = Json.object().put("step", range.step().toSeconds()).put("of", "samples");
    json.set("time", HistoryApi.times(steps, SmokeStep::start));
    json.set("median", HistoryApi.column(steps, SmokeStep::median));
    json.set("low", HistoryApi.column(steps, SmokeStep::min));
    json.set("high", HistoryApi.column(steps, SmokeStep::max));
    json.set(
        "bands",
        Json.array()
            .add(HistoryApi.column(steps, SmokeStep::p10))
            .add(HistoryApi.column(steps, SmokeStep::p25))
            .add(HistoryApi.column(steps, SmokeStep::p75))
            .add(HistoryApi.column(steps, SmokeStep::p90)));
    json.set("loss", HistoryApi.column(steps, SmokeStep::loss));
    json.set("asked", HistoryApi.column(steps, SmokeStep::count));
    return json;
  }

  private static ObjectNode rolled(Site site, String device, Range range) {
    List<Steps> trips = Steps.of(site, key(device, PingMetrics.ROUND_TRIP.name()), range);
    List<Steps> losses = Steps.of(site, key(device, PingMetrics.LOSS.name()), range);
    ObjectNode json = Json.object().put("step", range.step().toSeconds()).put("of", "rollups");
    json.set("time", HistoryApi.times(trips, Steps::start));
    json.set("median", HistoryApi.column(trips, Steps::mean));
    json.set("low", HistoryApi.column(trips, Steps::low));
    json.set("high", HistoryApi.column(trips, Steps::high));
    json.set("bands", Json.array());
    json.set("loss", HistoryApi.column(losses, Steps::mean));
    json.set("asked", HistoryApi.column(losses, Steps::count));
    return json;
  }

  private static SeriesKey key(String device, String metric) {
    return SeriesKey.of(device, metric);
  }
}
