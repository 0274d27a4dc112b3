package io.ispmonitor.alert;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody takes care of an alert: it does not escalate, and nobody is reminded.
 *
 * @param by who
 * @param at since when
 * @param comment what they say to it; empty for nothing
 * @param until from when on it counts no more, so that nothing is forgotten; null for as long as
 *     the alert lasts
 */
public record Acknowledgement(String by, Instant at, String comment, @Nullable Instant until) {

  /** Checks that there is somebody, and that it ends after it begins. */
  public Acknowledgement {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(comment, "comment");
    if (by.isBlank()) {
      throw new IllegalArgumentException("an acknowledgement needs somebody who gives it");
    }
    if (until != null && !until.isAfter(at)) {
      throw new IllegalArgumentException(
          "the acknowledgement by %s would end at %s, before it begins at %s"
              .formatted(by, until, at));
    }
  }

  /** Whether it counts at a moment. */
  public boolean holdsAt(Instant moment) {
    return until == null || moment.isBefore(until);
  }
}
