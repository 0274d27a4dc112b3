package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.extension.MonitorContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    for (Alert alert : settings.alerts().open()) {
      Case one = new Case(alert, true);
      book.open(one);
      readers.forEach(reader -> reader.accept(alert));
      keepers.forEach(keeper -> keeper.accept(one));
    }
    readEnds();
    readOutbox();
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
