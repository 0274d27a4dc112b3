package io.ispmonitor.alert;

import java.time.Instant;
import java.util.Objects;

/**
 * What was decided about an alert and a channel, and why: the answer to "why did I get no message?"
 *
 * @param at when
 * @param alertId the alert's episode
 * @param key the alert's key
 * @param channel the channel's name; empty when it was decided before any channel was chosen
 * @param noticeId the notice it went into; empty for none
 * @param decision what was decided
 * @param stage who decided, such as {@code maintenance}
 * @param reason why, in words
 * @param reopens what would make it told after all, in words; empty when nothing would
 */
public record LedgerEntry(
    Instant at,
    String alertId,
    String key,
    String channel,
    String noticeId,
    Decision decision,
    String stage,
    String reason,
    String reopens) {
  private static final int LONGEST_TEXT = 500;

  /** What may be decided. */
  public enum Decision {
    /** People were told: the channel has delivered it. */
    SENT,
    /** People were told that it has ended: the channel has delivered that. */
    END_SENT,
    /** It is on its way to the channel. */
    QUEUED,
    /** It was told within another notice: a group, or a digest. */
    MERGED,
    /** It is not told for now. */
    HELD,
    /** It is not told. */
    SUPPRESSED,
    /** The channel could not deliver it, and it was tried again or elsewhere. */
    FAILED,
    /** The channel could not deliver it, and will not be tried again. */
    GIVEN_UP
  }

  /** Checks and cleans. */
  public LedgerEntry {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(decision, "decision");
    reason = CleanText.line(reason, LONGEST_TEXT);
    reopens = CleanText.line(reopens, LONGEST_TEXT);
  }
}
