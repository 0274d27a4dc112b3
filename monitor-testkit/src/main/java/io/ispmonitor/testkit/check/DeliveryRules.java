package io.ispmonitor.testkit.check;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Notice;
import java.time.Duration;
import java.time.Instant;

/** Rules of what a channel delivers. */
final class DeliveryRules {
  /** What is found out a moment after it was decided. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofSeconds(5);

  private final AlertScene scene;
  private Duration escalation = Duration.ZERO;
  private Duration reminder = Duration.ZERO;

  DeliveryRules(AlertScene scene) {
    this.scene = scene;
  }

  /**
   * How long after people were told others are, and how often people are reminded, at the least.
   */
  void expect(Duration escalation, Duration reminder) {
    this.escalation = escalation;
    this.reminder = reminder;
  }

  /** A channel told of an alert that was open. */
  void begun(Episode episode, String channel, Notice notice, Alert alert) {
    String device = alert.source();
    Episode.Told told = episode.told(channel);
    String words = channel + " delivered " + AlertScene.words(notice);
    if (told.isOver && !notice.mayRepeat()) {
      scene.add(Rule.ALERT_ORDER_KEPT, device, words + " after the end of " + alert.id());
    }
    checkCause(notice, alert, words);
    checkMaintenance(notice, alert, words);
    switch (notice.kind()) {
      case ESCALATION -> checkEscalation(episode, notice, words);
      case REMINDER -> checkReminder(episode, notice, words);
      default -> {
        boolean isGraver = told.severity == null || alert.severity().compareTo(told.severity) > 0;
        if (!isGraver
            && !notice.mayRepeat()
            && !scene.instead.contains(notice.id())
            && notice.kind() != Notice.Kind.DIGEST) {
          scene.add(Rule.ALERTED_ONCE, device, words + " though it had told of " + alert.id());
        }
      }
    }
    told.severity = alert.severity();
    episode.toldAt.add(scene.lived.now());
    if (!episode.alert.isOpen()) {
      scene.owe(episode, told);
    }
    checkDelay(episode, channel, alert, words);
  }

  /** Whoever heard of an outage may hear where the fault is, also in maintenance. */
  private void checkMaintenance(Notice notice, Alert alert, String words) {
    Troubles.Key key = Troubles.of(alert);
    Troubles.Trouble trouble = key == null ? null : scene.troubles.latest(key);
    boolean isNews = notice.kind() == Notice.Kind.UPDATE && trouble != null && trouble.isRootFound;
    if (!isNews
        && notice.kind() != Notice.Kind.DIGEST
        && scene.maintenance.holds(alert.source(), notice.at().minus(MOMENT))
        && scene.maintenance.holds(alert.source(), notice.at())) {
      scene.add(Rule.ALERTS_QUIET_IN_MAINTENANCE, alert.source(), words);
    }
  }

  private void checkCause(Notice notice, Alert alert, String words) {
    Troubles.Key key = Troubles.of(alert);
    if (key == null) {
      return;
    }
    Troubles.Trouble trouble = scene.troubles.latest(key);
    boolean isDigest = notice.kind() == Notice.Kind.DIGEST;
    Instant decided = isDigest ? alert.lastSeen() : notice.at();
    if (trouble == null || trouble.ended.isBefore(decided.minus(MOMENT))) {
      scene.add(
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
    Troubles.Trouble root = scene.troubles.root(alert.facts().getOrDefault("outage", ""));
    if (root != null
        && !root.key.of().equals(alert.source())
        && root.since.isBefore(decided.minus(MOMENT))) {
      scene.add(Rule.ONE_ROOT_TOLD, alert.source(), words + ", whose root is " + root.key.of());
    }
  }

  private void checkEscalation(Episode episode, Notice notice, String words) {
    Instant first = episode.toldAt.stream().min(Instant::compareTo).orElse(Instant.MAX);
    if (first.equals(Instant.MAX) || first.plus(escalation).isAfter(notice.at().plus(MOMENT))) {
      scene.add(
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
      scene.add(
          Rule.ESCALATED_WHEN_SENT,
          episode.alert.source(),
          "%s, last told at %s".formatted(words, last));
    }
    checkTaken(episode, notice, words);
  }

  private void checkTaken(Episode episode, Notice notice, String words) {
    Acknowledgement by = episode.taken;
    boolean isTaken =
        by != null && by.at().isBefore(notice.at().minus(MOMENT)) && by.holdsAt(notice.at());
    if (isTaken) {
      scene.add(
          Rule.ESCALATED_WHEN_SENT, episode.alert.source(), words + ", which was taken by " + by);
    }
  }

  private void checkDelay(Episode episode, String channel, Alert alert, String words) {
    Troubles.Key key = Troubles.of(alert);
    if (key == null || key.sort() != Troubles.Sort.DOWN) {
      return;
    }
    Troubles.Trouble trouble = scene.troubles.latest(key);
    if (trouble == null || trouble.isTold) {
      return;
    }
    trouble.isTold = true;
    boolean isLate = trouble.since.plus(SOON).isBefore(scene.lived.now());
    if (isLate
        && !isExplainedSince(episode, trouble.since)
        && scene.isWell(channel)
        && !scene.lived.jumpedSince(trouble.since)) {
      scene.add(
          Rule.ALERTED_SOON,
          alert.source(),
          "%s at %s, announced at %s".formatted(words, scene.lived.now(), trouble.since));
    }
  }

  private static boolean isExplainedSince(Episode episode, Instant then) {
    Instant explained = episode.explainedAt;
    return explained != null && !explained.isBefore(then);
  }

  /** A channel told of the end of an alert. */
  void over(Episode episode, String channel, Notice notice) {
    Episode.Told told = episode.told(channel);
    if (told.severity == null && !told.isInstead) {
      scene.add(
          Rule.RECOVERY_FOLLOWS,
          episode.alert.source(),
          "%s delivered %s, and had not told of %s"
              .formatted(channel, AlertScene.words(notice), episode.alert.id()));
    }
    told.isOver = true;
    told.owedSince = Long.MAX_VALUE;
  }
}
