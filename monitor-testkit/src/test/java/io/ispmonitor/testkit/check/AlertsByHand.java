package io.ispmonitor.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertBuilder;
import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.InMemoryAlertLedger;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingChannel;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A monitor in manual time and its checker of alerts, to which a test is the alerting. */
final class AlertsByHand implements AutoCloseable {
  static final Duration ESCALATION = Duration.ofMinutes(20);
  static final Duration REMINDER = Duration.ofHours(1);

  final Maintenance maintenance = new Maintenance();
  final AlertChecker checker =
      AlertChecker.of(new InMemoryAlertStore(), new InMemoryAlertLedger())
          .expecting(ESCALATION, REMINDER);
  final RecordingChannel chat = new RecordingChannel("chat");
  private final ManualTime time = ManualTime.startingAt(Tape.NOON);
  private final Inventory inventory = new Inventory();
  private final ScriptedProbe probe = ScriptedProbe.over(inventory, time).forgetful();
  private final AlertStore alerts = checker.alerts();
  private final AlertLedger ledger = checker.ledger();
  private final NotificationChannel watched = checker.watch(chat);
  private final Monitor monitor;
  private int notices;

  /** All devices have answered. */
  AlertsByHand(String... devices) {
    for (String device : devices) {
      inventory.add(Tape.device(device));
    }
    monitor =
        Monitor.builder()
            .inventory(inventory)
            .maintenance(maintenance)
            .probe(probe, Schedule.every(Duration.ofSeconds(10)))
            .time(time)
            .with(checker)
            .build();
    monitor.start();
    pass(Duration.ofMinutes(1));
  }

  void pass(Duration span) {
    time.advance(span);
  }

  Instant now() {
    return time.instant();
  }

  /** A device dies, and the monitor has just announced it. */
  Alert dies(String device) {
    probe.kill(device);
    passUntil(device, DeviceState.DOWN);
    String outage = Objects.requireNonNull(status(device).outage()).id();
    return alert("reachability/" + device, "device.down", device)
        .facts(Map.of("outage", outage))
        .build();
  }

  /** A device lives again, and the monitor has just announced it. */
  void returns(String device) {
    probe.revive(device);
    passUntil(device, DeviceState.UP);
  }

  private void passUntil(String device, DeviceState state) {
    for (int second = 0; status(device).state() != state; second++) {
      assertTrue(second < 120, device + " is not " + state);
      pass(Duration.ofSeconds(1));
    }
  }

  private DeviceStatus status(String device) {
    return monitor.status(device).orElseThrow();
  }

  /** Begins an alert that began now. */
  AlertBuilder alert(String key, String type, String source) {
    return Alert.builder(key + "#1", key, now())
        .type(type)
        .source(source)
        .severity(Severity.CRITICAL)
        .summary(key);
  }

  /** A trouble that the monitor itself does not announce. */
  Alert trouble(String source) {
    return keeps(alert("low-voltage/" + source, "threshold", source).build());
  }

  /** The alerting keeps an alert as it is now. */
  Alert keeps(Alert alert) {
    alerts.put(alert);
    return alert;
  }

  /** An alert is over. */
  Alert ends(Alert alert) {
    return keeps(alert.change().resolved(now(), "it is fine again").build());
  }

  /** The chat is to tell of an alert. */
  void tells(Notice.Kind kind, Alert alert) throws InterruptedException {
    tells(watched, notice(kind, alert));
  }

  /** Another channel is to tell something. */
  void tells(NotificationChannel channel, Notice notice) throws InterruptedException {
    DeliveryResult ignored = channel.deliver(notice);
  }

  Notice notice(Notice.Kind kind, Alert alert) {
    String id = "n" + ++notices;
    return new Notice(
        id,
        alert.id(),
        kind,
        alert.severity(),
        now(),
        Message.of(alert.summary()),
        List.of(alert),
        null,
        false);
  }

  /** The same notice is delivered by the chat. */
  void tells(Notice notice) throws InterruptedException {
    tells(watched, notice);
  }

  /** The ledger says something of an alert. */
  void notes(Alert alert, Decision decision, String reason, String reopens) {
    notes(alert, "stage", decision, reason, reopens);
  }

  /** A stage says something of an alert. */
  void notes(Alert alert, String stage, Decision decision, String reason, String reopens) {
    ledger.add(
        new LedgerEntry(now(), alert.id(), alert.key(), "", "", decision, stage, reason, reopens));
  }

  /** The ledger says that a channel is to tell of an alert in the place of another one. */
  void passesOn(Alert alert, String channel) {
    ledger.add(
        new LedgerEntry(
            now(),
            alert.id(),
            alert.key(),
            channel,
            "n" + ++notices,
            Decision.QUEUED,
            "fallback",
            "in the place of chat",
            ""));
  }

  /** Looks at everything; nothing was found. */
  void isClean() {
    checker.assertNone();
  }

  /** Looks at everything; these rules were violated and no others. */
  void violates(Rule first, Rule... more) {
    checker.conclude();
    Set<Rule> expected = EnumSet.of(first, more);
    assertEquals(expected, checker.counts().keySet(), () -> checker.violations().toString());
  }

  @Override
  public void close() {
    monitor.close();
    probe.close();
  }
}
