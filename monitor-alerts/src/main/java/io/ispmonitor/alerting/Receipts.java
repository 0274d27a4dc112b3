package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alerting.delivery.Lanes;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notes what became of notices: only what was really delivered was told. The desk's thread. */
final class Receipts {
  private final AlertStore store;
  private final Book book;
  private final Ends ends;
  private final Diary diary;
  private final Lanes lanes;
  private final Writer writer;
  private final Care care;
  private final Recent recent;
  private final Threads threads;
  private final TimeSource time;

  Receipts(
      AlertStore store,
      Book book,
      Ends ends,
      Diary diary,
      Lanes lanes,
      Writer writer,
      Care care,
      Recent recent,
      Threads threads,
      TimeSource time) {
    this.store = store;
    this.book = book;
    this.ends = ends;
    this.diary = diary;
    this.lanes = lanes;
    this.writer = writer;
    this.care = care;
    this.recent = recent;
    this.threads = threads;
    this.time = time;
  }

  /** The alert as it is dealt with at present, open or not. */
  private Optional<Case> find(Alert alert) {
    return book.ofId(alert.id()).or(() -> ends.find(alert.id()));
  }

  void delivered(OutboxEntry entry, DeliveryResult.Delivered result) {
    boolean isDigest = entry.notice().kind() == Notice.Kind.DIGEST;
    told(
        entry,
        isDigest ? null : result.receipt(),
        Decision.SENT,
        entry.notice().mayRepeat() ? "delivered, perhaps for the second time" : "delivered");
  }

  /** All goes on as if people had been told. */
  void observed(OutboxEntry entry) {
    told(entry, null, Decision.SUPPRESSED, "not sent: this instance only observes");
  }

  private void told(
      OutboxEntry entry, @Nullable Receipt receipt, Decision decision, String reason) {
    Notice notice = entry.notice();
    if (receipt != null) {
      threads.told(entry.channel(), notice.incident(), receipt);
    }
    for (Alert told : notice.alerts()) {
      Optional<Case> one = find(told);
      Alert now = one.map(is -> is.alert).or(() -> store.find(told.id())).orElse(null);
      boolean isEnd = decision == Decision.SENT && !told.isOpen();
      diary.write(
          now == null ? told : now,
          entry.channel(),
          notice.id(),
          isEnd ? Decision.END_SENT : decision,
          "delivery",
          reason,
          "");
      if (now != null) { // else it has ended so long ago that nobody remembers
        note(one, noted(now, told, entry.channel(), receipt));
      }
      if (told.isOpen()) {
        recent.told(told.key(), entry.channel(), time.nanoTime());
      }
    }
    settle(entry, is -> {});
    for (Alert told : notice.alerts()) {
      if (told.isOpen()) {
        book.ofId(told.id()).ifPresent(care::told);
      }
    }
    lanes.settled(entry);
  }

  private void note(Optional<Case> one, Alert noted) {
    if (one.isPresent()) {
      book.save(one.get(), noted);
    } else if (!noted.isOpen()) {
      store.put(noted);
    }
  }

  private Alert noted(Alert now, Alert told, String channel, @Nullable Receipt receipt) {
    List<Notified> all = new ArrayList<>(now.notified());
    Optional<Notified> before = now.notifiedBy(channel);
    all.removeIf(is -> is.channel().equals(channel));
    if (told.isOpen()) {
      all.add(
          before
              .map(is -> is.again(time.instant(), told.severity(), receipt))
              .orElse(new Notified(channel, time.instant(), told.severity(), receipt)));
    } else {
      before.ifPresent(is -> all.add(is.ended(time.instant())));
    }
    return now.change()
        .notified(all)
        .escalated(Math.max(now.escalated(), told.isOpen() ? told.escalated() : 0))
        .build();
  }

  /** It is not on its way any more; what waited for that goes on. */
  private void settle(OutboxEntry entry, Consumer<Case> also) {
    Set<Case> ending = new LinkedHashSet<>();
    for (Alert alert : entry.notice().alerts()) {
      Optional<Case> one = find(alert);
      if (one.isPresent()) {
        one.get().settled(entry.channel(), entry.notice().id());
        also.accept(one.get());
        if (!one.get().alert.isOpen()) {
          ending.add(one.get());
        }
      }
    }
    ends.settled(List.copyOf(ending));
  }

