package io.ispmonitor.testkit.check;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Isolation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the checker of alerts knows, and its rules. For one thread at a time. */
final class AlertBooks {
  /** What is found out a moment after it was decided. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long OWED = Duration.ofMinutes(30).toNanos();
  private static final long SICK = Duration.ofMinutes(15).toNanos();

  /** An alert may be open so long after its device answers. */
  private static final Duration LATE = Duration.ofMinutes(8);

  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final Findings findings;
  private final Lived lived = new Lived();
  private final Troubles troubles = new Troubles();
  private final AttachedMaintenance maintenance = new AttachedMaintenance();
  private final Map<String, Episode> episodes = new LinkedHashMap<>();
  private final Set<String> noticesTold = new HashSet<>();

  /** Notices that are told in the place of another channel's. */
  private final Set<String> instead = new HashSet<>();

  private final Map<String, Long> failedAt = new HashMap<>();
  private Duration escalation = Duration.ZERO;
  private Duration reminder = Duration.ZERO;
  private long sweptAt;
  private long delivered;

  AlertBooks(Findings findings) {
    this.findings = findings;
  }

  void expect(Duration escalation, Duration reminder) {
    this.escalation = escalation;
    this.reminder = reminder;
  }

  void attach(Maintenance windows, Inventory inventory, Instant now) {
    maintenance.attach(windows, inventory);
    lived.jumpTo(now);
  }

  long delivered() {
    return delivered;
  }

  /** Time goes by. */
  void pass(Instant now) {
    lived.pass(now);
    if (lived.nanos() - sweptAt > MINUTE) {
      sweptAt = lived.nanos();
      sweep();
    }
  }

  void hear(Announcement announcement) {
    troubles.hear(announcement);
  }

  void hear(Isolation isolation) {
    troubles.hear(isolation, lived.now());
  }

  /** An alert is kept as it is now. */
  void hear(Alert alert) {
    Episode episode = episodes.computeIfAbsent(alert.id(), any -> new Episode(alert));
    episode.alert = alert;
    if (alert.isOpen()) {
      boolean isQuiet = alert.status() == Alert.Status.SUPPRESSED && episode.explainedAt == null;
      episode.unexplainedSince =
          isQuiet ? Math.min(episode.unexplainedSince, lived.nanos()) : Long.MAX_VALUE;
      return;
    }
    if (episode.endedAt == Long.MAX_VALUE) {
      episode.endedAt = lived.nanos();
      episode.told().values().forEach(told -> owe(episode, told));
    }
  }

  private void owe(Episode episode, Episode.Told told) {
    if (told.severity != null && !told.isOver && !episode.isTakenOver()) {
      told.owedSince = Math.min(told.owedSince, lived.nanos());
    }
  }

  void hear(LedgerEntry entry) {
    Episode episode = episodes.get(entry.alertId());
    boolean isQuiet = entry.decision() == LedgerEntry.Decision.SUPPRESSED;
    if (entry.reason().isEmpty() || (isQuiet && entry.reopens().isEmpty())) {
      add(Rule.SILENCE_EXPLAINED, entry.key(), "the row says too little: " + entry);
    }
    if (episode == null) {
      return;
    }
    boolean isReason =
        entry.decision() != LedgerEntry.Decision.QUEUED
            && entry.decision() != LedgerEntry.Decision.SENT;
    if (isReason) {
      episode.explainedAt = lived.now();
      episode.unexplainedSince = Long.MAX_VALUE;
    }
    if (entry.stage().equals("fallback")) {
      instead.add(entry.noticeId());
    }
    if (!episode.alert.isOpen()) {
      passedOn(episode, entry);
    }
  }

  /** Whoever cannot tell the end says so, and whoever does it instead owes it from then on. */
  private void passedOn(Episode episode, LedgerEntry entry) {
    Episode.Told told = episode.told(entry.channel());
    if (entry.decision() == LedgerEntry.Decision.GIVEN_UP) {
      episode.owesFallback = told.owedSince != Long.MAX_VALUE;
      told.owedSince = Long.MAX_VALUE;
    } else if (entry.stage().equals("fallback") && episode.owesFallback) {
      told.owedSince = lived.nanos();
    }
  }

  /** A channel was to deliver something. */
  void hear(String channel, Notice notice, boolean isDelivered) {
    if (!isDelivered) {
      failedAt.put(channel, lived.nanos());
      return;
    }
    delivered++;
    if (!noticesTold.add(channel + "\n" + notice.id()) && !notice.mayRepeat()) {
      add(Rule.ALERTED_ONCE, "", channel + " delivered twice " + words(notice));
    }
    if (notice.kind() == Notice.Kind.TEST) {
      return;
    }
    for (Alert alert : notice.alerts()) {
      Episode episode = episodes.computeIfAbsent(alert.id(), any -> new Episode(alert));
      if (alert.isOpen()) {
        begun(episode, channel, notice, alert);
      } else {
        over(episode, channel, notice);
      }
    }
  }

