package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.jdbc.StorageStatus;
import io.ispmonitor.jdbc.StorageStatus.SpoolStatus;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the history is kept. */
final class StorageApi {
  private StorageApi() {}

  static void add(Routes routes) {
    routes.get("/api/storage-status", StorageApi::status);
  }

  private static void status(Call call) {
    Optional<JdbcStorage> storage = call.site().storage();
    if (storage.isEmpty()) {
      ObjectNode json = Json.object().put("kind", "memory").put("state", "up");
      json.set("spools", Json.array());
      json.set("outages", Json.array());
      json.putObject("upkeep")
          .put("doneAt", call.site().time().instant().toString())
          .putNull("trouble");
      call.json(json);
      return;
    }
    StorageStatus status = storage.get().status();
    ObjectNode json = Json.object().put("kind", kind(storage.get())).put("state", state(status));
    json.set("spools", Json.array(status.spools(), StorageApi::spool));
    List<DatabaseOutage> outages = new ArrayList<>(storage.get().outages());
    storage.get().outage().ifPresent(outages::add);
    Collections.reverse(outages);
    json.set("outages", Json.array(outages, StorageApi::outage));
    json.putObject("upkeep")
        .put("doneAt", Json.time(status.upkeep().doneAt()))
        .put("trouble", status.upkeep().trouble());
    call.json(json);
  }

  /** What the health of all has to say of it. */
  static void add(ObjectNode json, JdbcStorage storage) {
    StorageStatus status = storage.status();
    ObjectNode database = json.putObject("database");
    database.put("kind", kind(storage)).put("state", state(status));
    database.put("waiting", status.waiting());
    database.set(
        "outage", Optional.ofNullable(status.outage()).map(StorageApi::outage).orElse(null));
    json.set("spool", Json.array(status.spools(), StorageApi::spool));
  }

  private static String state(StorageStatus status) {
    return status.outage() == null ? "up" : "down";
  }

  private static String kind(JdbcStorage storage) {
    return storage.toString().toLowerCase(Locale.ROOT).contains("postgres")
        ? "postgresql"
        : "sqlite";
  }

  private static ObjectNode spool(SpoolStatus spool) {
    return Json.object()
        .put("name", spool.name())
        .put("waiting", spool.waitingRecords())
        .put("waitingBytes", spool.waitingBytes())
        .put("oldest", Json.seconds(spool.oldest()))
        .put("diskBytes", spool.diskBytes())
        .put("maxDiskBytes", spool.maxDiskBytes())
        .put("refused", spool.refused())
        .put("lost", spool.lost())
        .put("carried", spool.carried())
        .put("trouble", spool.trouble());
  }

  private static ObjectNode outage(DatabaseOutage outage) {
    return Json.object()
        .put("from", Json.time(outage.since()))
        .put("to", Json.time(outage.until()))
        .put("cause", outage.cause().name())
        .put("words", outage.cause().advice());
  }
}
