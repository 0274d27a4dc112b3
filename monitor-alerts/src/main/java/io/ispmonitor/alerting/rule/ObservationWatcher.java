package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Observation;

/** Evaluates an {@link ObservationRule}. What is older than the last of its kind is left out. */
final class ObservationWatcher extends Watcher {
  private final ObservationRule terms;
  private String event = "";
  private String text = "";

  ObservationWatcher(ObservationRule rule, int index) {
    super(rule, index);
    this.terms = rule;
  }

  /** Whether it begins or ends anything for this rule. */
  boolean wants(Observation observation) {
    return terms.source().matches(observation.source())
        && (begins(observation) || ends(observation));
  }

  /** Of which part it is; where it does not say, of the part that its first value is of. */
  static String instance(Observation observation) {
    if (!observation.instance().isEmpty()) {
      return Keys.shortened(observation.instance());
    }
    Readings readings = observation.readings();
    return readings.size() == 0 ? "" : Keys.shortened(readings.layout().column(0).instance());
  }

  @Override
  boolean isOfEvents() {
    return true;
  }

  private boolean begins(Observation observation) {
    return terms.event().matches(observation.event());
  }

  private boolean ends(Observation observation) {
    return terms.clearedBy() != null && terms.clearedBy().matches(observation.event());
  }

  void take(Memory memory, Observation observation, Taking taking) {
    event = observation.event();
    text = observation.text();
    String evidence = "%s said %s at %s".formatted(observation.source(), event, observation.at());
    if (!terms.hasEnd()) {
      memory.lastNanos = taking.atNanos;
      note(memory, evidence, taking);
    } else if (taking.atNanos >= memory.lastNanos || memory.lastNanos > taking.nowNanos()) {
      memory.lastNanos = taking.atNanos;
      turn(memory, observation, evidence, taking);
    }
  }

  /** There is no room to remember it. What has no end is told all the same. */
  void takeWithoutRoom(Observation observation, Levels levels, Taking taking) {
    if (!terms.hasEnd()) {
      take(remember(taking.device, instance(observation), levels), observation, taking);
    } else if (!ends(observation)) {
      taking.device.memories.leaveOutEvent(taking.device.device.id());
    }
  }

  /** What both patterns match ends trouble: an end that is missed would never be made up for. */
  private void turn(Memory memory, Observation observation, String evidence, Taking taking) {
    if (taking.device.hasAssumed && !memory.instance.isEmpty()) {
      Assumptions.drop(this, taking);
    }
    if (ends(observation)) {
      if (memory.isFiring) {
        clear(memory, evidence, taking);
      }
    } else {
      raise(memory, memory.isFiring ? memory.sinceNanos : taking.atNanos, evidence, taking);
    }
  }

  @Override
  Facts facts(Memory memory, Taking taking) {
    return Facts.of(rule, taking.device.device, memory.sinceNanos)
        .with("source", taking.by)
        .with("event", event)
        .with("text", text)
        .with("instance", memory.instance);
  }

  @Override
  String words(Memory memory) {
    return memory.lastNanos == Memory.NEVER
        ? "nothing of it was told yet"
        : "told last at " + EpochNanos.toInstant(memory.lastNanos);
  }
}
