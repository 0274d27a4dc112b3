package io.ispmonitor.jdbc.database;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a script. They end with a semicolon at the end of a line, unless that lies in
 * quotes, in a comment, or in a body between dollars.
 */
final class Script {
  private static final String LINE_COMMENT = "--[^\\n]*+";
  private static final Pattern PART =
      Pattern.compile(
          "(?<comment>"
              + LINE_COMMENT
              + "|/\\*.*?\\*/)"
              + "|'[^']*+'"
              + "|\"[^\"]*+\""
              + "|(?<![\\w$])\\$(?<tag>(?:[A-Za-z_]\\w*+)?+)\\$.*?\\$\\k<tag>\\$"
              + "|(?<open>['\"]|/\\*|(?<![\\w$])\\$(?:[A-Za-z_]\\w*+)?+\\$)"
              + "|(?<end>;)(?=[ \\t\\r]*+(?:"
              + LINE_COMMENT
              + ")?+(?:\\n|\\z))",
          Pattern.DOTALL);

  private Script() {}

  /** The statements without the comments between them, in their order. */
  static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    int from = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      if (part.group("open") != null) {
        throw new IllegalArgumentException(
            "a %s is not closed: %s".formatted(part.group("open"), text.substring(from).strip()));
      }
      if (part.group("end") != null) {
        statements.add(text.substring(from, part.start()).strip());
        from = part.end();
      } else if (part.group("comment") != null && text.substring(from, part.start()).isBlank()) {
        from = part.end();
      }
    }
    if (!text.substring(from).isBlank()) {
      throw new IllegalArgumentException("a statement has no end: " + text.substring(from).strip());
    }
    return statements;
  }
}
