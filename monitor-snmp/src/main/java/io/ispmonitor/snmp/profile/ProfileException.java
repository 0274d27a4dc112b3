package io.ispmonitor.snmp.profile;

import java.util.List;
import java.util.stream.Collectors;

/** Profiles were refused. Names everything that is wrong with them, not only the first. */
public final class ProfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 50;

  private final transient List<ProfileProblem> problems;

  ProfileException(List<ProfileProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<ProfileProblem> problems) {
    int more = problems.size() - MOST_SHOWN;
    return problems.stream()
        .limit(MOST_SHOWN)
        .map(problem -> "\n  " + problem)
        .collect(
            Collectors.joining(
                "",
                "profiles with "
                    + problems.size()
                    + " mistake"
                    + (problems.size() == 1 ? ":" : "s:"),
                more > 0 ? "\n  and " + more + " more" : ""));
  }

  /** What is wrong, in the order of the files and lines; at most 1,000. */
  public List<ProfileProblem> problems() {
    return problems == null ? List.of() : problems;
  }
}
