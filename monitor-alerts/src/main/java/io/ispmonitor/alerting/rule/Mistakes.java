package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.CleanText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with a file. */
final class Mistakes {
  private static final int MOST = 1_000;
  private static final int LONGEST_VALUE = 80;

  private final String file;
  private final List<Mistake> found = new ArrayList<>();

  Mistakes(String file) {
    this.file = file;
  }

  /** Something at a value. */
  void at(Located where, String field, String words) {
    add(where.line(), where.column(), field, where.shown(), words);
  }

  void add(int line, int column, String field, String value, String words) {
    if (!isFull()) {
      String shown = CleanText.line(value, LONGEST_VALUE);
      found.add(new Mistake(file, line, column, CleanText.line(field, 200), shown, words));
    }
  }

  /** Whether nothing more is taken down. */
  boolean isFull() {
    return found.size() >= MOST;
  }

  int count() {
    return found.size();
  }

  /** Refuses the file when there are any. */
  void check() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column));
      throw new RuleFileException(found);
    }
  }
}
