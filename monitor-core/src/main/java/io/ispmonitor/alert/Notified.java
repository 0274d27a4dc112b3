package io.ispmonitor.alert;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a channel has told people of an alert.
 *
 * @param channel the channel's name
 * @param first when it delivered first
 * @param at when it delivered last, before the end of the alert
 * @param severity how grave the alert was then
 * @param receipt of what it delivered first; null when it gave none
 * @param endAt when it delivered that the alert has ended; null when it has not
 */
public record Notified(
    String channel,
    Instant first,
    Instant at,
    Severity severity,
    @Nullable Receipt receipt,
    @Nullable Instant endAt) {

  /** Checks that nothing is missing. */
  public Notified {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(severity, "severity");
  }

  /** A channel that has delivered once. */
  public Notified(String channel, Instant at, Severity severity, @Nullable Receipt receipt) {
    this(channel, at, at, severity, receipt, null);
  }

  /** It has delivered once more, as the alert is now; the first receipt stays. */
  public Notified again(Instant when, Severity now, @Nullable Receipt given) {
    return new Notified(channel, first, when, now, receipt == null ? given : receipt, endAt);
  }

  /** It has delivered that the alert has ended. */
  public Notified ended(Instant when) {
    return new Notified(channel, first, at, severity, receipt, when);
  }
}
