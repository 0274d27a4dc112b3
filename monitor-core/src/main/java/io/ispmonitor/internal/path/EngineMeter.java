package io.ispmonitor.internal.path;

import static io.ispmonitor.telemetry.Meter.Kind.COUNTER;
import static io.ispmonitor.telemetry.Meter.Kind.GAUGE;
import static io.ispmonitor.telemetry.Meter.Kind.HISTOGRAM;

import io.ispmonitor.metric.Unit;
import io.ispmonitor.telemetry.Meter;
import io.ispmonitor.telemetry.Point;
import java.util.List;

/** All meters of the engine. The page {@code docs/metrics.md} says the same to people. */
enum EngineMeter {
  HEALTH_STATUS(
      GAUGE,
      Unit.COUNT,
      "ispmonitor_health_status",
      "How well the monitoring works: 1 for the status it has, 0 for the others",
      "status"),
  DEVICES(GAUGE, Unit.COUNT, "ispmonitor_devices", "Devices in a state", "state"),
  UPLINKS_LOST(GAUGE, Unit.COUNT, "ispmonitor_uplinks_lost", "Uplinks behind which we are cut off"),
  NAMES_UNRESOLVED(
      GAUGE, Unit.COUNT, "ispmonitor_names_unresolved", "Host names that have no address"),

  PROBE_DEVICES(
      GAUGE, Unit.COUNT, "ispmonitor_probe_devices", "Devices that a probe asks", "probe"),
  QUESTIONS_OPEN(
      GAUGE,
      Unit.COUNT,
      "ispmonitor_questions_open",
      "Questions that have not ended, at most one for each device",
      "probe"),
  QUESTIONS_ASKED(
      COUNTER, Unit.COUNT, "ispmonitor_questions_asked_total", "Questions sent", "probe"),
  QUESTIONS(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_questions_total",
      "Questions judged, by what came of them",
      "probe",
      "outcome"),
  QUESTIONS_SKIPPED(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_questions_skipped_total",
      "Turns without a question: missed because we were late, stretched on purpose in an overload",
      "probe",
      "reason"),
  PROBE_FAULTS(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_probe_faults_total",
      "What a probe did against the agreement",
      "probe",
      "fault"),
  LAST_QUESTION(
      GAUGE,
      Unit.SECONDS,
      "ispmonitor_probe_last_question_timestamp_seconds",
      "When a probe was last handed a question, since 1970",
      "probe"),
  LAST_OUTCOME(
      GAUGE,
      Unit.SECONDS,
      "ispmonitor_probe_last_outcome_timestamp_seconds",
      "When the outcome came that was judged last, since 1970",
      "probe"),
  JUDGE_WAIT(
      HISTOGRAM,
      Unit.SECONDS,
      "ispmonitor_judge_wait_seconds",
      "How long outcomes wait until they are judged"),
  OBSERVATIONS_REFUSED(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_observations_refused_total",
      "Observations that were not taken in",
      "reason"),

  LOOP_TURNS(COUNTER, Unit.COUNT, "ispmonitor_loop_turns_total", "Turns of a loop", "loop"),
  LOOP_FAILED_TURNS(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_loop_failed_turns_total",
      "Turns that ended with an exception",
      "loop"),
  LOOP_REPLACED(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_loop_replaced_total",
      "How often a loop hung in host code and went on with a new thread",
      "loop"),
  LOOP_IDLE(
      GAUGE,
      Unit.SECONDS,
      "ispmonitor_loop_since_turn_seconds",
      "How long ago a loop's last turn began",
      "loop"),
  LOOP_STUCK(
      GAUGE, Unit.COUNT, "ispmonitor_loop_stuck", "1 while a loop hangs in one turn", "loop"),
  LOOP_LATENESS(
      HISTOGRAM,
      Unit.SECONDS,
      "ispmonitor_loop_lateness_seconds",
      "By how much turns begin later than planned",
      "loop"),

  QUEUE_SIZE(GAUGE, Unit.COUNT, "ispmonitor_queue_size", "What is in a queue", "queue"),
  QUEUE_CAPACITY(
      GAUGE, Unit.COUNT, "ispmonitor_queue_capacity", "What a queue has room for", "queue"),
  QUEUE_HIGH_WATER(
      GAUGE,
      Unit.COUNT,
      "ispmonitor_queue_high_water",
      "The most that was in a queue since the start",
      "queue"),
  QUEUE_REFUSED(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_queue_refused_total",
      "What a queue did not take because it was full",
      "queue"),

  STORE_LOST(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_store_lost_total",
      "Sample batches or changes of state that their store did not take",
      "store"),
  STORE_NOT_LEADING(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_store_not_leading_total",
      "Changes of state that were another instance's to write"),
  MEMORY_STORE_BYTES(
      GAUGE,
      Unit.BYTES,
      "ispmonitor_memory_store_bytes",
      "How much heap the samples take that are kept in memory"),
  MEMORY_STORE_DROPPED(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_memory_store_dropped_samples_total",
      "Old samples that made room for new ones in memory"),

  CALLBACK_REJECTIONS(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_callback_rejections_total",
      "How often the host's executor rejected a batch of events"),
  HOST_CALLS(
      HISTOGRAM,
      Unit.SECONDS,
      "ispmonitor_host_call_seconds",
      "How long calls of host code take",
      "part"),
  HOST_FAILURES(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_host_failures_total",
      "Calls of host code that ended with an exception",
      "part"),
  HOST_BARRED(
      COUNTER,
      Unit.COUNT,
      "ispmonitor_host_barred_total",
      "Calls of host code that were not made because threads hang in it",
      "part"),
  HOST_HANGING(
      GAUGE,
      Unit.COUNT,
      "ispmonitor_host_hanging_threads",
      "Threads that hang in host code",
      "part"),

  HEAP_USED(GAUGE, Unit.BYTES, "ispmonitor_heap_used_bytes", "Heap in use, garbage included"),
  HEAP_COMMITTED(
      GAUGE,
      Unit.BYTES,
      "ispmonitor_heap_committed_bytes",
      "Heap that the process has taken from the system"),
  HEAP_MAX(GAUGE, Unit.BYTES, "ispmonitor_heap_max_bytes", "How large the heap may become"),
  RESIDENT(
      GAUGE,
      Unit.BYTES,
      "ispmonitor_resident_bytes",
      "Memory of the process, where the system tells; read once a minute"),
  CPU(
      COUNTER,
      Unit.SECONDS,
      "ispmonitor_cpu_seconds_total",
      "Processor time of the process, where the system tells; read once a minute"),
  DISK_USABLE(
      GAUGE,
      Unit.BYTES,
      "ispmonitor_disk_usable_bytes",
      "What may still be written to a disk that the host named",
      "path"),
  DISK_TOTAL(
      GAUGE,
      Unit.BYTES,
      "ispmonitor_disk_total_bytes",
      "How large a disk is that the host named",
      "path");

  private final Meter.Kind kind;
  private final Unit unit;
  private final String text;
  private final String help;

  /** With a space between them. */
  private final String labels;

  EngineMeter(Meter.Kind kind, Unit unit, String text, String help, String... labels) {
    this.kind = kind;
    this.unit = unit;
    this.text = text;
    this.help = help;
    this.labels = String.join(" ", labels);
  }

  Meter of(List<Point> points) {
    List<String> names = labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
    return new Meter(text, kind, unit, help, names, points);
  }
}
