package io.ispmonitor.alerting.rule;

import java.util.List;
import java.util.stream.Collectors;

/** A file of rules cannot be taken. Holds every mistake in it, in the order of the file. */
public final class RuleFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 20;

  private final transient List<Mistake> mistakes;

  RuleFileException(List<Mistake> mistakes) {
    super(words(mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  private static String words(List<Mistake> mistakes) {
    String shown =
        mistakes.stream()
            .limit(MOST_SHOWN)
            .map(Mistake::toString)
            .collect(Collectors.joining("\n"));
    int more = mistakes.size() - MOST_SHOWN;
    return more > 0 ? shown + "\nand " + more + " more" : shown;
  }

  /** What is wrong, in the order of the file. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
