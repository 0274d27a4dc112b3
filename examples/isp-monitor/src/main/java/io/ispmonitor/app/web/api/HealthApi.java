package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.health.ProcessHealth;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.leadership.lease.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the monitoring itself is doing. Those who are not known hear no more than whether it works.
 */
final class HealthApi {
  private static final Duration WARNING = Duration.ofHours(1);
  private static final Duration CRITICAL = Duration.ofHours(6);
  private static final double HOUR = 3_600;

  private final Supplier<String> lease;
  private final Supplier<List<InstanceStatus>> instances;
  private final Supplier<List<HealthCheck>> checks;

  HealthApi(
      Supplier<String> lease,
      Supplier<List<InstanceStatus>> instances,
      Supplier<List<HealthCheck>> checks) {
    this.lease = lease;
    this.instances = instances;
    this.checks = checks;
  }

  void add(Routes routes) {
    routes.getForAll("/api/health", this::health).getForAll("/api/health/data", HealthApi::data);
  }

  private void health(Call call) {
    Optional<Site> site = call.maybeSite();
    Optional<HealthReport> report = site.map(is -> is.monitor().health());
    List<HealthCheck> others = checks.get();
    HealthStatus worst =
        others.stream()
            .map(HealthCheck::status)
            .reduce(
                report.map(HealthReport::status).orElse(HealthStatus.HEALTHY), HealthStatus::worse);
    boolean fails = worst == HealthStatus.FAILING;
    ObjectNode json =
        Json.object().put("status", report.isPresent() || fails ? word(worst) : "standby");
    if (call.maybeCaller().isPresent()) {
      report.ifPresent(is -> detail(json, is));
      List<HealthCheck> all = new ArrayList<>(others);
      report.ifPresent(is -> all.addAll(0, is.checks()));
      json.set("checks", Json.array(all, HealthApi::check));
      site.flatMap(Site::storage)
          .ifPresentOrElse(
              storage -> StorageApi.add(json, storage),
              () -> {
                json.putNull("database");
                json.set("spool", Json.array());
              });
      json.put("lease", lease.get());
      json.set("instances", Json.array(instances(site), HealthApi::instance));
    }
    call.http().status(fails ? 503 : 200);
    call.json(json);
  }

  private List<InstanceStatus> instances(Optional<Site> site) {
    List<InstanceStatus> known = site.map(Site::instances).orElse(List.of());
    return known.isEmpty() ? instances.get() : known;
  }

  private static void detail(ObjectNode json, HealthReport report) {
    json.put("at", report.at().toString())
        .put("phase", report.phase().name().toLowerCase(Locale.ROOT));
    json.set("loops", Json.array(report.loops(), HealthApi::loop));
    json.set("probes", Json.array(report.probes(), HealthApi::probe));
    json.set("snmp", report.probe("snmp").map(HealthApi::probe).orElse(null));
    ProcessHealth process = report.process();
    json.putObject("cpu")
        .put("share", process.cpuShare())
        .put("seconds", Json.seconds(process.cpuTime()));
    json.putObject("memory")
        .put("heapUsed", process.heapUsed())
        .put("heapMax", process.heapMax())
        .put("resident", process.residentBytes());
    ArrayNode disks = json.putArray("disk");
    process
        .disks()
        .forEach(
            disk ->
                disks
                    .addObject()
                    .put("path", disk.path())
                    .put("usable", disk.usableBytes())
                    .put("total", disk.totalBytes()));
  }

  private static ObjectNode check(HealthCheck check) {
    return Json.object()
        .put("name", check.name())
        .put("status", word(check.status()))
        .put("words", check.detail());
  }

  private static ObjectNode loop(LoopHealth loop) {
    return Json.object()
        .put("name", loop.name())
        .put("turns", loop.turns())
        .put("sinceLastTurn", Json.seconds(loop.sinceLastTurn()))
        .put("latenessP99", Json.seconds(loop.latenessP99()))
        .put("failedTurns", loop.failedTurns())
        .put("stuckIn", loop.stuckIn());
  }

  private static ObjectNode probe(ProbeHealth probe) {
    return Json.object()
        .put("name", probe.name())
        .put("devices", probe.devices())
        .put("asked", probe.asked())
        .put("answered", probe.answered())
        .put("silent", probe.silent())
        .put("broken", probe.broken())
        .put("late", probe.late())
        .put("missed", probe.missed())
        .put("open", probe.open())
        .put("interval", Json.seconds(probe.interval()))
        .put("lastOutcomeAt", Json.time(probe.lastOutcomeAt()));
  }

  private static ObjectNode instance(InstanceStatus instance) {
    return Json.object()
        .put("id", instance.id())
        .put("mode", instance.mode().name().toLowerCase(Locale.ROOT))
        .put("host", instance.host())
        .put("process", instance.process())
        .put("version", instance.version())
        .put("startedAt", Json.time(instance.startedAt()))
        .put("seenAt", Json.time(instance.seenAt()))
        .put("ready", instance.isReady())
        .put("left", instance.hasLeft());
  }

  private static void data(Call call) {
    Site site = call.site();
    Instant now = site.time().instant();
    Instant last = lastData(site);
    Duration age = last == null ? CRITICAL : Duration.between(last, now);
    boolean isCritical = age.compareTo(CRITICAL) >= 0;
    String status = isCritical ? "critical" : age.compareTo(WARNING) >= 0 ? "warning" : "ok";
    call.http().status(isCritical ? 503 : 200);
    call.json(
        Json.object()
            .put("status", status)
            .put("hours", last == null ? null : age.toMillis() / 1e3 / HOUR)
            .put("lastDataAt", Json.time(last)));
  }

  /** From when the newest is that is in the history; null when there is nothing. */
  private static @Nullable Instant lastData(Site site) {
    Instant last =
        site.monitor().health().probes().stream()
            .map(ProbeHealth::lastOutcomeAt)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null);
    Optional<Instant> outage = site.storage().flatMap(JdbcStorage::outage).map(is -> is.since());
    return last == null || outage.isEmpty() || last.isBefore(outage.get()) ? last : outage.get();
  }

  private static String word(HealthStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
