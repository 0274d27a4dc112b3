package io.ispmonitor.alerting.rule;

/**
 * Something in a file of rules that cannot be.
 *
 * @param file the file's name
 * @param line the line, from 1
 * @param column the column in it, from 1
 * @param field where in the file, such as {@code rules[2].severity}
 * @param value what stands there, shortened; empty where nothing does
 * @param words what is wrong, and what would be right
 */
public record Mistake(String file, int line, int column, String field, String value, String words) {

  /** In one line. */
  @Override
  public String toString() {
    return "%s:%d:%d %s%s: %s"
        .formatted(file, line, column, field, value.isEmpty() ? "" : " = " + value, words);
  }
}
