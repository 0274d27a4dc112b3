package io.ispmonitor.snmp.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which profile outranks which when both measure the same: one outranks all that it includes, and
 * of those that it includes the one that is named first.
 */
final class Ranking {
  private final Map<String, Profile> byName;
  private final List<Profile> weakestFirst = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private Ranking(Map<String, Profile> byName) {
    this.byName = byName;
  }

  /** A profile and all that it includes, each once, the strongest first. */
  static List<Profile> of(Profile top, Map<String, Profile> byName) {
    Ranking ranking = new Ranking(byName);
    ranking.visit(top);
    Collections.reverse(ranking.weakestFirst);
    return ranking.weakestFirst;
  }

  /** Puts a profile behind all that it includes; as deep as there are profiles at the most. */
  private void visit(Profile profile) {
    if (!seen.add(profile.name())) {
      return;
    }
    for (int i = profile.includes().size() - 1; i >= 0; i--) {
      Profile included = byName.get(profile.includes().get(i));
      if (included != null) {
        visit(included);
      }
    }
    weakestFirst.add(profile);
  }
}
