package io.ispmonitor.alerting.rule;

import java.util.ArrayList;
import java.util.List;

/** Evaluates a {@link CompositeRule}, after all that happens at one moment was taken. */
final class CompositeWatcher extends Watcher {
  private final CompositeRule terms;
  private final List<Watcher> members;

  CompositeWatcher(CompositeRule rule, int index, List<Watcher> members) {
    super(rule, index);
    this.terms = rule;
    this.members = members;
  }

  List<Watcher> members() {
    return members;
  }

  @Override
  boolean isOfDevice() {
    return true;
  }

  void judge(Memory memory, Taking taking) {
    List<String> troubled = troubled(taking.device, true);
    boolean isTrouble = troubled.size() >= terms.atLeast();
    boolean wasObserved = memory.isObserved;
    memory.isObserved = isTrouble && troubled(taking.device, false).size() < terms.atLeast();
    if (isTrouble && (!memory.isFiring || wasObserved != memory.isObserved)) {
      raise(memory, taking.atNanos, evidence(troubled), taking);
    } else if (!isTrouble && memory.isFiring) {
      clear(memory, evidence(troubled), taking);
    }
  }

  private List<String> troubled(DeviceWatch device, boolean alsoObserved) {
    List<String> troubled = new ArrayList<>();
    for (Watcher member : members) {
      if (device.memories.any(memory -> isTroubled(memory, member, alsoObserved))) {
        troubled.add(member.rule.id());
      }
    }
    return troubled;
  }

  private static boolean isTroubled(Memory memory, Watcher member, boolean alsoObserved) {
    return memory.watcher == member && memory.isFiring && (alsoObserved || !memory.isObserved);
  }

  private String evidence(List<String> troubled) {
    return "%d of %d, at least %d is trouble: %s"
        .formatted(
            troubled.size(),
            members.size(),
            terms.atLeast(),
            troubled.isEmpty() ? "none" : String.join(", ", troubled));
  }

  @Override
  Facts facts(Memory memory, Taking taking) {
    return Facts.of(rule, taking.device.device, memory.sinceNanos)
        .with("members", String.join(", ", troubled(taking.device, true)));
  }

  @Override
  String words(Memory memory) {
    return "trouble of at least %d of %s".formatted(terms.atLeast(), terms.members());
  }
}
