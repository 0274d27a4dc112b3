package io.ispmonitor.alert;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some trouble from its beginning to its end, as it stands at a moment. Immutable.
 *
 * @param id names this episode of the trouble, and no other
 * @param key names the trouble: while an alert with a key is open, what comes with the same key is
 *     counted in it
 * @param clearKey what a message that ends it carries; usually its key
 * @param type what sort of trouble, a word of a machine such as {@code device.down}
 * @param severity how grave it is
 * @param source the id of the device it is about; {@link #MONITOR} when it is the monitoring itself
 * @param labels by which it is routed and grouped
 * @param facts named values for messages in any language, such as {@code value} or {@code limit}
 * @param summary in one line, in words
 * @param evidence what it is known from, in words
 * @param devices ids of affected devices, at most 50
 * @param affected how many devices are affected in all, the source included
 * @param subscribers how many subscribers are affected; 0 when nobody counts them
 * @param firstSeen since when it is so
 * @param lastSeen when it was seen last
 * @param count how often it was seen
 * @param status how it stands
 * @param reason why it is suppressed, or how it ended, in words; empty otherwise
 * @param resolvedAt when it ended; null while it has not
 * @param acknowledgement who takes care of it; null for nobody
 * @param notified who has told people of it
 * @param escalated how many steps of escalation have been told
 * @param runbook where to read what to do; null for nowhere
 */
public record Alert(
    String id,
    String key,
    String clearKey,
    String type,
    Severity severity,
    String source,
    Map<String, String> labels,
    Map<String, String> facts,
    String summary,
    String evidence,
    List<String> devices,
    int affected,
    long subscribers,
    Instant firstSeen,
    Instant lastSeen,
    long count,
    Status status,
    String reason,
    @Nullable Instant resolvedAt,
    @Nullable Acknowledgement acknowledgement,
    List<Notified> notified,
    int escalated,
    @Nullable URI runbook) {
  /** The source of what is about the monitoring itself. */
  public static final String MONITOR = "monitor";

  /** A key with a moment behind it. */
  private static final int LONGEST_KEY = 600;

  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_DEVICES = 50;

  /** How an alert stands. */
  public enum Status {
    /** It is so, and people are told. */
    FIRING,
    /** It is so, and somebody takes care of it. */
    ACKNOWLEDGED,
    /** It is so, and people are not told, for a reason. */
    SUPPRESSED,
    /** It is over. */
    RESOLVED
  }

  /** Checks, cleans and copies. */
  public Alert {
    check("id", id);
    check("key", key);
    check("clear key", clearKey);
    check("type", type);
    check("source", source);
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(firstSeen, "firstSeen");
    Objects.requireNonNull(lastSeen, "lastSeen");
    Objects.requireNonNull(status, "status");
    if ((status == Status.RESOLVED) != (resolvedAt != null)) {
      throw new IllegalArgumentException(
          "alert %s: it is %s and ended at %s".formatted(id, status, resolvedAt));
    }
    labels = Map.copyOf(labels);
    facts = Map.copyOf(facts);
    summary = CleanText.line(summary, LONGEST_TEXT);
    evidence = CleanText.line(evidence, LONGEST_TEXT);
    reason = CleanText.line(reason, LONGEST_TEXT);
    devices = List.copyOf(devices.subList(0, Math.min(devices.size(), MOST_DEVICES)));
    notified = List.copyOf(notified);
  }

  private static void check(String what, String value) {
    if (value.isEmpty() || value.length() > LONGEST_KEY) {
      throw new IllegalArgumentException(
          "an alert's %s has 1 to %d characters, not %d"
              .formatted(what, LONGEST_KEY, value.length()));
    }
  }

  /** Whether it has not ended. */
  public boolean isOpen() {
    return status != Status.RESOLVED;
  }

  /** Whether anybody was told of it. */
  public boolean isKnown() {
    return !notified.isEmpty();
  }

  /** What a channel told of it. */
  public Optional<Notified> notifiedBy(String channel) {
    return notified.stream().filter(is -> is.channel().equals(channel)).findFirst();
  }

  /** Begins to describe another alert from this one. */
  public AlertBuilder change() {
    return new AlertBuilder(this);
  }

  /** Begins to describe an alert that was seen for the first time. */
  public static AlertBuilder builder(String id, String key, Instant firstSeen) {
    return new AlertBuilder(id, key, firstSeen);
  }
}
