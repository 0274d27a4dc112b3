package io.ispmonitor.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration has errors: all of them, in the order of their lines. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
