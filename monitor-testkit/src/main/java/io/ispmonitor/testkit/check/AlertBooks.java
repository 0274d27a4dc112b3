package io.ispmonitor.testkit.check;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Isolation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the checker of alerts has heard, of each alert. For one thread at a time. */
final class AlertBooks {
  private static final long SWEEP = Duration.ofMinutes(1).toNanos();

  /** What is found out a moment after it was decided. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final AlertScene scene;
  private final Map<String, Episode> episodes = new LinkedHashMap<>();
  private final Set<String> noticesTold = AlertScene.latest();
  private final DeliveryRules deliveries;
  private final OverdueRules overdue;
  private long sweptAt;
  private long delivered;

  AlertBooks(Findings findings) {
    this.scene = new AlertScene(findings);
    this.deliveries = new DeliveryRules(scene);
    this.overdue = new OverdueRules(scene, episodes);
  }

  void expect(Duration escalation, Duration reminder) {
    deliveries.expect(escalation, reminder);
  }

  void attach(Maintenance windows, Inventory inventory, Instant now) {
    scene.maintenance.attach(windows, inventory);
    scene.lived.jumpTo(now);
  }

  long delivered() {
    return delivered;
  }

  /** Time goes by. */
  void pass(Instant now) {
    scene.lived.pass(now);
    scene.maintenance.notice(now);
    if (scene.lived.nanos() - sweptAt > SWEEP) {
      sweptAt = scene.lived.nanos();
      sweep();
    }
  }

  void hear(Announcement announcement) {
    scene.troubles.hear(announcement);
  }

  void hear(Isolation isolation) {
    scene.troubles.hear(isolation, scene.lived.now());
  }

  /** An alert is kept as it is now. */
  void hear(Alert alert) {
    Episode episode = episodes.computeIfAbsent(alert.id(), any -> new Episode(alert));
    episode.alert = alert;
    if (alert.acknowledgement() != null) {
      episode.taken = alert.acknowledgement();
    }
    if (alert.isOpen()) {
      boolean isQuiet = alert.status() == Alert.Status.SUPPRESSED && episode.explainedAt == null;
      episode.unexplainedSince =
          isQuiet ? Math.min(episode.unexplainedSince, scene.lived.nanos()) : Long.MAX_VALUE;
      return;
    }
    if (episode.endedAt == Long.MAX_VALUE) {
      episode.endedAt = scene.lived.nanos();
      episode.told().values().forEach(told -> scene.owe(episode, told));
    }
  }

  void hear(LedgerEntry entry) {
    Episode episode = episodes.get(entry.alertId());
    boolean isQuiet = entry.decision() == LedgerEntry.Decision.SUPPRESSED;
    if (entry.reason().isEmpty() || (isQuiet && entry.reopens().isEmpty())) {
      scene.add(Rule.SILENCE_EXPLAINED, entry.key(), "the row says too little: " + entry);
    }
    if (episode == null) {
      return;
    }
    checkTrue(episode, entry);
    if (entry.stage().equals("acknowledgement") && entry.decision() == LedgerEntry.Decision.HELD) {
      episode.taken = null;
    }
    if (isReason(episode, entry)) {
      episode.explainedAt = scene.lived.now();
      episode.unexplainedSince = Long.MAX_VALUE;
    }
    if (entry.stage().equals("fallback")) {
      scene.instead.add(entry.noticeId());
      episode.told(entry.channel()).isInstead = true;
    }
    if (!episode.alert.isOpen()) {
      passedOn(episode, entry);
    }
  }

  /** Whether a row says why people are not told; that a root waits for others does not. */
  private static boolean isReason(Episode episode, LedgerEntry entry) {
    Troubles.Key key = Troubles.of(episode.alert);
    boolean isRoot = key != null && key.sort() == Troubles.Sort.DOWN;
    return entry.decision() != LedgerEntry.Decision.QUEUED
        && entry.decision() != LedgerEntry.Decision.SENT
        && entry.decision() != LedgerEntry.Decision.END_SENT
        && !(isRoot
            && entry.stage().equals("grouping")
            && entry.decision() == LedgerEntry.Decision.HELD);
  }

  /** What the judge has announced is not kept back as if it had not. */
  private void checkTrue(Episode episode, LedgerEntry entry) {
    String device = episode.alert.source();
    Troubles.Trouble trouble = scene.troubles.latest(new Troubles.Key(Troubles.Sort.DOWN, device));
    if (entry.stage().equals("judge")
        && trouble != null
        && trouble.stands()
        && trouble.since.plus(MOMENT).isBefore(scene.lived.now())) {
      scene.add(
          Rule.SILENCE_EXPLAINED,
          device,
          "the row is not true: %s; it was announced at %s".formatted(entry, trouble.since));
    }
  }

  /** Whoever cannot tell the end says so, and whoever does it instead owes it from then on. */
  private void passedOn(Episode episode, LedgerEntry entry) {
    Episode.Told told = episode.told(entry.channel());
    if (entry.decision() == LedgerEntry.Decision.GIVEN_UP) {
      episode.owesFallback = told.owedSince != Long.MAX_VALUE;
      told.owedSince = Long.MAX_VALUE;
    } else if (entry.stage().equals("fallback") && episode.owesFallback) {
      told.owedSince = scene.lived.nanos();
    }
  }

  /** A channel was to deliver something. */
  void hear(String channel, Notice notice, boolean isDelivered) {
    if (!isDelivered) {
      scene.failed(channel);
      return;
    }
    delivered++;
    if (!noticesTold.add(channel + "\n" + notice.id()) && !notice.mayRepeat()) {
      scene.add(Rule.ALERTED_ONCE, "", channel + " delivered twice " + AlertScene.words(notice));
    }
    if (notice.kind() == Notice.Kind.TEST) {
      return;
    }
    for (Alert alert : notice.alerts()) {
      Episode episode = episodes.computeIfAbsent(alert.id(), any -> new Episode(alert));
      if (alert.isOpen()) {
        deliveries.begun(episode, channel, notice, alert);
      } else {
        deliveries.over(episode, channel, notice);
      }
    }
  }

  private void sweep() {
    overdue.sweep();
    long before = scene.lived.nanos() - REMEMBERED.toNanos();
    episodes.values().removeIf(episode -> episode.isDone(before));
    scene.troubles.minuteLived();
  }

  /** Whatever is open has a cause, and whatever has a cause is open. */
  void conclude(List<Alert> open, Function<String, Optional<DeviceStatus>> statuses) {
    sweep();
    overdue.conclude(open, statuses);
  }
}