  void delayed(OutboxEntry entry, String reason) {
    boolean isWorthNoting = Integer.bitCount(entry.attempts()) == 1; // 1, 2, 4, 8 ...
    if (isWorthNoting) {
      write(entry, Decision.FAILED, reason, "it is tried again");
    }
  }

  void held(OutboxEntry entry, String reason) {
    write(entry, Decision.HELD, reason, "by itself, when the channel delivers again");
  }

  void givenUp(OutboxEntry entry, String reason) {
    Notice notice = entry.notice();
    String fallback =
        lanes.names().contains(entry.channel()) ? lanes.fallback(entry.channel()) : null;
    boolean isNews = fallback != null && !isToldBy(fallback, notice) && !isOver(notice);
    String goesOn = isNews ? "it goes to " + fallback : nothing(notice);
    write(entry, Decision.GIVEN_UP, reason, goesOn);
    for (Alert alert : notice.alerts()) {
      if (!alert.isOpen()) {
        find(alert).ifPresent(one -> one.spare(entry.channel()));
      }
    }
    if (fallback == null) {
      settle(entry, one -> failed(one, entry.channel()));
    } else if (isNews) {
      passOn(entry, fallback);
    } else {
      settle(entry, one -> care.passedOn(one, entry.channel()));
    }
    lanes.settled(entry);
  }

  private static String nothing(Notice notice) {
    boolean isOnce = notice.alerts().stream().allMatch(is -> is.facts().containsKey(Intake.ONCE));
    return notice.kind() == Notice.Kind.RECOVERY || isOnce
        ? "nothing"
        : "nothing; it is told again when people are reminded";
  }

  private void failed(Case one, String channel) {
    if (one.alert.isOpen()) {
      care.failed(one, channel);
    }
  }

  /** Whether a channel tells all of a problem anyway. */
  private boolean isToldBy(String channel, Notice notice) {
    boolean isProblem = notice.kind() == Notice.Kind.PROBLEM || notice.kind() == Notice.Kind.UPDATE;
    return isProblem
        && notice.alerts().stream()
            .map(this::find)
            .allMatch(
                one ->
                    one.isPresent()
                        && (one.get().isKnownTo(channel) || one.get().isUnderWay(channel)));
  }

  /** Whether a notice only recalls what has ended since: its end is told, it is not told anew. */
  private boolean isOver(Notice notice) {
    boolean isRecalled =
        notice.kind() == Notice.Kind.REMINDER || notice.kind() == Notice.Kind.ESCALATION;
    return isRecalled && notice.alerts().stream().noneMatch(one -> book.ofId(one.id()).isPresent());
  }

  private void passOn(OutboxEntry entry, String fallback) {
    Notice instead = writer.instead(fallback, entry.notice());
    for (Alert alert : entry.notice().alerts()) {
      String why = "in the place of " + entry.channel();
      diary.write(alert, fallback, instead.id(), Decision.QUEUED, "fallback", why, "");
    }
    UnderWay fresh = new UnderWay(fallback, instead.id(), instead.kind());
    settle(
        entry,
        one -> {
          one.sent(fresh);
          care.passedOn(one, entry.channel());
        });
    lanes.send(fallback, instead);
  }

  void merged(List<OutboxEntry> entries, OutboxEntry digest) {
    Notice notice = digest.notice();
    String reason =
        "there was no room for it by itself: one of %d in a digest".formatted(entries.size());
    for (OutboxEntry entry : entries) {
      UnderWay within = new UnderWay(digest.channel(), notice.id(), entry.notice().kind());
      for (Alert alert : entry.notice().alerts()) {
        String channel = entry.channel();
        diary.write(alert, channel, notice.id(), Decision.MERGED, "rate limit", reason, "");
        find(alert)
            .ifPresent(
                one -> {
                  one.settled(channel, entry.notice().id());
                  one.sent(within);
                });
      }
    }
  }

  private void write(OutboxEntry entry, Decision decision, String reason, String reopens) {
    for (Alert alert : entry.notice().alerts()) {
      diary.write(
          alert, entry.channel(), entry.notice().id(), decision, "delivery", reason, reopens);
    }
  }
}
