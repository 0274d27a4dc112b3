package io.ispmonitor.health;

import java.util.Locale;

/** Writes a report as {@link HealthReport#toJson()} says. */
final class HealthJson {
  private HealthJson() {}

  static String of(HealthReport report) {
    JsonText json =
        new JsonText()
            .begin()
            .text("status", word(report.status()))
            .text("phase", word(report.phase()))
            .time("at", report.at())
            .all("checks", report.checks(), HealthCheck::name, HealthJson::check)
            .all("loops", report.loops(), LoopHealth::name, HealthJson::loop)
            .all("queues", report.queues(), QueueHealth::name, HealthJson::queue)
            .all("probes", report.probes(), ProbeHealth::name, HealthJson::probe)
            .object("process");
    process(json, report.process());
    return json.end().end().toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void check(JsonText json, HealthCheck check) {
    json.text("status", word(check.status())).text("detail", check.detail());
  }

  private static void loop(JsonText json, LoopHealth loop) {
    json.number("turns", loop.turns())
        .seconds("sinceLastTurn", loop.sinceLastTurn())
        .seconds("latenessP50", loop.latenessP50())
        .seconds("latenessP99", loop.latenessP99())
        .number("failedTurns", loop.failedTurns())
        .number("replaced", loop.replaced())
        .text("stuckIn", loop.stuckIn())
        .texts("stack", loop.stack());
  }

  private static void queue(JsonText json, QueueHealth queue) {
    json.number("size", (long) queue.size())
        .number("capacity", (long) queue.capacity())
        .number("highWater", (long) queue.highWater())
        .number("refused", queue.refused());
  }

  private static void probe(JsonText json, ProbeHealth probe) {
    json.number("devices", (long) probe.devices())
        .number("asked", probe.asked())
        .number("answered", probe.answered())
        .number("partial", probe.partial())
        .number("silent", probe.silent())
        .number("refused", probe.refused())
        .number("voided", probe.voided())
        .number("broken", probe.broken())
        .number("threw", probe.threw())
        .number("neverAnswered", probe.neverAnswered())
        .number("late", probe.late())
        .number("repeated", probe.repeated())
        .number("missed", probe.missed())
        .number("stretched", probe.stretched())
        .time("lastOutcomeAt", probe.lastOutcomeAt())
        .number("open", probe.open())
        .time("lastAskedAt", probe.lastAskedAt())
        .seconds("interval", probe.interval());
  }

  private static void process(JsonText json, ProcessHealth process) {
    json.number("heapUsed", process.heapUsed())
        .number("heapCommitted", process.heapCommitted())
        .number("heapMax", process.heapMax())
        .number("heapShareHeld", process.heapShareHeld())
        .number("resident", process.residentBytes())
        .seconds("cpuTime", process.cpuTime())
        .number("cpuShare", process.cpuShare())
        .all("disks", process.disks(), DiskHealth::path, HealthJson::disk);
  }

  private static void disk(JsonText json, DiskHealth disk) {
    json.number("usable", disk.usableBytes())
        .number("total", disk.totalBytes())
        .time("seenAt", disk.seenAt());
  }
}
