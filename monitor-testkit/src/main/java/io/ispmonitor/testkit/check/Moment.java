package io.ispmonitor.testkit.check;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where we are in the stream of events. Listeners hear of what an outcome changed before they hear
 * of the outcome, and what was judged for another reason comes in between; so a verdict is right
 * when the counts justify it either with the outcome heard next or without.
 */
final class Moment {
  private static final Sight AFTER = node -> node.now;

  private @Nullable Node asked;
  private final Sight before = node -> isAsked(node) ? node.before : node.now;

  /** The latest time heard of, in nanoseconds of the epoch. */
  long now = Streak.NEVER;

  void hears(@Nullable Node node) {
    asked = node;
  }

  void passes(long at) {
    now = Math.max(now, at);
  }

  /** The clock was set, and may go back. */
  void isSet(long at) {
    now = at;
  }

  boolean either(Predicate<Sight> test) {
    return test.test(AFTER) || (asked != null && test.test(before));
  }

  @SuppressWarnings("ReferenceEquality") // a device added again is another one
  private boolean isAsked(Node node) {
    return node == asked;
  }
}
