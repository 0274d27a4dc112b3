package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.app.site.Intervals;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.http.Body;
import io.ispmonitor.app.web.http.Bulkhead;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.diagnosis.DiagnosisException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A single device: what is known of it, and what it can be told. */
final class DeviceApi {
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final Duration DIAGNOSED_WITHIN = Duration.ofSeconds(20);
  private static final Duration SHORTEST_REMINDER = Duration.ofMinutes(1);
  private static final Duration LONGEST_REMINDER = Duration.ofDays(366);
  private static final int MOST_AT_ONCE = 8;

  private DeviceApi() {}

  static void add(Routes routes) {
    Bulkhead reading = new Bulkhead("the detail of devices", MOST_AT_ONCE);
    routes
        .get(
            "/api/devices/{id}",
            reading.around(call -> call.json(DeviceJson.of(call.site(), StatusApi.find(call)))))
        .post("/api/devices/{id}/ask", Role.OPERATOR, DeviceApi::ask)
        .post("/api/devices/{id}/diagnose", Role.OPERATOR, DeviceApi::diagnose)
        .put("/api/devices/{id}/interval", Role.OPERATOR, DeviceApi::interval)
        .delete("/api/devices/{id}/interval", Role.OPERATOR, DeviceApi::usualInterval)
        .put("/api/devices/{id}/limits/{rule}", Role.OPERATOR, DeviceApi::limit)
        .delete("/api/devices/{id}/limits/{rule}", Role.OPERATOR, DeviceApi::usualLimit);
  }

  private static void ask(Call call) {
    String device = StatusApi.find(call).device().id();
    if (!call.site().monitor().askNow(device)) {
      throw Refusal.notNow(
          "device '%s' was not asked: too many are to be asked out of turn already; try again"
              .formatted(device),
          AGAIN);
    }
    call.audit("ask", device, "");
    call.accepted();
  }

  private static void diagnose(Call call) {
    String device = StatusApi.find(call).device().id();
    call.audit("diagnose", device, "");
    call.later(
        call.site().monitor().diagnose(device).exceptionally(DeviceApi::notDiagnosed),
        DIAGNOSED_WITHIN,
        diagnosis -> call.json(json(diagnosis)));
  }

  private static Diagnosis notDiagnosed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof DiagnosisException known) {
      throw Refusal.notNow(String.valueOf(known.getMessage()), AGAIN);
    }
    throw new CompletionException(cause);
  }

  private static ObjectNode json(Diagnosis diagnosis) {
    ObjectNode json =
        Json.object()
            .put("device", diagnosis.device())
            .put("at", diagnosis.at().toString())
            .put("took", Json.seconds(diagnosis.took()))
            .put("words", diagnosis.cause().words());
    ArrayNode findings = json.putArray("findings");
    finding(findings, "name", diagnosis.name().found().words());
    finding(findings, "ping", diagnosis.ping().found().words());
    finding(findings, "path", diagnosis.path().found().words());
    diagnosis.ports().found().forEach(port -> finding(findings, "port", port.words()));
    diagnosis.probes().found().forEach(probe -> finding(findings, "probe", probe.words()));
    diagnosis
        .cutOffBehind()
        .forEach(uplink -> finding(findings, "uplink", "we are cut off behind " + uplink));
    return json;
  }

  private static void finding(ArrayNode findings, String kind, String words) {
    findings.addObject().put("kind", kind).put("words", words);
  }

  private static void interval(Call call) {
    String device = StatusApi.find(call).device().id();
    Duration interval =
        call.body("seconds").seconds("seconds", Intervals.SHORTEST, Intervals.LONGEST);
    call.check(() -> call.site().intervals().set(device, interval));
    call.audit("interval", device, interval.toSeconds() + " s");
    call.done();
  }

  private static void usualInterval(Call call) {
    String device = StatusApi.find(call).device().id();
    call.check(() -> call.site().intervals().reset(device));
    call.audit("interval.reset", device, "");
    call.done();
  }

  private static void limit(Call call) {
    String device = StatusApi.find(call).device().id();
    String rule = call.path("rule");
    Body body = call.body("trigger", "clear", "reminder", "off");
    @Nullable Duration reminder =
        body.number("reminder").isEmpty()
            ? null
            : body.seconds("reminder", SHORTEST_REMINDER, LONGEST_REMINDER);
    DeviceLimit limit =
        call.checked(
            () ->
                new DeviceLimit(
                    rule,
                    device,
                    boxed(body.number("trigger")),
                    boxed(body.number("clear")),
                    reminder,
                    body.isTrue("off")));
    call.check(() -> call.site().alerting().limits().set(limit));
    call.audit("limit", device, limit.toString());
    call.done();
  }

  private static void usualLimit(Call call) {
    String device = StatusApi.find(call).device().id();
    String rule = call.path("rule");
    call.site().alerting().limits().remove(rule, device);
    call.audit("limit.reset", device, rule);
    call.done();
  }

  private static @Nullable Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
