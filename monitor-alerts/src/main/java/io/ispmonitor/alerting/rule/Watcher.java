package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Signal;
import io.ispmonitor.metric.EpochNanos;
import java.time.Instant;
import java.util.Map;

/** Evaluates one rule. Holds nothing of any device: that is in memories. */
abstract class Watcher {
  final Rule rule;
  final int index;

  /** Whether a composite has an eye on it. */
  boolean isMember;

  /** What the rule says itself. */
  final Levels own;

  Watcher(Rule rule, int index) {
    this.rule = rule;
    this.index = index;
    this.own = Levels.of(rule);
  }

  /** The name of the metric whose values it wants; empty for none. */
  String metric() {
    return "";
  }

  /** The instances whose values it wants. */
  NamePattern instances() {
    return NamePattern.ANY;
  }

  /** Whether an alert with these facts may be of this rule, going by what it is about. */
  boolean isAbout(Map<String, String> facts) {
    return facts.getOrDefault("metric", metric()).equals(metric());
  }

  /** Whether it has one memory for the whole device. */
  boolean isOfDevice() {
    return false;
  }

  /** Whether what it remembers is of events. */
  boolean isOfEvents() {
    return false;
  }

  /** A memory with nothing in it. */
  Memory remember(DeviceWatch device, String instance, Levels levels) {
    return new Memory(this, instance, levels);
  }

  /** Takes a value that is a number. */
  void value(Memory memory, double value, Taking taking) {}

  /** What a memory is waiting for has come. */
  void due(Vigil vigil, Taking taking) {}

  /** How it stands, in words. */
  abstract String words(Memory memory);

  /** What a message about the memory may say besides what all may. */
  abstract Facts facts(Memory memory, Taking taking);

  /** Trouble begins, or is seen again. */
  final void raise(Memory memory, long sinceNanos, String evidence, Taking taking) {
    memory.isFiring = true;
    memory.isJudged = true;
    memory.streak = 0;
    memory.sinceNanos = sinceNanos;
    taking.device.isChanged |= isMember;
    taking.tell(rule, () -> raised(memory, evidence, taking));
  }

  /** Something that has no end. */
  final void note(Memory memory, String evidence, Taking taking) {
    memory.sinceNanos = taking.atNanos;
    taking.tell(rule, () -> new Signal.Noted(raised(memory, evidence, taking)));
  }

  /** Trouble ends. */
  final void clear(Memory memory, String how, Taking taking) {
    memory.isFiring = false;
    memory.isAssumed = false;
    memory.streak = 0;
    taking.device.isChanged |= isMember;
    taking.tell(rule, () -> cleared(memory, how, taking));
    memory.sinceNanos = taking.atNanos;
  }

  private Signal.Cleared cleared(Memory memory, String how, Taking taking) {
    return new Signal.Cleared(
        Keys.of(rule, taking.device.device, memory.instance),
        EpochNanos.toInstant(taking.atNanos),
        how,
        facts(memory, taking).all());
  }

  private Signal.Raised raised(Memory memory, String evidence, Taking taking) {
    Heading heading = rule.heading();
    Facts told = facts(memory, taking);
    if (memory.isObserved) {
      told.with(Facts.OBSERVED, "true");
    }
    Map<String, String> facts = told.all();
    Instant at = EpochNanos.toInstant(taking.atNanos);
    return new Signal.Raised(
        Keys.of(rule, taking.device.device, memory.instance),
        rule.type(),
        heading.severity(),
        taking.device.device.id(),
        heading.labels(),
        Facts.kept(facts),
        heading.summary().with(facts),
        evidence,
        at,
        EpochNanos.toInstant(memory.sinceNanos),
        memory.levels.reminder(),
        heading.runbook());
  }
}
