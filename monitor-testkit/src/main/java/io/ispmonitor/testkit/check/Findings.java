package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The violations found: all are counted, and of each rule the first few are kept. */
final class Findings {
  private static final int KEPT_OF_EACH = 25;
  private static final int SHOWN_OF_EACH = 5;

  private final Set<Rule> leftOut;
  private final List<Violation> kept = new ArrayList<>();
  private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);

  Findings(Set<Rule> leftOut) {
    this.leftOut = leftOut.isEmpty() ? Set.of() : EnumSet.copyOf(leftOut);
  }

  void add(Rule rule, String device, long atNanos, String text) {
    if (leftOut.contains(rule)) {
      return;
    }
    if (counts.merge(rule, 1L, Long::sum) <= KEPT_OF_EACH) {
      kept.add(new Violation(rule, device, EpochNanos.toInstant(atNanos), text));
    }
  }

  List<Violation> kept() {
    return List.copyOf(kept);
  }

  Map<Rule, Long> counts() {
    return new EnumMap<>(counts);
  }

  String report() {
    return counts.entrySet().stream()
        .map(count -> report(count.getKey(), count.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String report(Rule rule, long count) {
    String examples =
        kept.stream()
            .filter(violation -> violation.rule() == rule)
            .limit(SHOWN_OF_EACH)
            .map(violation -> "\n    " + violation)
            .collect(Collectors.joining());
    return "  %s was violated %d times: %s%s".formatted(rule, count, rule.sentence(), examples);
  }
}
