package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.power.PowerStatus;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.status.StatusNode;
import io.ispmonitor.status.StatusTree;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All there is to say of a device, as JSON. Waits for the store. */
final class DeviceJson {
  private DeviceJson() {}

  static ObjectNode of(Site site, StatusNode node) {
    Device device = node.device();
    StatusTree tree = site.monitor().board().tree();
    ObjectNode json =
        NodeJson.of(node)
            .put("address", StatusApi.address(device))
            .put("hostName", device.hostName());
    ObjectNode labels = json.putObject("labels");
    new TreeMap<>(device.labels()).forEach(labels::put);
    json.set("parents", Json.array(device.parents(), id -> parent(tree, id)));
    json.set("path", path(node));
    json.set("location", location(device));
    json.set("states", evidence(node.status().evidence()));
    interval(site, device, json);
    json.set("power", power(site, device.id()));
    json.set(
        "openAlerts",
        Json.array(
            site.alerting().open().stream().filter(is -> is.source().equals(device.id())).toList(),
            alert -> AlertJson.of(site, alert)));
    json.set("limits", LimitJson.limits(site, device));
    json.set("rules", LimitJson.rules(site, device));
    Past.Read<List<SeriesKey>> series = DeviceSeries.of(site, device.id());
    json.set("interfaces", interfaces(site, device.id(), series.value()));
    json.set(
        "windows",
        Json.array(
            node.status().maintenance().stream()
                .map(site.monitor().maintenance()::find)
                .flatMap(Optional::stream)
                .toList(),
            window -> WindowJson.of(site, window)));
    return Partial.mark(json, series.partial());
  }

  private static ObjectNode parent(StatusTree tree, String id) {
    Optional<StatusNode> parent = tree.find(id);
    return Json.object()
        .put("id", id)
        .put("name", parent.map(is -> is.device().name()).orElse(id))
        .put("state", parent.map(is -> is.status().state()).orElse(DeviceState.UNKNOWN).name());
  }

  private static ArrayNode path(StatusNode node) {
    Deque<StatusNode> fromTop = new ArrayDeque<>();
    Optional<StatusNode> next = Optional.of(node);
    while (next.isPresent()) {
      fromTop.addFirst(next.get());
      next = next.get().parent();
    }
    return Json.array(
        fromTop, is -> Json.object().put("id", is.device().id()).put("name", is.device().name()));
  }

  private static @Nullable ObjectNode location(Device device) {
    var location = device.location();
    return location == null
        ? null
        : Json.object()
            .put("latitude", location.latitude())
            .put("longitude", location.longitude())
            .put("place", device.labels().get("place"));
  }

  private static ArrayNode evidence(Evidence evidence) {
    ArrayNode lines = Json.array().add(evidence.reason());
    if (evidence.unanswered() > 0) {
      lines.add(
          "%d questions in a row were not answered, the first of %s"
              .formatted(evidence.unanswered(), evidence.firstUnansweredAt()));
    }
    if (evidence.lastAnswerAt() != null) {
      lines.add("the last answer is to the question of " + evidence.lastAnswerAt());
    }
    for (Evidence.Parent parent : evidence.parents()) {
      lines.add(
          parent.askedAt() == null
              ? "%s was %s".formatted(parent.id(), parent.state())
              : "%s was %s, asked at %s".formatted(parent.id(), parent.state(), parent.askedAt()));
    }
    return lines;
  }

  /** The interval that was set for it; null for that of its probes. */
  private static void interval(Site site, Device device, ObjectNode json) {
    Optional<Duration> changed = site.intervals().changed(device.id());
    json.put("interval", changed.map(Json::seconds).orElse(null));
    json.put("intervalChanged", changed.isPresent());
  }

  private static @Nullable ObjectNode power(Site site, String device) {
    Optional<PowerStatus> status = site.power().status(device);
    if (status.isEmpty()) {
      return null;
    }
    PowerStatus power = status.get();
    var empty = power.empty();
    return Json.object()
        .put("volts", Json.number(power.volts()))
        .put("at", Json.time(power.at()))
        .put("words", power.words(site.zone()))
        .put("source", power.source().name())
        .put("low", power.isLow())
        .put("emptyAt", empty == null ? null : empty.at().toString());
  }

  private static ArrayNode interfaces(Site site, String device, List<SeriesKey> series) {
    ArrayNode interfaces = Json.array();
    Map<String, Double> speeds = DeviceSeries.last(site, device, InterfaceMetrics.SPEED.name());
    for (SeriesKey key : series) {
      if (key.metric().equals(InterfaceMetrics.IN.name())) {
        interfaces
            .addObject()
            .put("name", key.instance())
            .putNull("alias")
            .put("speed", Json.number(speeds.getOrDefault(key.instance(), Double.NaN)));
      }
    }
    return interfaces;
  }
}
