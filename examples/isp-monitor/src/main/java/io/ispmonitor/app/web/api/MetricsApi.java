package io.ispmonitor.app.web.api;

import io.ispmonitor.Monitor;
import io.ispmonitor.app.web.http.Bulkhead;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.telemetry.DeviceExport;
import io.ispmonitor.telemetry.PrometheusText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The monitoring in numbers, for Prometheus: itself, and of each device its state, round trip, loss
 * and voltage, ten thousand series at most.
 */
final class MetricsApi {
  private static final int MOST_AT_ONCE = 2;

  private MetricsApi() {}

  static void add(Routes routes) {
    routes.get("/metrics", new Bulkhead("metrics", MOST_AT_ONCE).around(MetricsApi::all));
  }

  private static void all(Call call) throws IOException {
    Monitor monitor = call.site().monitor();
    StringBuilder text = new StringBuilder();
    PrometheusText.write(monitor.meters(), text);
    PrometheusText.write(
        monitor.read(
            DeviceExport.of(
                PingMetrics.ROUND_TRIP.name(),
                PingMetrics.LOSS.name(),
                PowerMetrics.VOLTAGE.name())),
        text);
    call.http()
        .contentType(PrometheusText.CONTENT_TYPE)
        .result(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
