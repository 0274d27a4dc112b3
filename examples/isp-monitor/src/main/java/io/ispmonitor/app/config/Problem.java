package io.ispmonitor.app.config;

/**
 * An error in a configuration.
 *
 * @param source the file or the variable of the environment
 * @param line in which line, from 1; 0 where there are none
 * @param text what is wrong, and what to do instead; never with a secret in it
 */
public record Problem(String source, int line, String text) implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    int order = source.compareTo(other.source);
    return order == 0 ? Integer.compare(line, other.line) : order;
  }

  @Override
  public String toString() {
    return line == 0 ? source + ": " + text : source + ":" + line + ": " + text;
  }
}
