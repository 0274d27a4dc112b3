package io.ispmonitor.testkit.trial;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.InMemoryAlertLedger;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.InMemoryOutbox;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.testkit.check.AlertChecker;
import io.ispmonitor.testkit.check.Rule;
import io.ispmonitor.testkit.check.Violation;
import io.ispmonitor.testkit.sim.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The part of a trial that is about alerts; it goes on over restarts. */
final class AlertTrial {
  private static final Duration ESCALATION = Duration.ofMinutes(20);
  private static final Duration REMINDER = Duration.ofHours(1);

  /** Of so many alerts one is taken for good, and one for a while. */
  private static final int TAKEN = 5;

  private final long seed;
  private final AlertChecker checker;
  private final AlertParts parts;
  private final Function<AlertParts, MonitorExtension> alerting;
  private volatile BiConsumer<String, Acknowledgement> taking = (id, by) -> {};
  private volatile Supplier<Instant> clock = () -> Trial.START;

  AlertTrial(
      long seed,
      Draw draw,
      FaultPlan plan,
      Duration lasting,
      Function<AlertParts, MonitorExtension> alerting) {
    this.seed = seed;
    this.alerting = alerting;
    this.checker =
        AlertChecker.of(new InMemoryAlertStore(), new InMemoryAlertLedger())
            .expecting(ESCALATION, REMINDER);
    this.parts =
        new AlertParts(
            checker.alerts(),
            checker.ledger(),
            new InMemoryOutbox(),
            channel("chat", draw.outages(0, plan, lasting)),
            channel("mail", draw.outages(1, plan, lasting)),
            channel("pager", List.of()),
            ESCALATION,
            REMINDER,
            by -> taking = by);
  }

  private NotificationChannel channel(String name, List<Draw.Outage> outages) {
    return checker.watch(new SpoiltChannel(name, () -> clock.get(), outages, this::read));
  }

  /** Somebody takes it, or does not; the same one again when it was taken for a while only. */
  private void read(Alert alert) {
    int lot = Math.floorMod(alert.id().hashCode() * 31 + (int) seed, TAKEN);
    Instant at = clock.get();
    if (lot == 0) {
      taking.accept(alert.id(), new Acknowledgement("Ana", at, "on my way", null));
    } else if (lot == 1) {
      Instant until = at.plus(Duration.ofMinutes(40));
      taking.accept(alert.id(), new Acknowledgement("Rui", at, "looking", until));
    }
  }

  MonitorBuilder attach(MonitorBuilder monitor) {
    return monitor.with(checker).with(new ReadsClock()).with(alerting.apply(parts));
  }

  /** Adds what the checker of alerts has found. */
  TrialResult conclude(TrialResult judged) {
    checker.conclude();
    Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    counts.putAll(judged.counts());
    checker.counts().forEach((rule, count) -> counts.merge(rule, count, Long::sum));
    List<Violation> violations = new ArrayList<>(judged.violations());
    violations.addAll(checker.violations());
    return new TrialResult(seed, judged.report(), counts, violations);
  }

  /** Channels live by the monitor's clock. */
  private final class ReadsClock implements MonitorExtension {
    @Override
    public String name() {
      return "clock-of-the-channels";
    }

    @Override
    public void attach(MonitorContext monitor) {
      clock = () -> monitor.time().instant();
    }
  }
}