  private void begun(Episode episode, String channel, Notice notice, Alert alert) {
    String device = alert.source();
    Episode.Told told = episode.told(channel);
    String words = channel + " delivered " + words(notice);
    if (told.isOver && !notice.mayRepeat()) {
      add(Rule.ALERT_ORDER_KEPT, device, words + " after the end of " + alert.id());
    }
    checkCause(notice, alert, words);
    if (notice.kind() != Notice.Kind.DIGEST
        && maintenance.holds(device, notice.at().minus(MOMENT))
        && maintenance.holds(device, notice.at())) {
      add(Rule.ALERTS_QUIET_IN_MAINTENANCE, device, words);
    }
    switch (notice.kind()) {
      case ESCALATION -> checkEscalation(episode, notice, words);
      case REMINDER -> checkReminder(episode, notice, words);
      default -> {
        boolean isGraver = told.severity == null || alert.severity().compareTo(told.severity) > 0;
        if (!isGraver
            && !notice.mayRepeat()
            && !instead.contains(notice.id())
            && notice.kind() != Notice.Kind.DIGEST) {
          add(Rule.ALERTED_ONCE, device, words + " though it had told of " + alert.id());
        }
      }
    }
    told.severity = alert.severity();
    episode.toldAt.add(lived.now());
    if (!episode.alert.isOpen()) {
      owe(episode, told);
    }
    checkDelay(episode, channel, alert, words);
  }

  private void checkCause(Notice notice, Alert alert, String words) {
    Troubles.Key key = Troubles.of(alert);
    if (key == null) {
      return;
    }
    Troubles.Trouble trouble = troubles.latest(key);
    boolean isDigest = notice.kind() == Notice.Kind.DIGEST;
    Instant decided = isDigest ? alert.lastSeen() : notice.at();
    if (trouble == null || trouble.ended.isBefore(decided.minus(MOMENT))) {
      add(
          Rule.ALERT_HAS_CAUSE,
          alert.source(),
          "%s; %s"
              .formatted(
                  words, trouble == null ? "never announced" : "which ended at " + trouble.ended));
    }
    if (key.sort() == Troubles.Sort.DOWN) {
      checkRoot(alert, decided, words);
    }
  }

  private void checkRoot(Alert alert, Instant decided, String words) {
    Troubles.Trouble root = troubles.root(alert.facts().getOrDefault("outage", ""));
    if (root != null
        && !root.key.of().equals(alert.source())
        && root.since.isBefore(decided.minus(MOMENT))) {
      add(Rule.ONE_ROOT_TOLD, alert.source(), words + ", whose root is " + root.key.of());
    }
  }

  private void checkEscalation(Episode episode, Notice notice, String words) {
    Instant first = episode.toldAt.stream().min(Instant::compareTo).orElse(Instant.MAX);
    if (first.equals(Instant.MAX) || first.plus(escalation).isAfter(notice.at().plus(MOMENT))) {
      add(
          Rule.ESCALATED_WHEN_SENT,
          episode.alert.source(),
          "%s, first told at %s".formatted(words, first));
    }
    checkTaken(episode, notice, words);
  }

  private void checkReminder(Episode episode, Notice notice, String words) {
    Instant last =
        episode.toldAt.stream()
            .filter(at -> at.isBefore(notice.at()))
            .max(Instant::compareTo)
            .orElse(Instant.MAX);
    if (last.equals(Instant.MAX) || last.plus(reminder).isAfter(notice.at().plus(MOMENT))) {
      add(
          Rule.ESCALATED_WHEN_SENT,
          episode.alert.source(),
          "%s, last told at %s".formatted(words, last));
    }
    checkTaken(episode, notice, words);
  }

  private void checkTaken(Episode episode, Notice notice, String words) {
    Acknowledgement by = episode.alert.acknowledgement();
    boolean isTaken =
        by != null && by.at().isBefore(notice.at().minus(MOMENT)) && by.holdsAt(notice.at());
    if (isTaken) {
      add(Rule.ESCALATED_WHEN_SENT, episode.alert.source(), words + ", which was taken by " + by);
    }
  }

  private void checkDelay(Episode episode, String channel, Alert alert, String words) {
    Troubles.Key key = Troubles.of(alert);
    if (key == null || key.sort() != Troubles.Sort.DOWN) {
      return;
    }
    Troubles.Trouble trouble = troubles.latest(key);
    if (trouble == null || trouble.isTold) {
      return;
    }
    trouble.isTold = true;
    boolean isLate = trouble.since.plus(SOON).isBefore(lived.now());
    if (isLate
        && !isExplainedSince(episode, trouble.since)
        && isWell(channel)
        && !lived.jumpedSince(trouble.since)) {
      add(
          Rule.ALERTED_SOON,
          alert.source(),
          "%s at %s, announced at %s".formatted(words, lived.now(), trouble.since));
    }
  }

  private static boolean isExplainedSince(Episode episode, Instant then) {
    Instant explained = episode.explainedAt;
    return explained != null && !explained.isBefore(then);
  }

