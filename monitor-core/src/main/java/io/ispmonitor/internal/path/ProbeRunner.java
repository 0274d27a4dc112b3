package io.ispmonitor.internal.path;

import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Priority;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeMode;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A probe with its schedule, and what has come of its questions. */
final class ProbeRunner {
  private static final long NEVER = Long.MIN_VALUE;

  final Probe probe;
  final Schedule schedule;
  final HostPart part;
  final HostPart schedulePart;
  final Role role;
  final boolean judgesReachability;
  final String name;
  final Layout layout;
  final long timeoutNanos;

  /** Whether nothing of what it finds out is stored or told. */
  final boolean observes;

  /** What its questions are worth to devices for which nothing else is said. */
  final Priority priority;

  // The scheduler's.
  final LongAdder asked = new LongAdder();
  final LongAdder threw = new LongAdder();
  final LongAdder neverAnswered = new LongAdder();
  final LongAdder missed = new LongAdder();
  final LongAdder stretched = new LongAdder();
  final LongAdder devices = new LongAdder();
  private final AtomicLong lastAskedEpochNanos = new AtomicLong(NEVER);

  // Any thread's.
  final LongAdder ended = new LongAdder();
  final LongAdder late = new LongAdder();
  final LongAdder repeated = new LongAdder();

  // The judge's; read by others.
  private final LongAdder answered = new LongAdder();
  private final LongAdder partial = new LongAdder();
  private final LongAdder silent = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder voided = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final LongAdder brokenAtProbe = new LongAdder();
  private volatile long lastOutcomeEpochNanos;
  private volatile boolean hasOutcome;
  private final LongAdder unstoredBatches = new LongAdder();
  private final LongAdder unstoredChanges = new LongAdder();
  private final Map<Gap, Readings> gaps = new EnumMap<>(Gap.class);

  ProbeRunner(Probe probe, Schedule schedule, ProbeMode mode) {
    this.observes = mode == ProbeMode.OBSERVE;
    this.probe = probe;
    this.schedule = schedule;
    this.name = probe.name();
    this.part = new HostPart("probe " + name);
    this.schedulePart = new HostPart("schedule of probe " + name);
    this.role = probe.role();
    this.judgesReachability = role == Role.REACHABILITY;
    this.layout = probe.layout();
    this.timeoutNanos = schedule.timeout().toNanos();
    Priority wanted = schedule.priority();
    this.priority = wanted != null ? wanted : judgesReachability ? Priority.NORMAL : Priority.LOW;
  }

  /** What questions to a device are worth. */
  Priority priority(@Nullable Priority own, boolean othersDependOnIt) {
    if (own != null) {
      return own;
    }
    return judgesReachability && othersDependOnIt ? Priority.HIGH : priority;
  }

  /** A question is handed to the probe; the scheduler's. */
  void asks(long epochNanos) {
    lastAskedEpochNanos.setRelease(epochNanos);
  }

  /** How many questions that the probe was handed our side failed to ask. */
  long brokenSum() {
    return brokenAtProbe.sum();
  }

  /** How many questions came to something else. */
  long unbrokenSum() {
    return answered.sum() + partial.sum() + silent.sum() + refused.sum() + voided.sum();
  }

  /** Whether any outcome has come yet. */
  boolean hasOutcome() {
    return hasOutcome;
  }

  /** What came of a question. */
  void count(ProbeOutcome outcome, OpenQuestion question) {
    lastOutcomeEpochNanos = question.endedEpochNanos();
    hasOutcome = true;
    if (outcome instanceof ProbeOutcome.Answered) {
      answered.increment();
    } else if (outcome instanceof ProbeOutcome.Silent) {
      silent.increment();
    } else if (outcome instanceof ProbeOutcome.Partial) {
      partial.increment();
    } else if (outcome instanceof ProbeOutcome.Refused) {
      refused.increment();
    } else if (outcome instanceof ProbeOutcome.Void) {
      voided.increment();
    } else {
      broken.increment();
      if (question.wasAsked()) {
        brokenAtProbe.increment();
      }
    }
  }

  /** Samples that are not stored, since it only observes; the judge's. */
  void keepsBackBatch() {
    unstoredBatches.increment();
  }

  /** A change of a device's state that is not stored, since it only observes; the judge's. */
  void keepsBackChange() {
    unstoredChanges.increment();
  }

  /** What it would have stored, in words. */
  String unstored() {
    return "%d sample batches and %d changes of state"
        .formatted(unstoredBatches.sum(), unstoredChanges.sum());
  }

  /** Why an outcome that brought no values did not. */
  static Gap gapOf(ProbeOutcome outcome) {
    if (outcome instanceof ProbeOutcome.Silent) {
      return Gap.SILENT;
    } else if (outcome instanceof ProbeOutcome.Refused) {
      return Gap.REFUSED;
    }
    return outcome instanceof ProbeOutcome.Void ? Gap.VOID : Gap.BROKEN;
  }

  /**
   * A gap of one reason in every column.
   *
   * @param last the columns of the device's last answer, for a probe that names none itself
   */
  Readings gap(Gap reason, Layout last) {
    return layout.size() == 0
        ? Readings.gaps(last, reason)
        : gaps.computeIfAbsent(reason, why -> Readings.gaps(layout, why));
  }

  ProbeHealth health() {
    long over = ended.sum(); // before those that were asked, so that it is never the greater one
    long lastAsked = lastAskedEpochNanos.getAcquire();
    return new ProbeHealth(
        name,
        devices.intValue(),
        asked.sum(),
        answered.sum(),
        partial.sum(),
        silent.sum(),
        refused.sum(),
        voided.sum(),
        broken.sum(),
        threw.sum(),
        neverAnswered.sum(),
        late.sum(),
        repeated.sum(),
        missed.sum(),
        stretched.sum(),
        hasOutcome ? EpochNanos.toInstant(lastOutcomeEpochNanos) : null,
        asked.sum() - over,
        lastAsked == NEVER ? null : EpochNanos.toInstant(lastAsked),
        schedule.interval());
  }
}
