package io.ispmonitor.app.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it is told at once. */
final class Problems {
  private static final int MOST = 200;

  private final String source;
  private final List<Problem> found = new ArrayList<>();
  private int more;

  /** Of a file, or of the environment. */
  Problems(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }

  void add(int line, String text) {
    add(new Problem(source, line, text));
  }

  void add(Problem problem) {
    if (found.size() < MOST) {
      found.add(problem);
    } else {
      more++;
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the reading when anything is wrong.
   *
   * @throws ConfigurationException with all of it
   */
  void refuse() throws ConfigurationException {
    if (!found.isEmpty()) {
      List<Problem> all = new ArrayList<>(found);
      all.sort(null);
      if (more > 0) {
        all.add(new Problem(source, 0, "and %,d more".formatted(more)));
      }
      throw new ConfigurationException(all);
    }
  }
}
