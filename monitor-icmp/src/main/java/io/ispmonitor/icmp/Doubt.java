package io.ispmonitor.icmp;

import org.jspecify.annotations.Nullable;

/**
 * Remembers when something last went by unseen. An echo that was under way then and stays
 * unanswered proves nothing.
 */
final class Doubt {
  private @Nullable String reason;
  private long atNanos;

  /** All that left before now is in doubt. */
  void cast(long nowNanos, String why) {
    atNanos = nowNanos;
    reason = why;
  }

  /** Why the silence after an echo that left then proves nothing; null when it does. */
  @Nullable String about(long sentNanos) {
    return reason != null && sentNanos - atNanos < 0 ? reason : null;
  }
}
