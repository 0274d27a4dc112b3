package io.ispmonitor.internal.path;

import static io.ispmonitor.internal.path.EngineMeter.*;

import io.ispmonitor.health.DiskHealth;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.health.ProcessHealth;
import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.telemetry.Meter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Reads what the parts count anyway. Asking it waits for nobody. */
final class EngineMeters {
  private final Engine engine;

  EngineMeters(Engine engine) {
    this.engine = engine;
  }

  List<Meter> read(HealthReport report) {
    MeterBook book = new MeterBook();
    overview(book, report);
    report.probes().forEach(probe -> probe(book, probe));
    intake(book);
    report.loops().forEach(loop -> loop(book, loop));
    for (Loop loop : engine.loops()) {
      book.putTimings(LOOP_LATENESS, List.of(loop.latenesses()), loop.name());
    }
    report.queues().forEach(queue -> queue(book, queue));
    stores(book);
    hostCode(book);
    process(book, report.process());
    return book.meters();
  }

  private void overview(MeterBook book, HealthReport report) {
    for (HealthStatus status : HealthStatus.values()) {
      book.put(HEALTH_STATUS, report.status() == status ? 1 : 0, word(status));
    }
    for (DeviceState state : DeviceState.values()) {
      book.put(DEVICES, engine.outputs().devices(state), word(state));
    }
    book.put(UPLINKS_LOST, engine.outputs().isolations().size());
    book.put(NAMES_UNRESOLVED, engine.resolvers().stream().mapToInt(Resolver::troubles).sum());
  }

  private static void probe(MeterBook book, ProbeHealth probe) {
    String name = probe.name();
    book.put(PROBE_DEVICES, probe.devices(), name);
    book.put(QUESTIONS_OPEN, probe.open(), name);
    book.put(QUESTIONS_ASKED, probe.asked(), name);
    book.put(QUESTIONS, probe.answered(), name, "answered");
    book.put(QUESTIONS, probe.partial(), name, "partial");
    book.put(QUESTIONS, probe.silent(), name, "silent");
    book.put(QUESTIONS, probe.refused(), name, "refused");
    book.put(QUESTIONS, probe.voided(), name, "void");
    book.put(QUESTIONS, probe.broken(), name, "broken");
    book.put(QUESTIONS_SKIPPED, probe.missed(), name, "missed");
    book.put(QUESTIONS_SKIPPED, probe.stretched(), name, "stretched");
    book.put(PROBE_FAULTS, probe.threw(), name, "threw");
    book.put(PROBE_FAULTS, probe.neverAnswered(), name, "never_answered");
    book.put(PROBE_FAULTS, probe.late(), name, "late");
    book.put(PROBE_FAULTS, probe.repeated(), name, "repeated");
    book.putTime(LAST_QUESTION, probe.lastAskedAt(), name);
    book.putTime(LAST_OUTCOME, probe.lastOutcomeAt(), name);
  }

  private void intake(MeterBook book) {
    book.putTimings(JUDGE_WAIT, List.of(engine.waits()));
    book.put(OBSERVATIONS_REFUSED, engine.inflow().strangers.sum(), "unknown_device");
    book.put(OBSERVATIONS_REFUSED, engine.inflow().refused.sum(), "queue_full");
  }

  private static void loop(MeterBook book, LoopHealth loop) {
    book.put(LOOP_TURNS, loop.turns(), loop.name());
    book.put(LOOP_FAILED_TURNS, loop.failedTurns(), loop.name());
    book.put(LOOP_REPLACED, loop.replaced(), loop.name());
    book.putSeconds(LOOP_IDLE, loop.sinceLastTurn(), loop.name());
    book.put(LOOP_STUCK, loop.stuckIn() == null ? 0 : 1, loop.name());
  }

  private static void queue(MeterBook book, QueueHealth queue) {
    book.put(QUEUE_SIZE, queue.size(), queue.name());
    book.put(QUEUE_CAPACITY, queue.capacity(), queue.name());
    book.put(QUEUE_HIGH_WATER, queue.highWater(), queue.name());
    book.put(QUEUE_REFUSED, queue.refused(), queue.name());
  }

  private void stores(MeterBook book) {
    book.put(STORE_LOST, engine.stores().refusedSamples(), "metric store");
    book.put(STORE_LOST, engine.stores().lostChanges(), "state log");
    book.put(STORE_NOT_LEADING, engine.stores().following());
    if (engine.settings().metrics() instanceof InMemoryMetricStore memory) {
      book.put(MEMORY_STORE_BYTES, memory.bytes());
      book.put(MEMORY_STORE_DROPPED, memory.droppedSamples());
    }
  }

  private void hostCode(MeterBook book) {
    Handover handover = engine.announcer().handover();
    book.put(CALLBACK_REJECTIONS, handover == null ? 0 : handover.allRejections());
    Map<String, List<HostPart>> byName = new LinkedHashMap<>();
    for (HostPart part : engine.hostParts()) {
      byName.computeIfAbsent(part.name(), any -> new ArrayList<>()).add(part);
    }
    byName.forEach(
        (name, alike) -> {
          book.putTimings(HOST_CALLS, alike.stream().map(HostPart::timings).toList(), name);
          book.put(HOST_FAILURES, sum(alike, HostPart::failed), name);
          book.put(HOST_BARRED, sum(alike, HostPart::barred), name);
          book.put(HOST_HANGING, sum(alike, HostPart::stuck), name);
        });
  }

  private static long sum(List<HostPart> parts, ToLongFunction<HostPart> what) {
    return parts.stream().mapToLong(what).sum();
  }

  private static void process(MeterBook book, ProcessHealth process) {
    book.put(HEAP_USED, process.heapUsed());
    book.put(HEAP_COMMITTED, process.heapCommitted());
    book.put(HEAP_MAX, process.heapMax());
    book.putIfKnown(RESIDENT, process.residentBytes());
    book.putSeconds(CPU, process.cpuTime());
    for (DiskHealth disk : process.disks()) {
      book.putIfKnown(DISK_USABLE, disk.usableBytes(), disk.path());
      book.putIfKnown(DISK_TOTAL, disk.totalBytes(), disk.path());
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
