package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which alerts are meant: those with all of these labels, and grave enough. Besides its own labels
 * an alert has {@code device}, {@code type} and {@code key}; and the labels of its device, {@code
 * kind} and {@code parent}. Immutable.
 *
 * @param labels what each label must be
 * @param least how grave it must be at least
 */
public record Match(Map<String, String> labels, Severity least) {
  /** All alerts. */
  public static final Match ALL = new Match(Map.of(), Severity.INFO);

  /** Copies. */
  public Match {
    Objects.requireNonNull(least, "least");
    labels = Map.copyOf(labels);
  }

  /** Alerts with a label. */
  public static Match label(String name, String value) {
    return ALL.and(name, value);
  }

  /** Alerts about a device. */
  public static Match device(String id) {
    return label("device", id);
  }

  /** Alerts of a type. */
  public static Match type(String type) {
    return label("type", type);
  }

  /** Alerts that are grave enough. */
  public static Match from(Severity least) {
    return new Match(Map.of(), least);
  }

  /** The same, and with another label. */
  public Match and(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(labels);
    more.put(name, value);
    return new Match(more, least);
  }

  /** The same, and grave enough. */
  public Match atLeast(Severity severity) {
    return new Match(labels, severity);
  }

  /** Whether an alert is meant. */
  public boolean takes(Alert alert) {
    return alert.severity().isAtLeast(least)
        && labels.entrySet().stream()
            .allMatch(label -> label.getValue().equals(labelOf(alert, label.getKey())));
  }

  /** The value of a label of an alert; empty for none. */
  static String labelOf(Alert alert, String name) {
    return switch (name) {
      case "device" -> alert.source();
      case "type" -> alert.type();
      case "key" -> alert.key();
      default -> alert.labels().getOrDefault(name, "");
    };
  }
}
