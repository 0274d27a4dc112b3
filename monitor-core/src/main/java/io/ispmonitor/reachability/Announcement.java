package io.ispmonitor.reachability;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should be told: each trouble once, at the device at fault, and its end to
 * whoever heard of its beginning. What is merely cut off, in maintenance, flapping or beyond a lost
 * uplink is not announced.
 *
 * @param kind what happened
 * @param device the device's id
 * @param at when it was decided
 * @param since since when it is so: the beginning of the outage, or the end of the maintenance that
 *     kept it back
 * @param state how the device stands
 * @param outage the outage that begins, changes or ends; null when it is about something else
 * @param text in a sentence
 * @param evidence what it is known from
 */
public record Announcement(
    Kind kind,
    String device,
    Instant at,
    Instant since,
    DeviceState state,
    @Nullable Outage outage,
    String text,
    Evidence evidence) {

  /** What may be announced. */
  public enum Kind {
    /** The device does not answer, and the fault is there. Takes the place of {@link #DEGRADED}. */
    DOWN,
    /** It answers again; follows {@link #DOWN}. */
    RECOVERED,
    /** Another device turned out to be at fault in the same outage; follows {@link #DOWN}. */
    ROOT_FOUND,
    /**
     * What was announced of the device is at an end without good news: it is not watched any more,
     * or its outage belongs to that of another device. Ends DEGRADED and FLAPPING, too.
     */
    WITHDRAWN,
    /** It answers, but slowly or with loss. */
    DEGRADED,
    /** It is within its limits again; follows {@link #DEGRADED} unless it went down meanwhile. */
    WITHIN_LIMITS,
    /** It keeps changing; what it does meanwhile is not announced one by one. */
    FLAPPING,
    /** It still does; a digest of how it stands. */
    STILL_FLAPPING,
    /** It has settled; follows {@link #FLAPPING}. */
    SETTLED;

    /** Whether it ends what was announced before. */
    public boolean isEnd() {
      return this == RECOVERED || this == WITHDRAWN || this == WITHIN_LIMITS || this == SETTLED;
    }
  }
}
