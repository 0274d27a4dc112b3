package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.EpochNanos;
import java.util.Map;

/** Evaluates an {@link AbsenceRule}: everything that comes puts off the moment of trouble. */
final class AbsenceWatcher extends Watcher {
  private final AbsenceRule terms;
  private final long timeNanos;
  private final VigilQueue queue;

  AbsenceWatcher(AbsenceRule rule, int index, VigilQueue queue) {
    super(rule, index);
    this.terms = rule;
    this.timeNanos = rule.time().toNanos();
    this.queue = queue;
  }

  @Override
  String metric() {
    return terms.of() == AbsenceRule.Of.METRIC ? terms.name() : "";
  }

  @Override
  NamePattern instances() {
    return terms.instances();
  }

  @Override
  boolean isAbout(Map<String, String> facts) {
    return super.isAbout(facts)
        && (terms.of() == AbsenceRule.Of.METRIC
            || facts.getOrDefault("probe", terms.name()).equals(terms.name()));
  }

  @Override
  boolean isOfDevice() {
    return true;
  }

  @Override
  Memory remember(DeviceWatch device, String instance, Levels levels) {
    return new Vigil(this, device, levels);
  }

  /** Time counts from now on, unless there is trouble already. */
  void begin(Vigil vigil, Taking taking) {
    if (!vigil.isFiring) {
      queue.wait(vigil, taking.steadyNanos() + timeNanos);
    }
    if (vigil.sinceNanos == 0) {
      vigil.sinceNanos = taking.nowNanos();
    }
  }

  @Override
  void value(Memory memory, double value, Taking taking) {
    heard(memory, taking);
  }

  void answer(Memory memory, Taking taking) {
    if (terms.of() == AbsenceRule.Of.PROBE && terms.name().equals(taking.by)) {
      heard(memory, taking);
    }
  }

  private void heard(Memory memory, Taking taking) {
    if (memory.isFiring) {
      clear(memory, "%s is back".formatted(terms.name()), taking);
    }
    memory.isObserved = taking.isObserved;
    memory.lastNanos = taking.atNanos;
    memory.sinceNanos = taking.atNanos;
    queue.wait((Vigil) memory, taking.steadyNanos() + timeNanos);
  }

  @Override
  void due(Vigil vigil, Taking taking) {
    if (taking.device.isOutOfReach) {
      queue.wait(vigil, taking.steadyNanos() + timeNanos);
    } else if (!vigil.isFiring) {
      raise(vigil, vigil.sinceNanos, words(vigil), taking);
    }
  }

  @Override
  Facts facts(Memory memory, Taking taking) {
    return Facts.of(rule, taking.device.device, memory.sinceNanos)
        .with(terms.of() == AbsenceRule.Of.METRIC ? "metric" : "probe", terms.name())
        .with("time", Words.time(terms.time()));
  }

  @Override
  String words(Memory memory) {
    return memory.lastNanos == Memory.NEVER
        ? "nothing of %s has come yet; allowed are %s"
            .formatted(terms.name(), Words.time(terms.time()))
        : "%s came last at %s; allowed are %s"
            .formatted(
                terms.name(), EpochNanos.toInstant(memory.lastNanos), Words.time(terms.time()));
  }
}
