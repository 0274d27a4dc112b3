package io.ispmonitor.health;

import java.util.HashSet;
import java.util.Set;

/** Names things apart that have the same name: the second gets a number. */
final class UniqueNames {
  private final Set<String> taken = new HashSet<>();

  String of(String name) {
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }
}
