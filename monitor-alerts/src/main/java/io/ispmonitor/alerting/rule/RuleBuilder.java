package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes what every rule has. For one thread.
 *
 * @param <B> the builder itself
 */
public abstract sealed class RuleBuilder<B extends RuleBuilder<B>>
    permits ThresholdRule.Builder,
        ChangeRule.Builder,
        AbsenceRule.Builder,
        StateRule.Builder,
        ObservationRule.Builder,
        CompositeRule.Builder {
  private final String id;
  private final Map<String, String> labels = new TreeMap<>();
  private Severity severity = Severity.WARNING;
  private DeviceFilter devices = DeviceFilter.every();
  private @Nullable URI runbook;
  private @Nullable Duration reminder;
  private SummaryTemplate summary;
  private boolean isTold = true;

  RuleBuilder(String id, String summary) {
    this.id = id;
    this.summary = new SummaryTemplate(summary);
  }

  abstract B self();

  /**
   * The rule.
   *
   * @throws IllegalArgumentException when something is missing or cannot be, in a sentence
   */
  public abstract Rule build();

  /** How grave its alerts are; {@link Severity#WARNING} unless said. */
  public B severity(Severity severity) {
    this.severity = Objects.requireNonNull(severity, "severity");
    return self();
  }

  /** Which devices it is for; all unless said. */
  public B devices(DeviceFilter devices) {
    this.devices = Objects.requireNonNull(devices, "devices");
    return self();
  }

  /** Something to route and group its alerts by. */
  public B label(String key, String value) {
    labels.put(key, value);
    return self();
  }

  /** Where to read what to do. */
  public B runbook(URI runbook) {
    this.runbook = runbook;
    return self();
  }

  /** How often people are reminded while trouble lasts; what is usual unless said. */
  public B reminder(Duration every) {
    this.reminder = every;
    return self();
  }

  /** What is said of its trouble, with places for facts; see {@link SummaryTemplate}. */
  public B summary(String template) {
    this.summary = new SummaryTemplate(template);
    return self();
  }

  /** Nobody is told: it is only a part of a {@link CompositeRule}. */
  public B silent() {
    this.isTold = false;
    return self();
  }

  final Heading heading() {
    return new Heading(id, severity, devices, labels, runbook, reminder, summary, isTold);
  }
}
