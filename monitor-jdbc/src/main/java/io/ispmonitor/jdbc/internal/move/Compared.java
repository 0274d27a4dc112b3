package io.ispmonitor.jdbc.internal.move;

import java.util.List;

/**
 * What one thing comes to on both sides.
 *
 * @param what is compared
 * @param source what the source has
 * @param target what the target has
 */
public record Compared(String what, String source, String target) {
  /** Whether it is the same. */
  public boolean isEqual() {
    return source.equals(target);
  }

  /** Whether all are the same on both sides. */
  static boolean areEqual(List<Compared> all) {
    return all.stream().allMatch(Compared::isEqual);
  }
}
