package io.ispmonitor.alert;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes an {@link Alert}. For one thread. */
public final class AlertBuilder {
  private final String id;
  private final String key;
  private final Instant firstSeen;
  private String clearKey;
  private String type = "other";
  private Severity severity = Severity.WARNING;
  private String source = Alert.MONITOR;
  private Map<String, String> labels = Map.of();
  private Map<String, String> facts = Map.of();
  private String summary = "";
  private String evidence = "";
  private List<String> devices = List.of();
  private int affected = 1;
  private long subscribers;
  private Instant lastSeen;
  private long count = 1;
  private Alert.Status status = Alert.Status.FIRING;
  private String reason = "";
  private @Nullable Instant resolvedAt;
  private @Nullable Acknowledgement acknowledgement;
  private List<Notified> notified = List.of();
  private int escalated;
  private @Nullable URI runbook;

  AlertBuilder(String id, String key, Instant firstSeen) {
    this.id = id;
    this.key = key;
    this.clearKey = key;
    this.firstSeen = firstSeen;
    this.lastSeen = firstSeen;
  }

  AlertBuilder(Alert from) {
    this(from.id(), from.key(), from.firstSeen());
    this.clearKey = from.clearKey();
    this.type = from.type();
    this.severity = from.severity();
    this.source = from.source();
    this.labels = from.labels();
    this.facts = from.facts();
    this.summary = from.summary();
    this.evidence = from.evidence();
    this.devices = from.devices();
    this.affected = from.affected();
    this.subscribers = from.subscribers();
    this.lastSeen = from.lastSeen();
    this.count = from.count();
    this.status = from.status();
    this.reason = from.reason();
    this.resolvedAt = from.resolvedAt();
    this.acknowledgement = from.acknowledgement();
    this.notified = from.notified();
    this.escalated = from.escalated();
    this.runbook = from.runbook();
  }

  /** What ends it, unless that is its key. */
  public AlertBuilder clearKey(String key) {
    this.clearKey = key;
    return this;
  }

  /** What sort of trouble, such as {@code device.down}. */
  public AlertBuilder type(String type) {
    this.type = type;
    return this;
  }

  /** How grave it is; {@link Severity#WARNING} unless said. */
  public AlertBuilder severity(Severity severity) {
    this.severity = severity;
    return this;
  }

  /** The device it is about; the monitoring itself unless said. */
  public AlertBuilder source(String device) {
    this.source = device;
    return this;
  }

  /** By which it is routed and grouped. */
  public AlertBuilder labels(Map<String, String> labels) {
    this.labels = labels;
    return this;
  }

  /** Named values for messages. */
  public AlertBuilder facts(Map<String, String> facts) {
    this.facts = facts;
    return this;
  }

  /** In one line. */
  public AlertBuilder summary(String summary) {
    this.summary = summary;
    return this;
  }

  /** What it is known from. */
  public AlertBuilder evidence(String evidence) {
    this.evidence = evidence;
    return this;
  }

  /**
   * Who suffers.
   *
   * @param devices ids, of which 50 are kept
   * @param affected how many devices in all
   * @param subscribers how many subscribers
   */
  public AlertBuilder affects(List<String> devices, int affected, long subscribers) {
    this.devices = devices;
    this.affected = affected;
    this.subscribers = subscribers;
    return this;
  }

  /** Seen once more. */
  public AlertBuilder seen(Instant at) {
    this.lastSeen = at;
    this.count++;
    return this;
  }

  /** It is so, and people are told. */
  public AlertBuilder firing() {
    return stands(Alert.Status.FIRING, "", null);
  }

  /** It is so, and people are not told. */
  public AlertBuilder suppressed(String why) {
    return stands(Alert.Status.SUPPRESSED, why, null);
  }

  /** It is over. */
  public AlertBuilder resolved(Instant at, String how) {
    return stands(Alert.Status.RESOLVED, how, at);
  }

  private AlertBuilder stands(Alert.Status status, String reason, @Nullable Instant resolvedAt) {
    this.status = status;
    this.reason = reason;
    this.resolvedAt = resolvedAt;
    return this;
  }

  /** Somebody takes care of it, or nobody any more. */
  public AlertBuilder acknowledged(@Nullable Acknowledgement by) {
    this.acknowledgement = by;
    if (by != null && status == Alert.Status.FIRING) {
      this.status = Alert.Status.ACKNOWLEDGED;
    } else if (by == null && status == Alert.Status.ACKNOWLEDGED) {
      this.status = Alert.Status.FIRING;
    }
    return this;
  }

  /** Who told people of it. */
  public AlertBuilder notified(List<Notified> notified) {
    this.notified = notified;
    return this;
  }

  /** How many steps of escalation were told. */
  public AlertBuilder escalated(int steps) {
    this.escalated = steps;
    return this;
  }

  /** Where to read what to do. */
  public AlertBuilder runbook(@Nullable URI runbook) {
    this.runbook = runbook;
    return this;
  }

  /**
   * The alert.
   *
   * @throws IllegalArgumentException when something is missing or too long
   */
  public Alert build() {
    return new Alert(
        id,
        key,
        clearKey,
        type,
        severity,
        source,
        labels,
        facts,
        summary,
        evidence,
        devices,
        affected,
        subscribers,
        firstSeen,
        lastSeen,
        count,
        status,
        reason,
        resolvedAt,
        acknowledgement,
        notified,
        escalated,
        runbook);
  }
}
