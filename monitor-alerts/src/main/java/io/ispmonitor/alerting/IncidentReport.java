package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What there is to say about a trouble when it is over, or while it lasts.
 *
 * @param alert the alert
 * @param at when the report was made
 * @param timeLine what happened and what was decided, the oldest first
 * @param keptBack alerts of other devices that were kept back because of this one
 * @param reasons of what was kept back: why, and how many
 * @param samplesLost how many round trips of the device are missing since it began
 */
public record IncidentReport(
    Alert alert,
    Instant at,
    List<Entry> timeLine,
    List<Alert> keptBack,
    Map<String, Integer> reasons,
    int samplesLost) {
  private static final Duration LONG = Duration.ofHours(1);

  /**
   * A line of the time line.
   *
   * @param at when
   * @param what happened, in words; may hold what devices say
   */
  public record Entry(Instant at, String what) {}

  /** Copies. */
  public IncidentReport {
    timeLine = List.copyOf(timeLine);
    keptBack = List.copyOf(keptBack);
    reasons = Map.copyOf(reasons);
  }

  /** How long it lasted, or has lasted so far. */
  public Duration downtime() {
    Instant end = alert.resolvedAt();
    return Duration.between(alert.firstSeen(), end == null ? at : end);
  }

  /** Whether it was an outage that people should look at again. */
  public boolean isLong() {
    return downtime().compareTo(LONG) > 0;
  }

  /** All of it as Markdown; whatever devices say is escaped. */
  public String markdown(ZoneId zone) {
    return new ReportPage(this, zone).text();
  }

  /** An entry of the time line about a decision. */
  static Entry of(LedgerEntry entry) {
    String what =
        entry.channel().isEmpty()
            ? "%s by %s: %s".formatted(word(entry), entry.stage(), entry.reason())
            : "%s, channel %s: %s".formatted(word(entry), entry.channel(), entry.reason());
    return new Entry(entry.at(), what);
  }

  private static String word(LedgerEntry entry) {
    return switch (entry.decision()) {
      case SENT -> "people were told";
      case END_SENT -> "people were told that it is over";
      case QUEUED -> "a notice was queued";
      case MERGED -> "told together with others";
      case HELD -> "held back for now";
      case SUPPRESSED -> "kept back";
      case FAILED -> "a notice was not taken";
      case GIVEN_UP -> "a notice was given up";
    };
  }
}
