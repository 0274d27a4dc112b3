package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.InMemoryOutbox;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.alerting.rule.Verdict;
import io.ispmonitor.device.Selection;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlertingTest {
  private final Town town = new Town();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Alerting alerting() {
    return Alerting.builder().channel(town.box).build();
  }

  @Test
  @DisplayName("a dead tower is one message within 5 s, and one when it is back")
  void tower() {
    Alerting alerting = alerting();
    town.with("tower");
    for (int i = 0; i < 20; i++) {
      town.with("radio-" + i, "tower");
    }
    town.run(alerting);
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(3));
    assertEquals(List.of("CRITICAL: tower is DOWN"), town.box.titles());
    Notice notice = town.box.notices.get(0);
    Alert down = notice.alerts().get(0);
    Duration delay = Duration.between(down.firstSeen(), notice.at());
    assertTrue(delay.compareTo(Duration.ofSeconds(5)) <= 0, delay.toString());
    assertTrue(notice.message().plain().contains("Affected: 21 devices"), notice.message().plain());
    town.network.revive("tower");
    town.pass(Duration.ofMinutes(3));
    assertEquals(2, town.box.notices.size(), town.box.titles().toString());
    assertTrue(
        town.box.titles().get(1).startsWith("OK: tower is UP again after 3 min"),
        town.box.titles().toString());
    assertEquals(List.of(), alerting.open());
  }

  @Test
  @DisplayName("of every device behind it the ledger says why nothing was told")
  void behind() {
    Alerting alerting = alerting();
    town.with("tower").with("radio", "tower").run(alerting);
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(1));
    assertEquals(
        List.of("SUPPRESSED root cause: it depends on tower, which is at fault"),
        Town.ledger(alerting, "reachability/radio"));
    assertEquals(
        List.of("QUEUED box outbox: it is told", "SENT box delivery: delivered"),
        Town.ledger(alerting, "reachability/tower"));
    Alert radio =
        alerting.open().stream()
            .filter(is -> is.source().equals("radio"))
            .findFirst()
            .orElseThrow();
    assertEquals(Alert.Status.SUPPRESSED, radio.status());
    assertEquals("device.unreachable", radio.type());
  }

  @Test
  @DisplayName("what is still dead when its tower is back is told then, and its end too")
  void stillDead() {
    Alerting alerting = alerting();
    town.with("tower").with("radio", "tower").run(alerting);
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(2));
    town.network.kill("radio");
    town.network.revive("tower");
    town.pass(Duration.ofMinutes(2));
    assertTrue(town.box.titles().contains("CRITICAL: radio is DOWN"), town.box.titles().toString());
    town.network.revive("radio");
    town.pass(Duration.ofMinutes(2));
    long ends = town.box.kinds().stream().filter(is -> is == Notice.Kind.RECOVERY).count();
    assertEquals(2, ends, town.box.titles().toString());
  }

  @Test
  @DisplayName("in a maintenance window nothing is told, at its end what is still broken")
  void maintenance() {
    Alerting alerting = alerting();
    town.with("tower").run(alerting);
    Instant now = town.time.instant();
    town.maintenance.schedule(
        new MaintenanceWindow(
            "work",
            Selection.device("tower"),
            Timing.fixed(now, now.plusSeconds(1_800)),
            "field team",
            "planned"));
    town.pass(Duration.ofMinutes(1));
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of(), town.box.titles());
    assertEquals(
        List.of("SUPPRESSED maintenance: maintenance window work"),
        Town.ledger(alerting, "reachability/tower"));
    town.pass(Duration.ofMinutes(25));
    assertEquals(List.of("CRITICAL: tower is DOWN"), town.box.titles());
  }

  @Test
  @DisplayName("troubles of one sort that begin together are one message")
  void grouped() {
    Alerting alerting = alerting();
    town.run(alerting);
    for (int i = 0; i < 5; i++) {
      alerting.raise(town.trouble("low-" + i, Severity.WARNING));
      town.pass(Duration.ofSeconds(3));
    }
    assertEquals(List.of(), town.box.titles());
    town.pass(Duration.ofSeconds(30));
    assertEquals(List.of("WARNING: low-0 (and 4 more)"), town.box.titles());
    for (int i = 0; i < 5; i++) {
      alerting.raise(town.over("low-" + i));
    }
    town.pass(Duration.ofMinutes(1));
    assertEquals(2, town.box.notices.size());
    assertEquals(Notice.Kind.RECOVERY, town.box.notices.get(1).kind());
    assertEquals(5, town.box.notices.get(1).alerts().size());
  }

  @Test
  @DisplayName("what ends before it was told is not told, and the ledger says so")
  void tooShort() {
    Alerting alerting = alerting();
    town.run(alerting);
    alerting.raise(town.trouble("blip", Severity.WARNING));
    town.pass(Duration.ofSeconds(10));
    alerting.raise(town.over("blip"));
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), town.box.titles());
    List<String> ledger = Town.ledger(alerting, "blip");
    assertEquals("SUPPRESSED grouping: it ended before it was told", ledger.get(1));
  }

  @Test
  @DisplayName("what comes back within a minute is told when the minute is over")
  void deduplicated() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .route(Route.to("box").groupedBy(Duration.ZERO, Duration.ZERO, "key"))
            .build();
    town.run(alerting);
    for (int i = 0; i < 4; i++) {
      alerting.raise(town.trouble("flip", Severity.WARNING));
      town.pass(Duration.ofSeconds(5));
      alerting.raise(town.over("flip"));
      town.pass(Duration.ofSeconds(5));
    }
    alerting.raise(town.trouble("flip", Severity.WARNING));
    town.pass(Duration.ofMinutes(2));
    long problems = town.box.kinds().stream().filter(is -> is == Notice.Kind.PROBLEM).count();
    assertEquals(2, problems, town.box.titles().toString());
  }

  @Test
  @DisplayName("nobody takes it, so others are told; whoever takes it ends that")
  void escalation() {
    Town.Box boss = new Town.Box("boss");
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .channel(boss)
            .route(Route.to("box").escalating(Duration.ofMinutes(15), "boss"))
            .build();
    town.run(alerting);
    alerting.raise(town.trouble("first", Severity.CRITICAL));
    alerting.raise(town.trouble("second", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(10));
    String taken =
        alerting.open().stream().filter(is -> is.key().equals("first")).findFirst().get().id();
    alerting.acknowledge(taken, new Acknowledgement("ana", town.time.instant(), "on it", null));
    town.pass(Duration.ofMinutes(10));
    assertEquals(1, boss.notices.size(), boss.titles().toString());
    assertEquals(Notice.Kind.ESCALATION, boss.notices.get(0).kind());
    assertEquals("second", boss.notices.get(0).alerts().get(0).key());
    alerting.raise(town.over("second"));
    town.pass(Duration.ofMinutes(2));
    assertEquals(Notice.Kind.RECOVERY, boss.notices.get(1).kind(), "whoever was told hears it");
  }

  @Test
  @DisplayName("what somebody took before it was told is told when the acknowledgement runs out")
  void takenBeforeTold() {
    Alerting alerting = alerting();
    town.run(alerting);
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofSeconds(5));
    Instant until = town.time.instant().plusSeconds(600);
    String id = alerting.open().get(0).id();
    alerting.acknowledge(id, new Acknowledgement("ana", town.time.instant(), "on it", until));
    town.pass(Duration.ofMinutes(9));
    assertEquals(List.of(), town.box.titles());
    assertEquals(Alert.Status.ACKNOWLEDGED, alerting.open().get(0).status());
    town.pass(Duration.ofMinutes(5));
    assertEquals(List.of("CRITICAL: it"), town.box.titles());
  }

  @Test
  @DisplayName("an outage whose end was never heard ends when a review finds that the device is up")
  void reconciled() {
    Alerting alerting = alerting();
    town.with("tower").run(alerting);
    town.pass(Duration.ofMinutes(10));
    Instant now = town.time.instant();
    alerting.raise(
        new Signal.Raised(
            "reachability/tower",
            "device.down",
            Severity.CRITICAL,
            "tower",
            Map.of(),
            Map.of(),
            "tower is DOWN",
            "heard long ago",
            now,
            now,
            null,
            null));
    town.pass(Duration.ofSeconds(1));
    assertEquals(1, alerting.open().size());
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), alerting.open());
    assertEquals(List.of(), town.box.titles(), "nobody was told of it");
  }

  @Test
  @DisplayName("what is wrong with the monitoring itself is told, and when it works again")
  void itself() {
    Alerting alerting = alerting();
    AtomicReference<HealthCheck> database =
        new AtomicReference<>(HealthCheck.failing("database", "refuses the connection"));
    town.run(
        alerting, builder -> builder.healthCheck("database", Duration.ofSeconds(5), database::get));
    town.pass(Duration.ofMinutes(2));
    assertEquals(
        List.of("CRITICAL: The monitoring itself is in trouble: database"), town.box.titles());
    assertTrue(
        town.box.notices.get(0).message().plain().contains("refuses the connection"),
        town.box.notices.get(0).message().plain());
    database.set(HealthCheck.healthy("database", "answers"));
    town.pass(Duration.ofMinutes(2));
    assertEquals(2, town.box.notices.size(), town.box.titles().toString());
    assertTrue(town.box.titles().get(1).startsWith("OK: The monitoring itself works again after"));
  }

  @Test
  @DisplayName("people are reminded of what nobody takes, from when they were really told")
  void reminders() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .route(Route.to("box").repeating(Duration.ofHours(1)))
            .build();
    town.run(alerting);
    town.box.answers.add(DeliveryResult.tryLater("no network"));
    alerting.raise(town.trouble("old", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(150));
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.REMINDER, Notice.Kind.REMINDER), town.box.kinds());
    List<String> ledger = Town.ledger(alerting, "old");
    assertTrue(ledger.contains("FAILED box delivery: no network"), ledger.toString());
  }

  @Test
  @DisplayName("for what there is no room one by one there is a digest, and critical goes first")
  void digest() {
    Pace slow = new Pace(4, Duration.ofMinutes(5));
    Alerting alerting =
        Alerting.builder()
            .channel(town.box, ChannelOptions.usual().pace(slow).reserve(1))
            .route(Route.to("box").groupedBy(Duration.ZERO, Duration.ZERO, "key"))
            .build();
    town.run(alerting);
    for (int i = 0; i < 40; i++) {
      alerting.raise(
          town.trouble("t" + i, Severity.WARNING, Map.of("parent", i < 34 ? "Tower-7" : "x" + i)));
    }
    town.pass(Duration.ofSeconds(1));
    alerting.raise(town.trouble("grave", Severity.CRITICAL));
    town.pass(Duration.ofSeconds(1));
    assertEquals("CRITICAL: grave", town.box.titles().get(town.box.titles().size() - 1));
    String digest =
        town.box.titles().stream().filter(is -> is.contains("more:")).findFirst().orElse("");
    assertEquals("38 more: 32 behind Tower-7, 6 others", digest, town.box.titles().toString());
    assertEquals(4, town.box.notices.size(), town.box.titles().toString());
    List<String> ledger = Town.ledger(alerting, "t20");
    assertTrue(
        ledger.contains(
            "MERGED box rate limit: there was no room for it by itself: one of 38 in a digest"),
        ledger.toString());
    assertTrue(ledger.contains("SENT box delivery: delivered"), ledger.toString());
  }

  @Test
  @DisplayName("what one channel rejects another one delivers")
  void fallback() {
    Town.Box second = new Town.Box("second");
    Alerting alerting =
        Alerting.builder()
            .channel(town.box, ChannelOptions.usual().fallback("second"))
            .channel(second)
            .route(Route.to("box"))
            .build();
    town.run(alerting);
    town.box.answers.add(DeliveryResult.broken("the token was withdrawn"));
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(2));
    assertTrue(second.titles().contains("CRITICAL: it"), second.titles().toString());
    List<String> ledger = Town.ledger(alerting, "it");
    assertTrue(
        ledger.contains("GIVEN_UP box delivery: the token was withdrawn"), ledger.toString());
    assertTrue(ledger.contains("SENT second delivery: delivered"), ledger.toString());
  }

  @Test
  @DisplayName("a restart neither repeats nor forgets, and the end goes to whoever was told")
  void restart() {
    InMemoryAlertStore alerts = new InMemoryAlertStore();
    InMemoryOutbox outbox = new InMemoryOutbox();
    Alerting before = Alerting.builder().channel(town.box).alerts(alerts).outbox(outbox).build();
    var first = town.run(before);
    before.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    assertEquals(1, town.box.notices.size());
    town.end(first);
    Alerting after = Alerting.builder().channel(town.box).alerts(alerts).outbox(outbox).build();
    town.run(after);
    after.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(10));
    assertEquals(1, town.box.notices.size(), town.box.titles().toString());
    after.raise(town.over("it"));
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kinds());
  }

  @Test
  @DisplayName("a mute keeps alerts back until it ends, and then they are told")
  void mute() {
    Alerting alerting = alerting();
    town.run(alerting);
    Instant until = town.time.instant().plusSeconds(600);
    alerting.mute(new Mute("m", Match.label("key", "noisy"), until, "ana", "known"));
    alerting.raise(town.trouble("noisy", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(5));
    assertEquals(List.of(), town.box.titles());
    assertEquals(1, alerting.mutes().size());
    town.pass(Duration.ofMinutes(10));
    assertEquals(List.of("CRITICAL: noisy"), town.box.titles());
    assertFalse(alerting.unmute("m"));
  }

  @Test
  @DisplayName("an alert keeps others back that it explains")
  void inhibition() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .inhibit(
                new Inhibition(
                    Match.label("rule", "mains"), Match.label("rule", "voltage"), List.of("site")))
            .build();
    town.run(alerting);
    Map<String, String> mains = Map.of("rule", "mains", "site", "north");
    alerting.raise(town.trouble("mains", Severity.CRITICAL, mains));
    alerting.raise(
        town.trouble("volt-n", Severity.CRITICAL, Map.of("rule", "voltage", "site", "north")));
    alerting.raise(
        town.trouble("volt-s", Severity.CRITICAL, Map.of("rule", "voltage", "site", "south")));
    town.pass(Duration.ofMinutes(1));
    assertEquals(List.of("CRITICAL: mains", "CRITICAL: volt-s"), town.box.titles());
    alerting.raise(town.over("mains"));
    town.pass(Duration.ofMinutes(7));
    assertTrue(town.box.titles().contains("CRITICAL: volt-n"), town.box.titles().toString());
  }

  @Test
  @DisplayName("an incident report has cause, downtime, time line, what was kept back, a checklist")
  void report() {
    Alerting alerting = alerting();
    town.with("tower").with("radio_1", "tower").with("radio_2", "tower").run(alerting);
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(90));
    town.network.revive("tower");
    town.pass(Duration.ofMinutes(5));
    Alert down =
        alerting.within(Duration.ofHours(3)).stream()
            .filter(is -> is.source().equals("tower"))
            .findFirst()
            .orElseThrow();
    IncidentReport report = alerting.report(down.id()).orElseThrow();
    assertTrue(report.isLong());
    assertEquals(2, report.keptBack().size());
    assertTrue(report.samplesLost() > 170, "lost " + report.samplesLost());
    String page = report.markdown(ZoneId.of("UTC"));
    assertTrue(page.startsWith("# Incident: tower is DOWN\n"), page);
    assertTrue(page.contains("| Downtime | 1 h 3"), page);
    assertTrue(page.contains("people were told, channel box: delivered"), page);
    assertTrue(page.contains("- 2: root cause: it depends on tower, which is at fault"), page);
    assertTrue(page.contains("- radio\\_1\n"), page);
    assertTrue(page.contains("## Checklist"), page);
    assertEquals(Optional.empty(), alerting.report("unknown"));
  }

  @Test
  @DisplayName("the old complaint: a limit of 25 V for one device is told on both channels in time")
  void voltageLimit() {
    Town.Box whatsApp = new Town.Box("whatsapp");
    Town.Box telegram = new Town.Box("telegram");
    ScriptedProbe meter = ScriptedProbe.named("meter", Role.DATA, town.time).forgetful();
    Alerting alerting =
        Alerting.builder()
            .channel(whatsApp)
            .channel(telegram)
            .rule(
                ThresholdRule.below("low-voltage", PowerMetrics.VOLTAGE.name(), 22)
                    .severity(Severity.CRITICAL)
                    .build())
            .build();
    town.with("tower").with("other");
    town.run(alerting, builder -> builder.probe(meter, Schedule.every(Duration.ofMinutes(1))));
    for (String device : List.of("tower", "other")) {
      meter.set(
          device,
          (deadline, later, outcome) ->
              outcome.accept(new ProbeOutcome.Answered(Readings.of(PowerMetrics.VOLTAGE, 24.9))));
    }
    town.pass(Duration.ofMinutes(5));
    assertEquals(List.of(), telegram.titles());

    alerting.limits().set(DeviceLimit.trigger("low-voltage", "tower", 25));
    town.pass(Duration.ofMinutes(2));
    for (Town.Box channel : List.of(whatsApp, telegram)) {
      assertEquals(1, channel.notices.size(), channel.titles().toString());
      assertTrue(channel.titles().get(0).contains("24.9"), channel.titles().toString());
      assertEquals("tower", channel.notices.get(0).alerts().get(0).source());
    }
    CompletableFuture<List<Verdict>> now = alerting.evaluateNow("tower");
    town.pass(Duration.ofMillis(100));
    assertTrue(now.join().get(0).isFiring(), now.join().toString());
    meter.close();
  }
}
