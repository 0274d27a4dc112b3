package io.ispmonitor.jdbc.database;

import java.util.ArrayList;
import java.util.List;

/** The statements of a script. They end with a semicolon at the end of a line. */
final class Script {
  private static final String BODY = "$$";

  private Script() {}

  /** The statements without the comments between them, in their order. */
  static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    boolean isInBody = false;
    for (String line : text.lines().toList()) {
      boolean isBetween = statement.length() == 0 && (line.isBlank() || line.startsWith("--"));
      if (isBetween) {
        continue;
      }
      statement.append(line).append('\n');
      isInBody ^= isOdd(line);
      if (!isInBody && line.endsWith(";")) {
        statements.add(statement.substring(0, statement.length() - 2));
        statement.setLength(0);
      }
    }
    if (statement.length() > 0) {
      throw new IllegalArgumentException("a statement has no end: " + statement);
    }
    return statements;
  }

  /** Whether a line begins a function's body, or ends one, but not both. */
  private static boolean isOdd(String line) {
    int marks = 0;
    for (int at = line.indexOf(BODY); at >= 0; at = line.indexOf(BODY, at + BODY.length())) {
      marks++;
    }
    return marks % 2 == 1;
  }
}
