package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.http.Body;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceStoreException;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Announced work: all windows, and those of a single device. */
final class MaintenanceApi {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final int MOST_DEVICES = 1_000;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_COMMENT = 1_000;

  private MaintenanceApi() {}

  static void add(Routes routes) {
    routes
        .get("/api/maintenance", MaintenanceApi::windows)
        .post("/api/maintenance", Role.OPERATOR, MaintenanceApi::announce)
        .delete("/api/maintenance/{id}", Role.OPERATOR, MaintenanceApi::cancel)
        .post("/api/devices/{id}/maintenance", Role.OPERATOR, MaintenanceApi::begin)
        .delete("/api/devices/{id}/maintenance", Role.OPERATOR, MaintenanceApi::end);
  }

  private static void windows(Call call) {
    Site site = call.site();
    Instant now = site.time().instant();
    Maintenance maintenance = site.monitor().maintenance();
    List<JsonNode> windows =
        maintenance.windows().stream()
            .filter(
                window ->
                    maintenance.scheduled(window.id()).map(is -> !is.isOver(now)).orElse(false))
            .<JsonNode>map(window -> WindowJson.of(site, window))
            .sorted(
                Comparator.comparing((JsonNode is) -> !is.path("inForce").booleanValue())
                    .thenComparing(is -> is.path("from").asText()))
            .toList();
    call.json(call.page().of(windows, is -> is));
  }

  private static void announce(Call call) {
    Body body = call.body("id", "comment", "devices", "subtree", "from", "to");
    Instant now = call.site().time().instant();
    Instant to =
        body.time("to")
            .orElseThrow(() -> Refusal.badRequest("field to is missing; say when it ends"));
    if (!to.isAfter(now)) {
      throw Refusal.badRequest("field to must be later than now, %s, was %s".formatted(now, to));
    }
    String id = body.optionalText("id", LONGEST_ID).orElseGet(() -> UUID.randomUUID().toString());
    Selection devices = devices(call, body);
    Timing timing = call.checked(() -> Timing.fixed(body.time("from").orElse(now), to));
    schedule(call, id, devices, timing, body.text("comment", LONGEST_COMMENT));
  }

  private static Selection devices(Call call, Body body) {
    Inventory inventory = call.site().monitor().inventory();
    List<String> devices = body.texts("devices", MOST_DEVICES);
    String subtree = body.optionalText("subtree", LONGEST_ID).orElse("");
    if (devices.isEmpty() == subtree.isEmpty()) {
      throw Refusal.badRequest(
          "give either 'devices', a list of ids, or 'subtree', the id of a device with all that hangs on it");
    }
    for (String id : subtree.isEmpty() ? devices : List.of(subtree)) {
      if (inventory.find(id).isEmpty()) {
        throw Refusal.badRequest("there is no device '%s' to announce work for".formatted(id));
      }
    }
    return subtree.isEmpty()
        ? call.checked(() -> Selection.device(devices.toArray(String[]::new)))
        : Selection.subtree(subtree);
  }

  private static void begin(Call call) {
    String device = StatusApi.find(call).device().id();
    Body body = call.body("comment", "seconds");
    Duration length = body.seconds("seconds", SHORTEST, LONGEST);
    Instant now = call.site().time().instant();
    schedule(
        call,
        UUID.randomUUID().toString(),
        Selection.device(device),
        Timing.fixed(now, now.plus(length)),
        body.text("comment", LONGEST_COMMENT));
  }

  private static void schedule(
      Call call, String id, Selection devices, Timing timing, String comment) {
    Site site = call.site();
    MaintenanceWindow window =
        call.checked(
            () -> new MaintenanceWindow(id, devices, timing, call.caller().name(), comment));
    stored(() -> site.monitor().maintenance().schedule(window));
    call.audit(
        "maintenance", id, "%s, %s: %s".formatted(WindowJson.words(devices), timing, comment));
    call.created(WindowJson.of(site, window));
  }

  private static void cancel(Call call) {
    String id = call.path("id");
    if (!stored(() -> call.site().monitor().maintenance().cancel(id))) {
      throw Refusal.notFound("there is no maintenance window '%s'".formatted(id));
    }
    call.audit("maintenance.cancel", id, "");
    call.done();
  }

  /** Ends what is meant for this device alone; what others are in as well is not the device's. */
  private static void end(Call call) {
    String device = StatusApi.find(call).device().id();
    Maintenance maintenance = call.site().monitor().maintenance();
    Instant now = call.site().time().instant();
    List<MaintenanceWindow> own =
        maintenance.inForce(now).stream()
            .filter(window -> window.devices().equals(Selection.device(device)))
            .toList();
    if (own.isEmpty()) {
      throw Refusal.conflict(
          "device '%s' is in no maintenance of its own; end a window for several devices at /api/maintenance"
              .formatted(device));
    }
    for (MaintenanceWindow window : own) {
      stored(() -> maintenance.endNow(window.id(), now));
      call.audit("maintenance.end", window.id(), device);
    }
    call.done();
  }

  private static boolean stored(Supplier<Boolean> change) {
    try {
      return change.get();
    } catch (MaintenanceStoreException e) {
      throw Refusal.notNow(String.valueOf(e.getMessage()), AGAIN);
    } catch (IllegalStateException e) {
      throw Refusal.conflict(String.valueOf(e.getMessage()));
    }
  }
}
