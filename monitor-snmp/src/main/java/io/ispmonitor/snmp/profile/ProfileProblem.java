package io.ispmonitor.snmp.profile;

import java.util.Objects;

/**
 * Something that is wrong with a profile.
 *
 * @param file the file, or the profile where it was not read from one
 * @param line counted from 1; 0 when it is the file or the profile as a whole
 * @param text what is wrong, and what to do
 */
public record ProfileProblem(String file, int line, String text) {
  /** Refuses null at once, where the mistake is. */
  public ProfileProblem {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(text, "text");
  }

  /** In the form that editors and terminals understand, such as {@code my.profile:12: ...}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + text : file + ":" + line + ": " + text;
  }
}
