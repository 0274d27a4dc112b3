package io.ispmonitor.alert;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a channel has told people of an alert.
 *
 * @param channel the channel's name
 * @param at when it delivered last
 * @param severity how grave the alert was then
 * @param receipt of what it delivered first; null when it gave none
 */
public record Notified(String channel, Instant at, Severity severity, @Nullable Receipt receipt) {

  /** Checks that nothing is missing. */
  public Notified {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(severity, "severity");
  }
}
