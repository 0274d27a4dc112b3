package io.ispmonitor.examples;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A probe of one's own: a device is up when the page that its label names answers with 200. */
final class HttpProbe implements Probe {
  static final String URL = "url";

  private static final Layout LAYOUT = Layout.of(PingMetrics.ROUND_TRIP);

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Role role() {
    return Role.REACHABILITY;
  }

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    long began = System.nanoTime();
    URI page = URI.create(device.labels().getOrDefault(URL, ""));
    HttpRequest request = HttpRequest.newBuilder(page).timeout(deadline.timeout()).build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    answer.whenComplete(
        (response, failure) ->
            outcome.accept(
                response == null
                    ? failed(failure, device, deadline)
                    : answered(response, device, (System.nanoTime() - began) / 1e9)));
    return () -> answer.cancel(true);
  }

  private static ProbeOutcome answered(HttpResponse<Void> response, Device device, double seconds) {
    return response.statusCode() == 200
        ? new ProbeOutcome.Answered(Readings.of(LAYOUT, seconds))
        : new ProbeOutcome.Refused("HTTP " + response.statusCode(), device.address());
  }

  private static ProbeOutcome failed(
      @Nullable Throwable failure, Device device, Deadline deadline) {
    Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
    if (cause instanceof ConnectException) {
      return new ProbeOutcome.Refused("connection refused", device.address());
    }
    if (cause instanceof HttpTimeoutException) {
      return new ProbeOutcome.Silent(deadline.timeout());
    }
    return new ProbeOutcome.Broken("the HTTP client failed: " + cause, cause);
  }
}
