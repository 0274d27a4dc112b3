package io.ispmonitor.jdbc.database;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the database could not be used.
 *
 * @param since when that was noticed
 * @param until when it could be used again; null while it cannot
 * @param cause why, as far as it is known now
 * @param message what the database or the driver said last
 */
public record DatabaseOutage(
    Instant since, @Nullable Instant until, OutageCause cause, String message) {

  /** Whether it goes on. */
  public boolean isOpen() {
    return until == null;
  }

  /** How long it took, or has taken by now. */
  public Duration lasting(Instant now) {
    return Duration.between(since, until == null ? now : until);
  }

  /** Hears of outages. Called when one begins, when its cause changes, and when it ends. */
  @FunctionalInterface
  public interface Listener {
    /** Must not block. */
    void onOutage(DatabaseOutage outage);
  }
}
