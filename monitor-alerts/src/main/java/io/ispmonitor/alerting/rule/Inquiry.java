package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.EpochNanos;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks rules what they say of a device. */
final class Inquiry {
  private final Watchers watchers;
  private final Roster roster;

  Inquiry(Watchers watchers, Roster roster) {
    this.watchers = watchers;
    this.roster = roster;
  }

  List<Verdict> verdicts(List<Rule> rules, String device) {
    DeviceWatch watch = roster.find(device);
    List<Verdict> verdicts = new ArrayList<>();
    for (Rule rule : rules) {
      Watcher watcher = watchers.find(rule.id());
      if (watcher != null && watch != null && watch.concerns.get(watcher.index)) {
        verdicts.addAll(verdicts(watcher, watch));
      } else {
        verdicts.add(quiet(rule, device, watch));
      }
    }
    return verdicts;
  }

  private Verdict quiet(Rule rule, String device, @Nullable DeviceWatch watch) {
    String why;
    if (watch == null) {
      why = "nothing was heard of this device yet";
    } else if (roster.limits().isOff(rule, device)) {
      why = "turned off for this device";
    } else {
      why = "the rule is not for this device";
    }
    return new Verdict(rule.id(), Keys.prefix(rule.id(), device), false, why);
  }

  private static List<Verdict> verdicts(Watcher watcher, DeviceWatch watch) {
    List<Verdict> verdicts = new ArrayList<>();
    watch.memories.forEach(
        memory -> {
          if (memory.watcher == watcher) {
            verdicts.add(verdict(memory, watch));
          }
        });
    verdicts.sort(Comparator.comparing(Verdict::key));
    if (verdicts.isEmpty()) {
      Memory nothing = watcher.remember(watch, "", watcher.own);
      verdicts.add(verdict(nothing, watch));
    }
    return verdicts;
  }

  private static Verdict verdict(Memory memory, DeviceWatch watch) {
    Rule rule = memory.watcher.rule;
    String standing =
        memory.isFiring
            ? "trouble since " + EpochNanos.toInstant(memory.sinceNanos) + ": "
            : "no trouble: ";
    return new Verdict(
        rule.id(),
        Keys.of(rule, watch.device, memory.instance),
        memory.isFiring,
        standing + memory.watcher.words(memory));
  }
}
