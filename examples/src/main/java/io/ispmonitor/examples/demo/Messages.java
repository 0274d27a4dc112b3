package io.ispmonitor.examples.demo;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.AlertingBuilder;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages that people would get of a run, and why they get no more of them. */
final class Messages {
  private static final int MOST_REASONS = 5;

  private final Alerting alerting;
  private final List<Notice> sent = new ArrayList<>();

  /**
   * Alerting by a channel that hands messages over instead of sending them anywhere.
   *
   * @param zone in which messages tell times
   * @param keeping where alerts are kept; null for only in memory
   * @param notices takes each message
   */
  Messages(ZoneId zone, @Nullable Keeping keeping, Consumer<Notice> notices) {
    NotificationChannel screen =
        new NotificationChannel() {
          @Override
          public String name() {
            return "screen";
          }

          @Override
          public DeliveryResult deliver(Notice notice) {
            add(notice);
            notices.accept(notice);
            return DeliveryResult.delivered();
          }
        };
    AlertingBuilder builder =
        Alerting.builder()
            .channel(screen, ChannelOptions.usual().pace(Pace.of(60, Duration.ofMinutes(1))))
            .zone(zone);
    this.alerting = (keeping == null ? builder : keeping.join(builder)).build();
  }

  Alerting alerting() {
    return alerting;
  }

  private synchronized void add(Notice notice) {
    sent.add(notice);
  }

  /**
   * How many messages there were, and how many alerts were kept back for which reasons.
   *
   * @param since when the run began
   */
  synchronized List<String> words(Instant since) {
    List<String> words = new ArrayList<>();
    words.add("%d sent".formatted(sent.size()));
    Map<String, Integer> reasons = new HashMap<>();
    for (Alert alert : alerting.within(Duration.ofDays(1))) {
      if (!alert.isKnown() && !alert.lastSeen().isBefore(since)) {
        reasons.merge(why(alert), 1, Integer::sum);
      }
    }
    int keptBack = reasons.values().stream().mapToInt(is -> is).sum();
    if (keptBack > 0) {
      words.add("%d alerts kept back:".formatted(keptBack));
      reasons.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(MOST_REASONS)
          .forEach(is -> words.add("  %d: %s".formatted(is.getValue(), is.getKey())));
    }
    return List.copyOf(words);
  }

  private String why(Alert alert) {
    return alerting.ledger(alert.id()).stream()
        .filter(entry -> entry.decision() == Decision.SUPPRESSED)
        .reduce((first, last) -> last)
        .map(Messages::words)
        .orElse("not decided yet");
  }

  private static String words(LedgerEntry entry) {
    return entry.stage() + ": " + entry.reason();
  }

  /** A message as a line among the others. */
  static Note note(Notice notice, Instant now) {
    return new Note(now, "message: " + notice.message().title());
  }
}
