package io.ispmonitor.alerting;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.rule.DeviceLimits;
import io.ispmonitor.alerting.rule.Verdict;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tells people what is wrong: attach it with {@code Monitor.builder().with(alerting)}; one alerting
 * serves one monitor.
 *
 * <p>What is worth an alert goes through stages in one order: root cause, maintenance, inhibition,
 * mute; then it is grouped, routed, held against what was told a moment ago, put into the outbox
 * and delivered at the channel's pace; people are reminded, and others are told when nobody takes
 * it. Whatever is decided stands in the ledger, with the reason. Timers advance only when something
 * was really delivered, and the end of a trouble is told to whoever was told of the trouble.
 *
 * <p>All methods may be called from any thread, and none waits for a channel. What they ask for is
 * done a moment later, in the order in which it was asked for.
 */
public final class Alerting implements MonitorExtension {
  private static final String NAME = "alerting";

  private final AlertingSettings settings;
  private volatile @Nullable Works works;

  Alerting(AlertingSettings settings) {
    this.settings = settings;
  }

  /** Starts to describe one. */
  public static AlertingBuilder builder() {
    return new AlertingBuilder();
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Begins to work, with what the stores know from before.
   *
   * @throws IllegalStateException when it is attached already
   */
  @Override
  public synchronized void attach(MonitorContext monitor) {
    if (works != null) {
      throw new IllegalStateException(
          "this alerting is attached to a monitor already; build another one");
    }
    Works fresh = new Works(settings, monitor);
    works = fresh;
    fresh.start();
  }

  /** The alerts that are open, the gravest first, those that are kept back included. */
  public List<Alert> open() {
    return settings.alerts().open().stream()
        .sorted((a, b) -> b.severity().compareTo(a.severity()))
        .toList();
  }

  /** The alerts that were seen within a time until now, open or not, the latest first. */
  public List<Alert> within(Duration time) {
    Works running = works;
    Instant from = running == null ? Instant.MIN : running.time().instant().minus(time);
    return settings.alerts().since(from, Integer.MAX_VALUE);
  }

  /** An alert by its id, open or not. */
  public Optional<Alert> find(String id) {
    return settings.alerts().find(id);
  }

  /** What was decided about an alert, and why, the oldest first. */
  public List<LedgerEntry> ledger(String alertId) {
    return settings.ledger().of(alertId);
  }

  /** What was decided from a time on, the oldest first. */
  public List<LedgerEntry> ledger(Instant from, int most) {
    return settings.ledger().since(from, most);
  }

  /**
   * What there is to say about an alert: cause, time line, downtime, notices, and what was kept
   * back because of it. Reads the stores, so it may wait for them.
   *
   * @return empty when the alert is not known any more
   */
  public Optional<IncidentReport> report(String alertId) {
    Works running = running();
    return find(alertId).map(running::report);
  }

  /**
   * Says that there is trouble, that it is over, or that something is worth knowing: for what the
   * host finds out itself.
   *
   * @return false when it was lost, since too much waits already
   */
  public boolean raise(Signal signal) {
    return running().take(signal);
  }

  /**
   * The limits that rules keep to for single devices, to read and to change; a change counts from
   * the next sample on.
   */
  public DeviceLimits limits() {
    return running().limits();
  }

  /** What every rule says of a device at this moment, in the order of the rules. */
  public CompletableFuture<List<Verdict>> evaluateNow(String device) {
    return running().evaluateNow(device);
  }

  /**
   * Somebody takes care of an alert: people are not reminded, and nobody else is told.
   *
   * @param alertId the alert's id
   */
  public void acknowledge(String alertId, Acknowledgement by) {
    running().acknowledge(alertId, by);
  }

  /** Nobody takes care of an alert any more. */
  public void takeBack(String alertId, String by) {
    running().takeBack(alertId, by);
  }

  /**
   * Some alerts are not told for a while. A mute is held in memory and ends with the program: a
   * host whose mutes are to outlast a restart says so again after it.
   */
  public void mute(Mute mute) {
    running().mute(mute);
  }

  /** They are told again. */
  public boolean unmute(String id) {
    return running().unmute(id);
  }

  /** The mutes in force. */
  public List<Mute> mutes() {
    return running().mutes();
  }

  /**
   * Has a channel tell that it works.
   *
   * @throws IllegalArgumentException when there is no such channel
   */
  public void test(String channel) {
    running().test(channel);
  }

  /** How alerting and each of its channels are doing. */
  @Override
  public List<HealthCheck> health() {
    Works running = works;
    return running == null ? List.of() : running.health();
  }

  /** Whether its decisions stand still. */
  @Override
  public Optional<String> stall(Duration longest) {
    Works running = works;
    return running == null ? Optional.empty() : running.stall(longest);
  }

  private Works running() {
    Works running = works;
    if (running == null) {
      throw new IllegalStateException(
          "alerting does not run yet; attach it with Monitor.builder().with(alerting) and start");
    }
    return running;
  }

  @Override
  public void close() {
    Works running = works;
    if (running != null) {
      running.close();
    }
  }
}
