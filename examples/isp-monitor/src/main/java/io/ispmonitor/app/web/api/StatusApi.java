package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.status.StatusNode;
import io.ispmonitor.status.StatusTree;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the network stands now. */
final class StatusApi {
  private static final JsonFactory JSON = new JsonFactory();

  private StatusApi() {}

  static void add(Routes routes) {
    routes
        .get("/api/overview", call -> call.json(Overview.of(call.site())))
        .get("/api/nodes/{id}", StatusApi::node)
        .get("/api/devices", StatusApi::devices)
        .get("/api/snapshot", StatusApi::snapshot);
  }

  /** The device that the path names. */
  static StatusNode find(Call call) {
    String id = call.path("id");
    return call.site()
        .monitor()
        .board()
        .tree()
        .find(id)
        .orElseThrow(() -> Refusal.notFound("there is no device '%s'".formatted(id)));
  }

  private static void node(Call call) {
    StatusNode node = find(call);
    ObjectNode json = Json.object();
    json.set("node", NodeJson.of(node));
    json.set("children", call.page().of(node.children(), NodeJson::of));
    call.json(json);
  }

  private static void devices(Call call) {
    Predicate<StatusNode> wanted = wanted(call);
    List<StatusNode> found = call.site().monitor().board().tree().nodes().filter(wanted).toList();
    call.json(call.page().of(found, StatusApi::withPlace));
  }

  private static Predicate<StatusNode> wanted(Call call) {
    Optional<DeviceState> state = call.query("state").map(StatusApi::state);
    Optional<String> kind = call.query("kind");
    Optional<String> text = call.query("q").map(is -> is.toLowerCase(Locale.ROOT));
    return node ->
        state.map(is -> node.status().state() == is).orElse(true)
            && kind.map(node.device().kind().name()::equals).orElse(true)
            && text.map(is -> hasText(node.device(), is)).orElse(true);
  }

  private static DeviceState state(String text) {
    try {
      return DeviceState.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(
          "parameter state must be one of %s".formatted(List.of(DeviceState.values())));
    }
  }

  private static boolean hasText(Device device, String text) {
    return contains(device.id(), text)
        || contains(device.name(), text)
        || contains(Objects.requireNonNullElse(address(device), ""), text)
        || device.labels().values().stream().anyMatch(label -> contains(label, text));
  }

  private static boolean contains(String whole, String part) {
    return whole.toLowerCase(Locale.ROOT).contains(part);
  }

  /** Its address or host name; null for neither. */
  static @Nullable String address(Device device) {
    var address = device.address();
    return address == null ? device.hostName() : address.getHostAddress();
  }

  private static ObjectNode withPlace(StatusNode node) {
    ObjectNode json = NodeJson.of(node).put("address", address(node.device()));
    json.set("parents", Json.texts(node.device().parents()));
    return json;
  }

  /** Written as it is read: a large network makes megabytes. */
  private static void snapshot(Call call) throws IOException {
    Site site = call.site();
    StatusTree tree = site.monitor().board().tree();
    var ctx = call.http().contentType("application/json");
    try (JsonGenerator json = JSON.createGenerator(ctx.outputStream(), JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeStringField("at", tree.at().toString());
      json.writeArrayFieldStart("devices");
      for (Iterator<StatusNode> nodes = tree.nodes().iterator(); nodes.hasNext(); ) {
        StatusNode node = nodes.next();
        json.writeStartObject();
        json.writeStringField("id", node.device().id());
        json.writeStringField("state", node.status().state().name());
        json.writeStringField("since", node.status().since().toString());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("alerts");
      for (Alert alert : site.alerting().open()) {
        json.writeString(alert.id());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
