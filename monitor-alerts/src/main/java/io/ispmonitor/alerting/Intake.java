package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertBuilder;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Makes alerts of signals: opens them, counts what comes again, ends them. The desk's thread. */
final class Intake {
  /** The fact of what is told once and has no end. */
  static final String ONCE = "once";

  private static final long SOON = Duration.ofMillis(500).toNanos();

  private final MonitorContext monitor;
  private final Book book;
  private final Telling telling;
  private final TimerWheel<TimerWheel.Timer> wheel;
  private final TimeSource time;
  private final LongAdder refused = new LongAdder();

  Intake(MonitorContext monitor, Book book, Telling telling, TimerWheel<TimerWheel.Timer> wheel) {
    this.monitor = monitor;
    this.book = book;
    this.telling = telling;
    this.wheel = wheel;
    this.time = monitor.time();
  }

  void take(Signal signal) {
    if (book.isFull() && isNew(signal)) {
      refused.increment();
      return;
    }
    if (signal instanceof Signal.Raised raised) {
      raised(raised);
    } else if (signal instanceof Signal.Cleared cleared) {
      cleared(cleared);
    } else if (signal instanceof Signal.Noted noted) {
      noted(noted.what());
    }
  }

  private boolean isNew(Signal signal) {
    return signal instanceof Signal.Noted
        || (signal instanceof Signal.Raised raised && book.ofKey(raised.key()) == null);
  }

  /** How many signals found no room, since far too many alerts are open. Any thread. */
  long refused() {
    return refused.sum();
  }

  /** Somebody else will say in a moment whether it may be told. */
  void expect(Signal.Raised raised) {
    Case open = book.ofKey(raised.key());
    if (open != null) {
      raised(raised);
      return;
    }
    Case fresh = new Case(describe(raised, raised.key()), false);
    book.open(fresh);
    wheel.schedule(fresh, time.nanoTime() + SOON); // unless it is looked at before
  }

  private void raised(Signal.Raised raised) {
    Case open = book.ofKey(raised.key());
    if (open == null) {
      Case fresh = new Case(describe(raised, raised.key()), false);
      fresh.reminder = raised.reminder();
      book.open(fresh);
      telling.consider(fresh);
      return;
    }
    open.reminder = raised.reminder();
    Severity before = open.alert.severity();
    book.save(open, seen(open.alert, raised));
    if (open.alert.severity().compareTo(before) > 0) {
      open.forgetFailures();
    }
    telling.consider(open);
  }

  /** Told once: the next one like it is another alert. */
  private void noted(Signal.Raised what) {
    Alert described = describe(what, what.key() + "@" + what.at());
    Map<String, String> facts = new HashMap<>(described.facts());
    facts.put(ONCE, "true");
    Case once = new Case(described.change().facts(facts).build(), false);
    if (book.ofKey(once.alert.key()) == null) {
      book.open(once);
      telling.consider(once);
      if (once.alert.isOpen() && once.groups.isEmpty()) {
        Alert alert = once.alert;
        book.close(once, alert.change().resolved(what.at(), alert.reason()).build());
      }
    }
  }

  private Alert describe(Signal.Raised raised, String key) {
    AlertBuilder alert = Alert.builder(id(key, raised.since()), key, raised.since());
    return fill(alert, raised, raised.severity()).build();
  }

  /** Of this episode and no other, also where one ends and the next begins at the same moment. */
  private String id(String key, Instant since) {
    String first = key + "#" + since;
    String id = first;
    for (int n = 2; book.isKnown(id); n++) {
      id = first + "." + n;
    }
    return id;
  }

  /** What is graver stays so until it ends; what it looks like is what was seen last. */
  private Alert seen(Alert before, Signal.Raised raised) {
    boolean isGraver = raised.severity().compareTo(before.severity()) > 0;
    Severity severity = isGraver ? raised.severity() : before.severity();
    return fill(before.change().seen(raised.at()), raised, severity).build();
  }

  private AlertBuilder fill(AlertBuilder alert, Signal.Raised raised, Severity severity) {
    Map<String, String> facts = raised.facts();
    return alert
        .type(raised.type())
        .severity(severity)
        .source(raised.source())
        .labels(labels(raised))
        .facts(facts)
        .summary(raised.summary())
        .evidence(raised.evidence())
        .affects(
            raised.source().equals(Alert.MONITOR) ? List.of() : List.of(raised.source()),
            (int) Math.min(Integer.MAX_VALUE, number(facts.get("affected"), 1)),
            number(facts.get("subscribers"), 0))
        .runbook(raised.runbook());
  }

  /** What a host says may be no number. */
  private static long number(@Nullable String fact, long otherwise) {
    try {
      return fact == null ? otherwise : Math.max(0, Long.parseLong(fact));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Those of the device, of which it is and behind what, and the rule's own. */
  private Map<String, String> labels(Signal.Raised raised) {
    Map<String, String> labels = new HashMap<>();
    monitor.inventory().find(raised.source()).ifPresent(device -> ofDevice(device, labels));
    String rule = raised.facts().get(Evaluating.RULE);
    if (rule != null) {
      labels.put(Evaluating.RULE, rule);
    }
    labels.putAll(raised.labels());
    return labels;
  }

  private static void ofDevice(Device device, Map<String, String> labels) {
    labels.put("kind", device.kind().name());
    device.parents().stream().findFirst().ifPresent(parent -> labels.put("parent", parent));
    labels.putAll(device.labels());
  }

  private void cleared(Signal.Cleared cleared) {
    Case open = book.ofKey(cleared.key());
    if (open != null) {
      Map<String, String> facts = new HashMap<>(open.alert.facts());
      facts.putAll(cleared.facts());
      Alert ended = open.alert.change().facts(facts).resolved(cleared.at(), cleared.how()).build();
      book.close(open, ended);
      telling.ended(open);
    }
  }

  /** A device is not watched any more, so what is known of it is over. */
  void forget(String device, Instant at) {
    for (Case one : book.about(device)) {
      cleared(
          new Signal.Cleared(
              one.alert.key(),
              at,
              "the device is not watched any more",
              Map.of(Reachability.WITHDRAWN, "true")));
    }
  }
}
