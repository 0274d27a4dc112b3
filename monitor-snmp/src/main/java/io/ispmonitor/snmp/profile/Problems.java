package io.ispmonitor.snmp.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong. */
final class Problems {
  private static final int MOST = 1_000;

  private final List<ProfileProblem> problems = new ArrayList<>();

  void add(ProfileProblem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    }
  }

  boolean isFull() {
    return problems.size() == MOST;
  }

  /**
   * Goes on when there are none.
   *
   * @throws ProfileException with all of them
   */
  void refuseAny() {
    if (!problems.isEmpty()) {
      problems.sort(
          Comparator.comparing(ProfileProblem::file).thenComparingInt(ProfileProblem::line));
      throw new ProfileException(problems);
    }
  }
}
