package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.status.StatusNode;
import java.util.EnumMap;
import java.util.Map;

/** A device in the tree, as JSON. */
final class NodeJson {
  private NodeJson() {}

  static ObjectNode of(StatusNode node) {
    DeviceStatus status = node.status();
    Outage outage = status.outage();
    ObjectNode json =
        Json.object()
            .put("id", node.device().id())
            .put("name", node.device().name())
            .put("kind", node.device().kind().name())
            .put("state", status.state().name())
            .put("since", Json.time(status.since()))
            .put("root", outage == null ? null : outage.root())
            .put("maintenance", !status.maintenance().isEmpty())
            .put("flapping", status.flapping())
            .put("children", node.children().size());
    json.set("below", counts(below(node)));
    return json.put("words", status.evidence().reason());
  }

  /** How many devices are in each state. */
  static ObjectNode counts(Map<DeviceState, Integer> counts) {
    ObjectNode json = Json.object();
    for (DeviceState state : DeviceState.values()) {
      json.put(state.name(), counts.getOrDefault(state, 0));
    }
    return json;
  }

  private static Map<DeviceState, Integer> below(StatusNode node) {
    Map<DeviceState, Integer> below = new EnumMap<>(node.counts());
    below.merge(node.status().state(), -1, Integer::sum);
    return below;
  }
}
