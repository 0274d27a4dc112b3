package io.ispmonitor.alerting;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an alert that was told: it is acknowledged, escalates, or people are reminded.
 * Time counts from when people were really told. The desk's thread.
 */
final class Care {
  private static final long SOON = Duration.ofMinutes(1).toNanos();
  private static final Duration USUAL_REMINDER = Duration.ofHours(4);

  private final Telling telling;
  private final Book book;
  private final Diary diary;
  private final Writer writer;
  private final TimeSource time;
  private final TimerWheel<TimerWheel.Timer> wheel;

  Care(
      Telling telling,
      Book book,
      Diary diary,
      Writer writer,
      TimeSource time,
      TimerWheel<TimerWheel.Timer> wheel) {
    this.telling = telling;
    this.book = book;
    this.diary = diary;
    this.writer = writer;
    this.time = time;
    this.wheel = wheel;
  }

  /** People were told. */
  void told(Case one) {
    long now = time.nanoTime();
    one.firstToldNanos = Math.min(one.firstToldNanos, now);
    one.lastToldNanos = now;
    schedule(one);
  }

  /** No channel could tell it; people have to be reminded of what they were never told. */
  void failed(Case one) {
    if (!one.isTold() && one.onTheWay.isEmpty()) {
      one.lastToldNanos = time.nanoTime();
      wheel.schedule(one, time.nanoTime() + reminder(one).toNanos());
    }
  }

  /** It was told before the program started. */
  void restored(Case one) {
    Optional<Instant> first =
        one.alert.notified().stream().map(is -> is.at()).min(Instant::compareTo);
    if (first.isPresent()) {
      Instant last = one.alert.notified().stream().map(is -> is.at()).max(Instant::compareTo).get();
      one.firstToldNanos = ago(first.get());
      one.lastToldNanos = ago(last);
      one.isPlaced = true;
      schedule(one);
    }
  }

  private long ago(Instant then) {
    Duration since = Duration.between(then, time.instant());
    return time.nanoTime() - (since.isNegative() ? 0 : since.toNanos());
  }

  void acknowledge(Case one, Acknowledgement by) {
    book.save(one, one.alert.change().acknowledged(by).build());
    diary.note(
        one,
        Decision.SUPPRESSED,
        "acknowledgement",
        by.by() + " takes care of it: " + by.comment(),
        by.until() == null
            ? "the acknowledgement is taken back"
            : "it is still so at " + by.until());
    schedule(one);
  }

  void takeBack(Case one, String why) {
    if (one.alert.acknowledgement() != null) {
      book.save(one, one.alert.change().acknowledged(null).build());
      diary.note(one, Decision.HELD, "acknowledgement", why, "people are reminded of it again");
      telling.consider(one);
      schedule(one);
    }
  }

  /** Its time has come. */
  void due(Case one) {
    if (!one.alert.isOpen()) {
      return;
    }
    Acknowledgement by = one.alert.acknowledgement();
    if (by != null && !by.holdsAt(time.instant())) {
      takeBack(one, "the acknowledgement of " + by.by() + " has run out");
    } else if (by == null && one.onTheWay.isEmpty() && telling.mayBeTold(one)) {
      tellAgain(one);
    }
    schedule(one);
  }

  private void tellAgain(Case one) {
    long now = time.nanoTime();
    Route route = telling.escalating(one.alert);
    if (route != null && one.isTold() && now - escalationNanos(one, route) >= 0) {
      List<String> channels = route.escalation().get(one.alert.escalated()).channels();
      send(one, Notice.Kind.ESCALATION, channels);
    } else if (now - (one.lastToldNanos + reminder(one).toNanos()) >= 0) {
      one.lastToldNanos = now;
      List<Route> routes = telling.routesOf(one.alert);
      Notice.Kind kind = one.isTold() ? Notice.Kind.REMINDER : Notice.Kind.PROBLEM;
      routes.forEach(is -> send(one, kind, is.channels()));
    }
  }

  private void send(Case one, Notice.Kind kind, List<String> channels) {
    channels.forEach(channel -> writer.send(kind, channel, one.incident(), List.of(one)));
  }

  private static long escalationNanos(Case one, Route route) {
    return one.firstToldNanos + route.escalation().get(one.alert.escalated()).after().toNanos();
  }

  private Duration reminder(Case one) {
    Duration own = one.reminder;
    return own != null
        ? own
        : telling.routesOf(one.alert).stream()
            .map(Route::repeat)
            .min(Duration::compareTo)
            .orElse(USUAL_REMINDER);
  }

  private void schedule(Case one) {
    long now = time.nanoTime();
    Alert alert = one.alert;
    @Nullable Acknowledgement by = alert.acknowledgement();
    if (by != null) {
      Instant until = by.until();
      if (until != null) {
        wheel.schedule(one, now + Math.max(0, Duration.between(time.instant(), until).toNanos()));
      } else {
        wheel.cancel(one);
      }
      return;
    }
    if (!one.isTold()) {
      return;
    }
    long next = one.lastToldNanos + reminder(one).toNanos();
    Route route = telling.escalating(alert);
    if (route != null) {
      next = Math.min(next, escalationNanos(one, route));
    }
    wheel.schedule(one, next - now > 0 ? next : now + SOON);
  }
}
