package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.anomaly.watch.AnomalyFinding;
import io.ispmonitor.anomaly.watch.CommonAnomaly;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.metric.SeriesKey;
import java.util.List;
import java.util.Locale;

/** What is unusual at present. */
final class AnomalyApi {
  private static final int MOST = 1_000;

  private AnomalyApi() {}

  static void add(Routes routes) {
    routes.get("/api/anomalies", AnomalyApi::all);
  }

  private static void all(Call call) {
    List<AnomalyFinding> findings = call.site().anomalies().findings();
    ObjectNode json = Json.object().put("total", findings.size());
    json.set(
        "items",
        Json.array(findings.subList(0, Math.min(MOST, findings.size())), AnomalyApi::finding));
    json.set("together", Json.array(call.site().anomalies().together(), AnomalyApi::common));
    call.json(json);
  }

  private static ObjectNode finding(AnomalyFinding finding) {
    return Json.object()
        .put("device", finding.series().device())
        .put("metric", finding.series().metric())
        .put("instance", finding.series().instance())
        .put("plan", finding.plan())
        .put("since", finding.since().toString())
        .put("side", word(finding.side()))
        .put("low", Json.number(finding.low()))
        .put("high", Json.number(finding.high()))
        .put("value", Json.number(finding.value()))
        .put("score", Json.number(finding.score()))
        .put("standing", word(finding.standing()))
        .put("by", finding.by())
        .put("words", finding.words());
  }

  private static ObjectNode common(CommonAnomaly common) {
    List<String> devices =
        common.series().stream().map(SeriesKey::device).distinct().limit(MOST).toList();
    ObjectNode json =
        Json.object()
            .put("words", common.words())
            .put("device", common.device())
            .put("since", common.since().toString());
    json.set("devices", Json.texts(devices));
    return json;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
