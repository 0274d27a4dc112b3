package io.ispmonitor.alert;

import java.time.Instant;
import java.util.Objects;

/**
 * A notice that is to be delivered by a channel.
 *
 * @param channel the channel's name
 * @param notice what it is to deliver
 * @param queuedAt since when it waits
 * @param attempts how often it was tried
 * @param isUnderWay whether it is being tried at this moment; after a restart it may have arrived
 */
public record OutboxEntry(
    String channel, Notice notice, Instant queuedAt, int attempts, boolean isUnderWay) {

  /** Checks that nothing is missing. */
  public OutboxEntry {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(notice, "notice");
    Objects.requireNonNull(queuedAt, "queuedAt");
  }

  /** One that was not tried yet. */
  public static OutboxEntry of(String channel, Notice notice, Instant queuedAt) {
    return new OutboxEntry(channel, notice, queuedAt, 0, false);
  }

  /** It is being tried. */
  public OutboxEntry tried() {
    return new OutboxEntry(channel, notice, queuedAt, attempts + 1, true);
  }

  /** The attempt has failed; there may be another one. */
  public OutboxEntry waits() {
    return new OutboxEntry(channel, notice, queuedAt, attempts, false);
  }

  /** The same with another notice, such as one that may have arrived already. */
  public OutboxEntry with(Notice other) {
    return new OutboxEntry(channel, other, queuedAt, attempts, isUnderWay);
  }
}
