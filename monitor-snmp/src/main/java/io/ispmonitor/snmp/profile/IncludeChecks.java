package io.ispmonitor.snmp.profile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds includes that lead nowhere, or back to where they began. */
final class IncludeChecks {
  private final Map<String, Profile> byName;
  private final Places places;
  private final Problems problems;
  private final Set<String> done = new HashSet<>();
  private final Deque<String> path = new ArrayDeque<>();

  IncludeChecks(Map<String, Profile> byName, Places places, Problems problems) {
    this.byName = byName;
    this.places = places;
    this.problems = problems;
  }

  void run() {
    byName.values().forEach(this::visit);
  }

  private void visit(Profile profile) {
    if (done.contains(profile.name())) {
      return;
    }
    path.push(profile.name());
    for (String name : profile.includes()) {
      Profile included = byName.get(name);
      if (included == null) {
        problems.add(
            places
                .of(profile, name)
                .problem(
                    "there is no profile %s to include; %s"
                        .formatted(Quoted.of(name), Nearest.hint(name, byName.keySet()))));
      } else if (path.contains(name)) {
        problems.add(
            places
                .of(profile, name)
                .problem("includes go in a circle: %s; take one out".formatted(circle(name))));
      } else {
        visit(included);
      }
    }
    path.pop();
    done.add(profile.name());
  }

  private String circle(String name) {
    List<String> names = new ArrayList<>();
    for (String one : path) {
      names.add(one);
      if (one.equals(name)) {
        break;
      }
    }
    Collections.reverse(names);
    names.add(name);
    return String.join(" -> ", names);
  }
}