  private void over(Episode episode, String channel, Notice notice) {
    Episode.Told told = episode.told(channel);
    if (told.severity == null && !instead.contains(notice.id())) {
      add(
          Rule.RECOVERY_FOLLOWS,
          episode.alert.source(),
          "%s delivered %s, and had not told of %s"
              .formatted(channel, words(notice), episode.alert.id()));
    }
    told.isOver = true;
    told.owedSince = Long.MAX_VALUE;
  }

  private boolean isWell(String channel) {
    Long failed = failedAt.get(channel);
    return failed == null || lived.nanos() - failed > SICK;
  }

  /** What should have happened by now. */
  private void sweep() {
    long now = lived.nanos();
    for (Episode episode : episodes.values()) {
      if (episode.unexplainedSince < now - MINUTE) {
        episode.unexplainedSince = Long.MAX_VALUE;
        add(Rule.SILENCE_EXPLAINED, episode.alert.source(), "no row says why: " + episode.alert);
      }
      boolean isSettled = episode.endedAt < now - MINUTE;
      if (isSettled && episode.explainedAt == null && !episode.isKnown()) {
        episode.explainedAt = lived.now(); // said once
        add(Rule.SILENCE_EXPLAINED, episode.alert.source(), "nobody heard of " + episode.alert);
      }
      episode.told().forEach((channel, told) -> checkOwed(episode, channel, told, now));
    }
    episodes.values().removeIf(episode -> isDone(episode, now));
    for (Troubles.Trouble trouble : troubles.standing()) {
      checkSilence(trouble);
    }
    troubles.forget(lived.now().minus(REMEMBERED));
  }

  private void checkOwed(Episode episode, String channel, Episode.Told told, long now) {
    if (told.owedSince == Long.MAX_VALUE) {
      return;
    }
    long since = Math.max(told.owedSince, failedAt.getOrDefault(channel, Long.MIN_VALUE));
    if (now - since <= OWED) {
      return;
    }
    told.owedSince = Long.MAX_VALUE;
    add(
        Rule.RECOVERY_DELIVERED,
        episode.alert.source(),
        channel + " told nothing of the end of " + episode.alert);
  }

  /** An announced outage of which nobody was told, and nothing says why. */
  private void checkSilence(Troubles.Trouble trouble) {
    boolean isDue =
        !trouble.isTold
            && trouble.key.sort() == Troubles.Sort.DOWN
            && trouble.since.plusNanos(MINUTE).isBefore(lived.now())
            && !lived.jumpedSince(trouble.since.minusNanos(MINUTE));
    if (!isDue) {
      return;
    }
    trouble.isTold = true;
    boolean isExplained =
        episodes.values().stream()
            .filter(episode -> trouble.key.equals(Troubles.of(episode.alert)))
            .anyMatch(episode -> episode.explainedAt != null || episode.isKnown());
    if (!isExplained) {
      add(
          Rule.ALERTED_SOON,
          trouble.key.of(),
          "nobody was told within a minute of what was announced at " + trouble.since);
    }
  }

  private static boolean isDone(Episode episode, long now) {
    boolean isOwed =
        episode.told().values().stream().anyMatch(told -> told.owedSince != Long.MAX_VALUE);
    return !isOwed && episode.endedAt < now - REMEMBERED.toNanos();
  }

  /** Whatever is open has a cause, and whatever has a cause is open. */
  void conclude(List<Alert> open, Function<String, Optional<DeviceStatus>> statuses) {
    sweep();
    Set<Troubles.Key> known = new HashSet<>();
    for (Alert alert : open) {
      Troubles.Key key = Troubles.of(alert);
      if (key != null) {
        known.add(key);
      }
      boolean isNew = alert.firstSeen().plus(LATE).isAfter(lived.now());
      if (!isNew && isOver(alert, key, statuses.apply(alert.source()))) {
        add(Rule.ALERT_ENDS, alert.source(), "is still open: " + alert);
      }
    }
    for (Troubles.Trouble trouble : troubles.standing()) {
      boolean isNew = trouble.since.plusNanos(MINUTE).isAfter(lived.now());
      if (!isNew && !known.contains(trouble.key)) {
        add(
            Rule.ALERT_FOR_TROUBLE,
            trouble.key.of(),
            "no alert is open for %s, announced at %s".formatted(trouble.key, trouble.since));
      }
    }
  }

  private boolean isOver(Alert alert, Troubles.@Nullable Key key, Optional<DeviceStatus> status) {
    if (key != null && key.sort() != Troubles.Sort.DOWN) {
      Troubles.Trouble trouble = troubles.latest(key);
      return trouble == null || trouble.ended.isBefore(lived.now().minus(LATE));
    }
    boolean isState = key != null || alert.type().equals("device.unreachable");
    return isState
        && status.isPresent()
        && (status.get().state() == DeviceState.UP || status.get().state() == DeviceState.DEGRADED)
        && !status.get().flapping()
        && status.get().since().plus(LATE).isBefore(lived.now());
  }

  private void add(Rule rule, String device, String text) {
    findings.add(rule, device, EpochNanos.of(lived.now()), text);
  }

  private static String words(Notice notice) {
    return "%s '%s' decided at %s".formatted(notice.kind(), notice.message().title(), notice.at());
  }
}
