package io.ispmonitor.alert;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that one channel is to tell people.
 *
 * @param id the same each time it is tried, and never another notice's; for the other side to know
 *     it again
 * @param incident notices with the same are about the same trouble, so a channel may edit its first
 *     message or answer in its thread
 * @param kind what it is about
 * @param severity the gravest of its alerts
 * @param at when it was decided
 * @param message what it says
 * @param alerts the alerts it is about, the gravest first, as they were; at most 1,000 of them
 * @param previous of what this channel delivered of the incident before; null when there is nothing
 * @param mayRepeat whether it was on its way when the program ended, so that it may have arrived
 *     already
 */
public record Notice(
    String id,
    String incident,
    Kind kind,
    Severity severity,
    Instant at,
    Message message,
    List<Alert> alerts,
    @Nullable Receipt previous,
    boolean mayRepeat) {
  /** How many alerts a notice is about at the most. */
  public static final int MOST_ALERTS = 1_000;

  /** What a notice is about. */
  public enum Kind {
    /** Trouble began. */
    PROBLEM,
    /** Trouble that people know of has changed. */
    UPDATE,
    /** Trouble that people know of goes on. */
    REMINDER,
    /** Trouble goes on and nobody has taken care of it. */
    ESCALATION,
    /** Trouble that people know of has ended. */
    RECOVERY,
    /** Several notices for which there was no room one by one. */
    DIGEST,
    /** Somebody wants to see whether the channel works. */
    TEST
  }

  /** Checks and copies. */
  public Notice {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(message, "message");
    if (id.isEmpty() || incident.isEmpty()) {
      throw new IllegalArgumentException("a notice needs an id and an incident");
    }
    alerts = List.copyOf(alerts.subList(0, Math.min(alerts.size(), MOST_ALERTS)));
  }

  /** The same behind what was delivered before. */
  public Notice after(@Nullable Receipt receipt) {
    return new Notice(id, incident, kind, severity, at, message, alerts, receipt, mayRepeat);
  }

  /** The same, which may have arrived already. */
  public Notice repeated() {
    return new Notice(id, incident, kind, severity, at, message, alerts, previous, true);
  }
}
