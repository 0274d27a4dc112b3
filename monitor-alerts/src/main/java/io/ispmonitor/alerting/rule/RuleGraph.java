package io.ispmonitor.alerting.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether rules fit together: each id once, members that exist and have an end, no circle. */
final class RuleGraph {
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, String> mistakes = new LinkedHashMap<>();
  private static final int MOST_HINTS = 30;

  /** The ids of all rules, also of those that are there but cannot be looked at. */
  private final Set<String> ids = new HashSet<>();

  private int hints;

  private RuleGraph() {}

  /** What is wrong, in sentences by the id of the rule. */
  static Map<String, String> mistakes(Collection<Rule> rules) {
    return mistakes(rules, Set.of());
  }

  /** The same, where rules with some of these ids are there but cannot be looked at. */
  static Map<String, String> mistakes(Collection<Rule> rules, Set<String> others) {
    RuleGraph graph = new RuleGraph();
    graph.ids.addAll(others);
    for (Rule rule : rules) {
      graph.ids.add(rule.id());
      if (graph.rules.put(rule.id(), rule) != null) {
        graph.mistakes.put(rule.id(), "rule %s is there twice".formatted(rule.id()));
      }
    }
    for (Rule rule : rules) {
      if (rule instanceof CompositeRule composite) {
        graph.checkMembers(composite);
      }
    }
    graph.checkCircles(rules);
    return graph.mistakes;
  }

  /** Refuses rules that do not fit together. */
  static void check(Collection<Rule> rules) {
    Map<String, String> mistakes = mistakes(rules);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes.values()));
    }
  }

  /** Only the first mistake of a rule is told, so no other is looked for. */
  private void checkMembers(CompositeRule composite) {
    for (String member : composite.members()) {
      if (mistakes.containsKey(composite.id())) {
        return;
      }
      Rule rule = rules.get(member);
      if (!ids.contains(member)) {
        mistake(composite, "member '%s' is no rule%s".formatted(member, hint(member)));
      } else if (rule != null && !rule.hasEnd()) {
        mistake(
            composite,
            "member '%s' has trouble without an end, so it cannot be a part".formatted(member));
      }
    }
  }

  /**
   * The composites, each after its members; those whose members lead in a circle are left out.
   * Every rule is looked at once for each of its members.
   */
  static List<CompositeRule> ordered(Collection<Rule> rules) {
    Map<String, Integer> undecided = new LinkedHashMap<>();
    Map<String, CompositeRule> composites = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule instanceof CompositeRule composite) {
        composites.put(rule.id(), composite);
      }
    }
    Map<String, List<CompositeRule>> users = new HashMap<>();
    Deque<CompositeRule> decided = new ArrayDeque<>();
    for (CompositeRule composite : composites.values()) {
      List<String> inner = composite.members().stream().filter(composites::containsKey).toList();
      inner.forEach(id -> users.computeIfAbsent(id, any -> new ArrayList<>()).add(composite));
      undecided.put(composite.id(), inner.size());
      if (inner.isEmpty()) {
        decided.add(composite);
      }
    }
    List<CompositeRule> ordered = new ArrayList<>();
    for (CompositeRule next = decided.poll(); next != null; next = decided.poll()) {
      ordered.add(next);
      for (CompositeRule user : users.getOrDefault(next.id(), List.of())) {
        if (undecided.merge(user.id(), -1, Integer::sum) == 0) {
          decided.add(user);
        }
      }
    }
    return ordered;
  }

  private void checkCircles(Collection<Rule> rules) {
    Set<CompositeRule> ordered = new HashSet<>(ordered(rules));
    for (Rule rule : rules) {
      if (rule instanceof CompositeRule composite && !ordered.contains(composite)) {
        mistake(composite, "it, or one of its members, is a member of itself");
      }
    }
  }

  /** To find a similar id takes time, so not every one of many mistakes has it. */
  private String hint(String member) {
    return ++hints > MOST_HINTS ? "" : "; " + Nearest.hint(member, ids);
  }

  private void mistake(CompositeRule composite, String what) {
    mistakes.putIfAbsent(composite.id(), "rule %s: %s".formatted(composite.id(), what));
  }
}
