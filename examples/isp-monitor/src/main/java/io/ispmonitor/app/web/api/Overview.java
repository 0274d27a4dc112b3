package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Incident;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.status.StatusTree;
import java.util.List;

/** How the whole network stands, as JSON. */
final class Overview {
  private static final int MOST_INCIDENTS = 200;

  private Overview() {}

  /** All of it, with what depends on nothing. */
  static ObjectNode of(Site site) {
    StatusTree tree = site.monitor().board().tree();
    ObjectNode json = Json.object().put("at", tree.at().toString());
    json.set("counts", NodeJson.counts(tree.counts()));
    json.put("devices", tree.size());
    json.put(
        "maintenance", tree.nodes().filter(node -> !node.status().maintenance().isEmpty()).count());
    json.put("flapping", tree.nodes().filter(node -> node.status().flapping()).count());
    json.set("alerts", alerts(site.alerting().open()));
    List<Incident> incidents = tree.incidents();
    json.put("incidentsInAll", incidents.size());
    json.set(
        "incidents",
        Json.array(
            incidents.subList(0, Math.min(MOST_INCIDENTS, incidents.size())),
            incident -> incident(site, tree, incident)));
    json.set("isolations", Json.array(site.monitor().isolations(), Overview::isolation));
    json.set("roots", Json.array(tree.roots(), NodeJson::of));
    return json;
  }

  /** Only numbers: for a stream. */
  static ObjectNode numbers(Site site) {
    ObjectNode json = Json.object().put("at", site.time().instant().toString());
    json.set("counts", NodeJson.counts(site.monitor().counts()));
    json.set("alerts", alerts(site.alerting().open()));
    return json;
  }

  /** How many are told, by severity; emergencies count as critical, too. */
  private static ObjectNode alerts(List<Alert> open) {
    return Json.object()
        .put("critical", count(open, Severity.CRITICAL) + count(open, Severity.EMERGENCY))
        .put("warning", count(open, Severity.WARNING))
        .put("info", count(open, Severity.INFO))
        .put("emergency", count(open, Severity.EMERGENCY));
  }

  private static long count(List<Alert> open, Severity severity) {
    return open.stream()
        .filter(alert -> alert.severity() == severity)
        .filter(alert -> alert.status() != Alert.Status.SUPPRESSED)
        .count();
  }

  private static ObjectNode incident(Site site, StatusTree tree, Incident incident) {
    String root = incident.outage().root();
    String name = site.monitor().inventory().find(root).map(Device::name).orElse(root);
    DeviceState state =
        tree.find(root).map(node -> node.status().state()).orElse(DeviceState.UNKNOWN);
    return Json.object()
        .put("root", root)
        .put("name", name)
        .put("since", incident.since().toString())
        .put("affected", incident.outage().affected())
        .put("confirmed", incident.confirmed())
        .put("subscribers", incident.outage().subscribers())
        .put("state", state.name())
        .put(
            "words",
            "%s is down since %s, with %d devices behind it, of which %d are known to be cut off"
                .formatted(
                    name, incident.since(), incident.outage().affected(), incident.confirmed()));
  }

  private static ObjectNode isolation(Isolation isolation) {
    return Json.object()
        .put("uplink", isolation.uplink())
        .put("since", isolation.since().toString())
        .put("devices", isolation.devices())
        .put(
            "words",
            "we are cut off behind uplink %s since %s: the state of %d devices is not known"
                .formatted(isolation.uplink(), isolation.since(), isolation.devices()));
  }
}
