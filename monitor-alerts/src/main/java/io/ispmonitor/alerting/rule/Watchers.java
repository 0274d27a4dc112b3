package io.ispmonitor.alerting.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What evaluates a set of rules, and who among them wants what. */
final class Watchers {
  final List<Watcher> all = new ArrayList<>();
  final List<AbsenceWatcher> absences = new ArrayList<>();
  final List<StateWatcher> states = new ArrayList<>();
  final List<ObservationWatcher> observations = new ArrayList<>();

  /** The members of composites that watch parts of devices. */
  final Set<Watcher> members = new LinkedHashSet<>();

  /** Each after its members. */
  final List<CompositeWatcher> composites = new ArrayList<>();

  private final Map<String, Watcher> byId = new LinkedHashMap<>();
  private final Map<String, List<Watcher>> byMetric = new HashMap<>();

  Watchers(Collection<Rule> rules, VigilQueue queue) {
    RuleGraph.check(rules);
    for (Rule rule : rules) {
      if (!(rule instanceof CompositeRule)) {
        add(make(rule, queue));
      }
    }
    for (CompositeRule rule : RuleGraph.ordered(rules)) {
      List<Watcher> ofRule = new ArrayList<>();
      for (String id : rule.members()) {
        Watcher member = Objects.requireNonNull(byId.get(id), id);
        member.isMember = true;
        ofRule.add(member);
        if (!member.isOfDevice()) {
          members.add(member);
        }
      }
      CompositeWatcher watcher = new CompositeWatcher(rule, all.size(), ofRule);
      composites.add(watcher);
      add(watcher);
    }
  }

  private Watcher make(Rule rule, VigilQueue queue) {
    int index = all.size();
    if (rule instanceof ThresholdRule threshold) {
      return new ThresholdWatcher(threshold, index);
    }
    if (rule instanceof ChangeRule change) {
      return new ChangeWatcher(change, index);
    }
    if (rule instanceof AbsenceRule absence) {
      AbsenceWatcher watcher = new AbsenceWatcher(absence, index, queue);
      absences.add(watcher);
      return watcher;
    }
    if (rule instanceof StateRule state) {
      StateWatcher watcher = new StateWatcher(state, index, queue);
      states.add(watcher);
      return watcher;
    }
    ObservationWatcher watcher = new ObservationWatcher((ObservationRule) rule, index);
    observations.add(watcher);
    return watcher;
  }

  private void add(Watcher watcher) {
    all.add(watcher);
    byId.put(watcher.rule.id(), watcher);
    if (!watcher.metric().isEmpty()) {
      byMetric.computeIfAbsent(watcher.metric(), any -> new ArrayList<>()).add(watcher);
    }
  }

  List<Watcher> ofMetric(String metric) {
    return byMetric.getOrDefault(metric, List.of());
  }

  @Nullable Watcher find(String id) {
    return byId.get(id);
  }
}
