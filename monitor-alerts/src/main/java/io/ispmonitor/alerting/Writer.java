package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.delivery.Lanes;
import io.ispmonitor.alerting.message.Wording;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes notices and hands them to the lanes. The desk's thread. */
final class Writer {
  private final Lanes lanes;
  private final Function<String, Wording> wordings;
  private final Diary diary;
  private final TimeSource time;
  private final Threads threads;
  private final String start;
  private long count;

  /**
   * A writer.
   *
   * @param wordings the words of a channel
   */
  Writer(
      Lanes lanes,
      Function<String, Wording> wordings,
      Diary diary,
      TimeSource time,
      Threads threads) {
    this.lanes = lanes;
    this.wordings = wordings;
    this.diary = diary;
    this.time = time;
    this.threads = threads;
    this.start = Long.toString(time.instant().toEpochMilli(), Character.MAX_RADIX);
  }

  /** Whether there is a channel of this name. */
  boolean knows(String channel) {
    return lanes.names().contains(channel);
  }

  /** Has a channel tell people of some alerts. */
  void send(Notice.Kind kind, String channel, String incident, List<Case> cases) {
    for (int from = 0; from < cases.size(); from += Notice.MOST_ALERTS) {
      List<Case> some = cases.subList(from, Math.min(cases.size(), from + Notice.MOST_ALERTS));
      List<Alert> alerts = some.stream().map(one -> told(one, kind)).toList();
      Notice notice = notice(kind, channel, incident, alerts);
      for (Case one : some) {
        one.sent(new UnderWay(channel, notice.id(), kind));
        diary.write(one.alert, channel, notice.id(), Decision.QUEUED, "outbox", words(kind), "");
      }
      lanes.send(channel, notice);
    }
  }

  /** An alert as it will be when the notice has arrived. */
  private static Alert told(Case one, Notice.Kind kind) {
    return kind == Notice.Kind.ESCALATION
        ? one.alert.change().escalated(one.alert.escalated() + 1).build()
        : one.alert;
  }

  private static String words(Notice.Kind kind) {
    return switch (kind) {
      case PROBLEM -> "it is told";
      case UPDATE -> "it is told as news of what was told before";
      case REMINDER -> "people are reminded of it";
      case ESCALATION -> "nobody has taken it in time";
      case RECOVERY -> "its end is told to who was told of it";
      case DIGEST -> "it is told together with others";
      case TEST -> "somebody wants to see whether the channel works";
    };
  }

  private Notice notice(Notice.Kind kind, String channel, String incident, List<Alert> alerts) {
    Instant at = time.instant();
    Alert first = alerts.get(0);
    Receipt previous = threads.of(channel, incident);
    Message message = wordings.apply(channel).message(kind, alerts, at, false);
    return new Notice(id(), incident, kind, first.severity(), at, message, alerts, previous, false);
  }

  /** No two are the same, not even after a restart. */
  private String id() {
    return start + "-" + ++count;
  }

  /** Has a channel tell that it works; gives the notice's id. */
  String test(String channel) {
    Instant at = time.instant();
    Message message = wordings.apply(channel).message(Notice.Kind.TEST, List.of(), at, false);
    String id = id();
    lanes.send(
        channel,
        new Notice(id, id, Notice.Kind.TEST, Severity.INFO, at, message, List.of(), null, false));
    return id;
  }

  /** What another channel is to tell in its language, since one could not. */
  Notice instead(String channel, Notice notice) {
    @Nullable Receipt previous = threads.of(channel, notice.incident());
    return new Notice(
        id(),
        notice.incident(),
        notice.kind(),
        notice.severity(),
        notice.at(),
        wordings.apply(channel).message(notice),
        notice.alerts(),
        previous,
        notice.mayRepeat());
  }
}
