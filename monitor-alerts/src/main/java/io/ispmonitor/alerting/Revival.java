package io.ispmonitor.alerting;

import static java.util.Comparator.naturalOrder;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.extension.MonitorContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes up what was left when the program ended: neither told twice nor forgotten. */
final class Revival {
  /** Ends of alerts are told after a restart when they are no older. */
  private static final Duration ENDED = Duration.ofHours(1);

  private static final int MOST_ENDED = 5_000;

  private final AlertingSettings settings;
  private final MonitorContext monitor;
  private final Book book;
  private final Ends ends;
  private final Intake intake;
  private final Telling telling;
  private final Evaluating evaluating;
  private final List<Consumer<Alert>> readers = new ArrayList<>();
  private final List<Consumer<Case>> keepers = new ArrayList<>();
  private final List<Consumer<String>> forgetters = new ArrayList<>();

  Revival(
      AlertingSettings settings,
      MonitorContext monitor,
      Book book,
      Ends ends,
      Intake intake,
      Telling telling,
      Evaluating evaluating) {
    this.settings = settings;
    this.monitor = monitor;
    this.book = book;
    this.ends = ends;
    this.intake = intake;
    this.telling = telling;
    this.evaluating = evaluating;
  }

  /** Who wants to see each alert that is open. */
  Revival with(Consumer<Alert> reader) {
    readers.add(reader);
    return this;
  }

  /** Who wants to go on with each alert that is open. */
  Revival withCases(Consumer<Case> keeper) {
    keepers.add(keeper);
    return this;
  }

  /** Who is to forget each device that is not there any more. */
  Revival withGone(Consumer<String> forgetter) {
    forgetters.add(forgetter);
    return this;
  }

  /** Reads what is open, before anything is heard. */
  void read() {
    Map<String, Alert> newest = new LinkedHashMap<>();
    for (Alert alert : settings.alerts().open()) {
      Alert other = newest.get(alert.key());
      boolean isNewer = other == null || alert.firstSeen().isAfter(other.firstSeen());
      if (other != null) {
        supersede(isNewer ? other : alert, isNewer ? alert : other);
      }
      if (isNewer) {
        newest.put(alert.key(), alert);
      }
    }
    newest.values().removeIf(this::wasToldToBeOver);
    for (Alert alert : newest.values()) {
      Case one = new Case(alert, true);
      book.open(one);
      readers.forEach(reader -> reader.accept(alert));
      keepers.forEach(keeper -> keeper.accept(one));
    }
    readEnds();
    readOutbox();
  }

  /**
   * Of two that are open about the same, the older one has ended: its end was lost with an instance
   * that could not store it. Who was told of it hears the end of the newer one.
   */
  private void supersede(Alert older, Alert newer) {
    Map<String, String> facts = new HashMap<>(older.facts());
    facts.put(Reachability.TAKEN_OVER, newer.source());
    facts.put(Reachability.WITHDRAWN, "true");
    String how = "it goes on as " + newer.id();
    settings.alerts().put(older.change().facts(facts).resolved(newer.firstSeen(), how).build());
  }

  /**
   * Ends an alert whose end people have heard, by an instance that was cut off from what keeps
   * alerts: left open, it would keep the next trouble of its kind from being told.
   */
  private boolean wasToldToBeOver(Alert alert) {
    Map<String, LedgerEntry> last = new LinkedHashMap<>();
    for (LedgerEntry entry : settings.ledger().of(alert.id())) {
      if (entry.decision() == Decision.SENT || entry.decision() == Decision.END_SENT) {
        last.merge(
            entry.channel(), entry, (one, other) -> one.at().isAfter(other.at()) ? one : other);
      }
    }
    last.values().removeIf(entry -> entry.decision() == Decision.SENT);
    Optional<Instant> end = last.values().stream().map(LedgerEntry::at).max(naturalOrder());
    end.ifPresent(at -> settings.alerts().put(ended(alert, at, last)));
    return end.isPresent();
  }

  private static Alert ended(Alert alert, Instant at, Map<String, LedgerEntry> told) {
    List<Notified> notified = new ArrayList<>();
    for (Notified one : alert.notified()) {
      LedgerEntry end = told.get(one.channel());
      notified.add(end == null ? one : one.ended(end.at()));
    }
    return alert
        .change()
        .notified(notified)
        .resolved(at, "its end was told and could not be stored")
        .build();
  }

  /** What ended shortly before the program did. */
  private void readEnds() {
    Instant from = monitor.time().instant().minus(ENDED);
    for (Alert alert : settings.alerts().since(from, MOST_ENDED)) {
      boolean isLeft =
          !alert.isOpen()
              && !alert.facts().containsKey(Intake.ONCE)
              && !alert.facts().containsKey(Reachability.TAKEN_OVER)
              && alert.notified().stream().anyMatch(told -> told.endAt() == null);
      if (isLeft) {
        ends.restore(alert);
      }
    }
  }

  /** What is on its way to a channel is not sent once more. */
  private void readOutbox() {
    for (OutboxEntry entry : settings.outbox().all()) {
      Notice notice = entry.notice();
      UnderWay is = new UnderWay(entry.channel(), notice.id(), notice.kind());
      for (Alert alert : notice.alerts()) {
        Optional<Case> open = book.ofId(alert.id());
        if (open.isPresent()) {
          open.get().sent(is);
        } else if (!alert.facts().containsKey(Intake.ONCE)) {
          settings
              .alerts()
              .find(alert.id())
              .filter(ended -> !ended.isOpen())
              .ifPresent(ended -> ends.restore(ended).sent(is));
        }
      }
    }
  }

  /** Tells what was not told yet. On the desk's thread. */
  void begin() {
    Instant now = monitor.time().instant();
    evaluating.start(settings.alerts().open());
    for (Case one : List.copyOf(book.all())) {
      String source = one.alert.source();
      boolean isGone = !source.equals(Alert.MONITOR) && monitor.inventory().find(source).isEmpty();
      if (isGone) {
        intake.forget(source, now);
        forgetters.forEach(forgetter -> forgetter.accept(source));
      } else {
        telling.consider(one);
      }
    }
    ends.begin();
  }
}
