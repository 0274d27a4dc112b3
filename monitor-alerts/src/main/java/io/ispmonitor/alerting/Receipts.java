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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes what became of notices: only what was really delivered was told. The desk's thread. */
final class Receipts {
  private final AlertStore store;
  private final Book book;
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
      Diary diary,
      Lanes lanes,
      Writer writer,
      Care care,
      Recent recent,
      Threads threads,
      TimeSource time) {
    this.store = store;
    this.book = book;
    this.diary = diary;
    this.lanes = lanes;
    this.writer = writer;
    this.care = care;
    this.recent = recent;
    this.threads = threads;
    this.time = time;
  }

  void delivered(OutboxEntry entry, DeliveryResult.Delivered result) {
    Notice notice = entry.notice();
    boolean isDigest = notice.kind() == Notice.Kind.DIGEST;
    Receipt receipt = isDigest ? null : result.receipt();
    if (receipt != null) {
      threads.told(entry.channel(), notice.incident(), receipt);
    }
    for (Alert told : notice.alerts()) {
      Alert now = store.find(told.id()).orElse(told);
      String reason = notice.mayRepeat() ? "delivered, perhaps for the second time" : "delivered";
      diary.write(now, entry.channel(), notice.id(), Decision.SENT, "delivery", reason, "");
      if (told.isOpen()) { // when its end was told nothing follows
        int steps = notice.kind() == Notice.Kind.ESCALATION ? told.escalated() + 1 : 0;
        note(now, told, steps, entry.channel(), receipt);
      }
    }
    lanes.settled(entry);
  }

  private void note(Alert now, Alert told, int steps, String channel, @Nullable Receipt receipt) {
    Alert noted =
        now.change()
            .notified(with(now, told, channel, receipt))
            .escalated(Math.max(now.escalated(), steps))
            .build();
    Optional<Case> open = book.ofId(now.id());
    if (open.isPresent()) {
      Case one = open.get();
      one.onTheWay.remove(channel);
      book.save(one, noted);
      care.told(one);
    } else {
      store.put(noted);
    }
    recent.told(now.key(), channel, time.nanoTime());
  }

  /** The first message of a trouble is the one that is edited or answered. */
  private List<Notified> with(Alert now, Alert told, String channel, @Nullable Receipt receipt) {
    List<Notified> all = new ArrayList<>(now.notified());
    Receipt first = now.notifiedBy(channel).map(Notified::receipt).orElse(receipt);
    all.removeIf(is -> is.channel().equals(channel));
    all.add(new Notified(channel, time.instant(), told.severity(), first));
    return all;
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
    String fallback =
        lanes.names().contains(entry.channel()) ? lanes.fallback(entry.channel()) : null;
    write(
        entry,
        Decision.GIVEN_UP,
        reason,
        fallback == null
            ? "nothing; it is told again when people are reminded"
            : "it goes to " + fallback);
    for (Alert alert : entry.notice().alerts()) {
      book.ofId(alert.id()).ifPresent(one -> passOn(one, entry.channel(), fallback));
    }
    if (fallback != null) {
      String id = writer.instead(fallback, entry.notice());
      for (Alert alert : entry.notice().alerts()) {
        String why = "in the place of " + entry.channel();
        diary.write(alert, fallback, id, Decision.QUEUED, "fallback", why, "");
      }
    }
    lanes.settled(entry);
  }

  private void passOn(Case one, String from, @Nullable String to) {
    one.onTheWay.remove(from);
    if (to != null) {
      one.onTheWay.add(to);
    } else {
      care.failed(one);
    }
  }

  void merged(List<OutboxEntry> entries, OutboxEntry digest) {
    for (OutboxEntry entry : entries) {
      for (Alert alert : entry.notice().alerts()) {
        diary.write(
            alert,
            entry.channel(),
            digest.notice().id(),
            Decision.MERGED,
            "rate limit",
            "there was no room for it by itself: one of %d in a digest".formatted(entries.size()),
            "");
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
