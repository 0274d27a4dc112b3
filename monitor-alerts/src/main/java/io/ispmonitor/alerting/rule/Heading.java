package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every rule has, whatever it watches.
 *
 * @param id names the rule and begins the keys of its alerts: lower case letters, digits, {@code
 *     -}, {@code _} and {@code .}; at most 100 characters
 * @param severity how grave its alerts are
 * @param devices which devices it is for
 * @param labels by which its alerts are routed and grouped; at most 50
 * @param runbook where to read what to do, an address of the web, in ASCII; null for nowhere
 * @param reminder how often people are reminded while trouble lasts; null for what is usual
 * @param summary what is said of its trouble, in one line
 * @param isTold whether people are told; false for what is only a part of a {@link CompositeRule}
 */
public record Heading(
    String id,
    Severity severity,
    DeviceFilter devices,
    Map<String, String> labels,
    @Nullable URI runbook,
    @Nullable Duration reminder,
    SummaryTemplate summary,
    boolean isTold) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
  private static final int MOST_LABELS = 50;
  static final int LONGEST_LABEL = 1_000;

  /** Checks and copies. */
  public Heading {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "rule id '%s' must be 1 to 100 lower case letters, digits, '-', '_' or '.', such as "
                  .formatted(id)
              + "low-voltage");
    }
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(devices, "devices");
    Objects.requireNonNull(summary, "summary");
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    checkLabels(id, labels);
    if (reminder != null) {
      Bounds.checkDuration(id, "reminder", reminder);
    }
    runbook = runbook == null ? null : plain(runbook);
    if (runbook != null && !isWebAddress(runbook)) {
      throw new IllegalArgumentException(
          "rule %s: runbook %s must be an address that begins with https:// or http://"
              .formatted(id, runbook));
    }
  }

  private static void checkLabels(String id, Map<String, String> labels) {
    if (labels.size() > MOST_LABELS) {
      throw new IllegalArgumentException(
          "rule %s: at most %d labels are taken, not %d".formatted(id, MOST_LABELS, labels.size()));
    }
    labels.forEach(
        (key, value) -> {
          if (key.isBlank() || key.length() > LONGEST_LABEL || value.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException(
                "rule %s: a label has a key, and neither key nor value has more than %d characters"
                    .formatted(id, LONGEST_LABEL));
          }
        });
  }

  /** Without characters that turn the writing direction or look like others. */
  private static URI plain(URI address) {
    return URI.create(address.toASCIIString());
  }

  private static boolean isWebAddress(URI address) {
    return address.getHost() != null
        && ("https".equalsIgnoreCase(address.getScheme())
            || "http".equalsIgnoreCase(address.getScheme()));
  }
}
