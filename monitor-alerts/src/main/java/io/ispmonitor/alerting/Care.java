package io.ispmonitor.alerting;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Looks after what people were told: reminds them, tells others when nobody takes it, and lets go
 * when somebody does. Times count from what was delivered. The desk's thread.
 */
final class Care {
  private static final long SOON = Duration.ofSeconds(1).toNanos();

  private final Stages stages;
  private final Telling telling;
  private final Routes routes;
  private final Book book;
  private final Diary diary;
  private final Writer writer;
  private final TimeSource time;
  private final TimerWheel<TimerWheel.Timer> wheel;

  Care(
      Stages stages,
      Telling telling,
      Routes routes,
      Book book,
      Diary diary,
      Writer writer,
      TimeSource time,
      TimerWheel<TimerWheel.Timer> wheel) {
    this.stages = stages;
    this.telling = telling;
    this.routes = routes;
    this.book = book;
    this.diary = diary;
    this.writer = writer;
    this.time = time;
    this.wheel = wheel;
  }

  /** People were told of it while it was open. */
  void told(Case one) {
    long now = time.nanoTime();
    one.firstToldNanos = Math.min(one.firstToldNanos, now);
    one.lastToldNanos = now;
    one.escalatesNanos = Long.MIN_VALUE;
    telling.consider(one); // it may have become graver meanwhile
    schedule(one);
  }

  /** A channel could not tell it; it is tried again when people are reminded. */
  void failed(Case one, String channel) {
    passedOn(one, channel);
    if (!one.isTold()) {
      one.lastToldNanos = time.nanoTime();
    }
    schedule(one);
  }

  /** Another channel tells it in the place of this one. */
  void passedOn(Case one, String channel) {
    one.failed(channel, time.nanoTime() + Nanos.of(routes.reminder(one)));
  }

  /** It was open before the program started. */
  void restored(Case one) {
    for (Notified told : one.alert.notified()) {
      boolean isFirst = !one.isTold();
      long first = ago(told.first());
      long last = ago(told.at());
      one.firstToldNanos = isFirst ? first : Math.min(one.firstToldNanos, first);
      one.lastToldNanos = isFirst ? last : Math.max(one.lastToldNanos, last);
    }
    schedule(one);
  }

  private long ago(Instant then) {
    return time.nanoTime() - Nanos.of(Duration.between(then, time.instant()));
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
    telling.consider(one);
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
    try {
      Acknowledgement by = one.alert.acknowledgement();
      if (by != null && !by.holdsAt(time.instant())) {
        takeBack(one, "the acknowledgement of " + by.by() + " has run out");
      } else if (by == null && stages.pass(one)) {
        escalate(one);
        remind(one);
      }
    } finally {
      schedule(one);
    }
  }

  private void escalate(Case one) {
    long now = time.nanoTime();
    List<Route.Step> ladder = routes.ladder(one.alert);
    int next = one.alert.escalated();
    if (!one.isTold() || next >= ladder.size() || one.isEscalating()) {
      return;
    }
    Route.Step step = ladder.get(next);
    if (now - escalationNanos(one, step) >= 0) {
      one.escalatesNanos = now + Nanos.of(routes.reminder(one)); // unless it is delivered
      step.channels().forEach(channel -> send(one, Notice.Kind.ESCALATION, channel));
    }
  }

  private void remind(Case one) {
    long now = time.nanoTime();
    if (!isBegun(one) || now - (one.lastToldNanos + Nanos.of(routes.reminder(one))) < 0) {
      return;
    }
    one.lastToldNanos = now;
    Instant at = time.instant();
    for (Route route : routes.of(one.alert)) {
      TimeTable onDuty = route.onDuty();
      if (onDuty == null || onDuty.isOpen(at)) {
        route.channels().forEach(channel -> remind(one, channel));
      }
    }
  }

  /** What nobody was ever told, since that failed, is told as a problem. */
  private void remind(Case one, String channel) {
    if (!one.isUnderWay(channel)) {
      send(one, one.isTold() ? Notice.Kind.REMINDER : Notice.Kind.PROBLEM, channel);
    }
  }

  /** Whether it was told, or was to be told and could not be. */
  private static boolean isBegun(Case one) {
    return one.isTold() || one.lastToldNanos != 0;
  }

  private void send(Case one, Notice.Kind kind, String channel) {
    writer.send(kind, channel, one.incident(), List.of(one));
  }

  private static long escalationNanos(Case one, Route.Step step) {
    return Math.max(one.firstToldNanos + Nanos.of(step.after()), one.escalatesNanos);
  }

  private void schedule(Case one) {
    long now = time.nanoTime();
    Alert alert = one.alert;
    Acknowledgement by = alert.acknowledgement();
    if (!alert.isOpen()) {
      return;
    }
    if (by != null) {
      Instant until = by.until();
      if (until != null) {
        wheel.schedule(one, now + Nanos.of(Duration.between(time.instant(), until)));
      } else {
        wheel.cancel(one);
      }
      return;
    }
    if (!isBegun(one)) {
      return;
    }
    long next = one.lastToldNanos + Nanos.of(routes.reminder(one));
    List<Route.Step> ladder = routes.ladder(alert);
    if (one.isTold() && alert.escalated() < ladder.size() && !one.isEscalating()) {
      next = Math.min(next, escalationNanos(one, ladder.get(alert.escalated())));
    }
    wheel.schedule(one, next - now > 0 ? next : now + SOON);
  }
}
