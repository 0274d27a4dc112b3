package io.ispmonitor.alerting;

import java.time.Instant;
import java.util.Objects;

/**
 * Some alerts are not told for a while, because somebody said so.
 *
 * @param id names it
 * @param match which alerts
 * @param until how long
 * @param by who said so
 * @param comment why
 */
public record Mute(String id, Match match, Instant until, String by, String comment) {

  /** Checks that somebody said so. */
  public Mute {
    Objects.requireNonNull(match, "match");
    Objects.requireNonNull(until, "until");
    if (id.isBlank() || by.isBlank()) {
      throw new IllegalArgumentException("a mute needs an id and somebody who asks for it");
    }
  }
}
