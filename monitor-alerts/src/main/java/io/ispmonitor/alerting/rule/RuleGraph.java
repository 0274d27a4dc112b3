package io.ispmonitor.alerting.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether rules fit together: each id once, members that exist and have an end, no circle. */
final class RuleGraph {
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, String> mistakes = new LinkedHashMap<>();
  private final Set<String> others = new HashSet<>();

  private RuleGraph() {}

  /** What is wrong, in sentences by the id of the rule. */
  static Map<String, String> mistakes(Collection<Rule> rules) {
    return mistakes(rules, Set.of());
  }

  /** The same, where rules with some of these ids are there but cannot be looked at. */
  static Map<String, String> mistakes(Collection<Rule> rules, Set<String> others) {
    RuleGraph graph = new RuleGraph();
    graph.others.addAll(others);
    for (Rule rule : rules) {
      if (graph.rules.put(rule.id(), rule) != null) {
        graph.mistakes.put(rule.id(), "rule %s is there twice".formatted(rule.id()));
      }
    }
    for (Rule rule : rules) {
      if (rule instanceof CompositeRule composite) {
        graph.checkMembers(composite);
      }
    }
    return graph.mistakes;
  }

  /** Refuses rules that do not fit together. */
  static void check(Collection<Rule> rules) {
    Map<String, String> mistakes = mistakes(rules);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes.values()));
    }
  }

  private void checkMembers(CompositeRule composite) {
    for (String member : composite.members()) {
      Rule rule = rules.get(member);
      if (rule == null && !others.contains(member)) {
        mistake(
            composite, "member '%s' is no rule; %s".formatted(member, Nearest.hint(member, ids())));
      } else if (rule != null && !rule.hasEnd()) {
        mistake(
            composite,
            "member '%s' has trouble without an end, so it cannot be a part".formatted(member));
      }
    }
    if (reaches(composite)) {
      mistake(composite, "it is, over its members, a member of itself");
    }
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>(others);
    ids.addAll(rules.keySet());
    return ids;
  }

  private void mistake(CompositeRule composite, String what) {
    mistakes.merge(
        composite.id(), "rule %s: %s".formatted(composite.id(), what), (one, more) -> one);
  }

  /** Without recursion: a chain of members may be as long as the file. */
  private boolean reaches(CompositeRule start) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(start.members());
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (next.equals(start.id())) {
        return true;
      }
      if (seen.add(next) && rules.get(next) instanceof CompositeRule inner) {
        open.addAll(inner.members());
      }
    }
    return false;
  }
}
