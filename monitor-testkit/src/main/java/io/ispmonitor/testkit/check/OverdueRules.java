package io.ispmonitor.testkit.check;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules of what should have happened by now. */
final class OverdueRules {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long OWED = Duration.ofMinutes(30).toNanos();

  /** An alert may be open so long after its device answers. */
  private static final Duration LATE = Duration.ofMinutes(8);

  /** So many looks, a minute apart, find a trouble without an alert, and an alert without one. */
  private static final int ALONE = 3;

  private static final int OUTLIVED = 9;

  /** The alert of a trouble was seen about when that was announced. */
  private static final Duration AROUND = Duration.ofSeconds(10);

  private final AlertScene scene;
  private final Map<String, Episode> episodes;

  /**
   * Rules.
   *
   * @param episodes those that are remembered, as they are at the time
   */
  OverdueRules(AlertScene scene, Map<String, Episode> episodes) {
    this.scene = scene;
    this.episodes = episodes;
  }

  /** What should have happened by now. */
  void sweep() {
    long now = scene.lived.nanos();
    for (Episode episode : episodes.values()) {
      if (episode.unexplainedSince < now - MINUTE) {
        episode.unexplainedSince = Long.MAX_VALUE;
        scene.add(
            Rule.SILENCE_EXPLAINED, episode.alert.source(), "no row says why: " + episode.alert);
      }
      boolean isSettled = episode.endedAt < now - MINUTE;
      if (isSettled && episode.explainedAt == null && !episode.isKnown()) {
        episode.explainedAt = scene.lived.now(); // said once
        scene.add(
            Rule.SILENCE_EXPLAINED, episode.alert.source(), "nobody heard of " + episode.alert);
      }
      episode.told().forEach((channel, told) -> checkOwed(episode, channel, told, now));
    }
    Set<Troubles.Key> known = new HashSet<>();
    for (Episode episode : episodes.values()) {
      Troubles.Key key = Troubles.of(episode.alert);
      if (key != null && episode.alert.isOpen()) {
        known.add(key);
        checkOutlived(episode, key);
      }
    }
    for (Troubles.Trouble trouble : scene.troubles.standing()) {
      checkSilence(trouble);
      checkAlone(trouble, known.contains(trouble.key));
    }
  }

  private void checkAlone(Troubles.Trouble trouble, boolean isKnown) {
    trouble.alone = isKnown ? 0 : trouble.alone + 1;
    if (trouble.alone == ALONE) {
      noAlert(trouble);
    }
  }

  private void noAlert(Troubles.Trouble trouble) {
    scene.add(
        Rule.ALERT_FOR_TROUBLE,
        trouble.key.of(),
        "no alert is open for %s, announced at %s".formatted(trouble.key, trouble.since));
  }

  /** What is out may have an alert of which nobody is told; that is looked at in the end. */
  private void checkOutlived(Episode episode, Troubles.Key key) {
    Troubles.Trouble trouble = scene.troubles.latest(key);
    boolean isTold = key.sort() != Troubles.Sort.DOWN || episode.isKnown();
    boolean isOver = isTold && (trouble == null || !trouble.stands());
    episode.outlived = isOver ? episode.outlived + 1 : 0;
    if (episode.outlived == OUTLIVED) {
      scene.add(Rule.ALERT_ENDS, episode.alert.source(), "is still open: " + episode.alert);
    }
  }

  private void checkOwed(Episode episode, String channel, Episode.Told told, long now) {
    if (told.owedSince == Long.MAX_VALUE) {
      return;
    }
    long since = Math.max(told.owedSince, scene.failedAt(channel));
    if (now - since <= OWED) {
      return;
    }
    told.owedSince = Long.MAX_VALUE;
    scene.add(
        Rule.RECOVERY_DELIVERED,
        episode.alert.source(),
        channel + " told nothing of the end of " + episode.alert);
  }

  /** An announced outage of which nobody was told, and nothing says why. */
  private void checkSilence(Troubles.Trouble trouble) {
    boolean isDue =
        !trouble.isTold
            && trouble.key.sort() == Troubles.Sort.DOWN
            && trouble.since.plusNanos(MINUTE).isBefore(scene.lived.now())
            && !scene.lived.jumpedSince(trouble.since.minusNanos(MINUTE));
    if (!isDue) {
      return;
    }
    trouble.isTold = true;
    boolean isExplained =
        episodes.values().stream()
            .filter(episode -> trouble.key.equals(Troubles.of(episode.alert)))
            .filter(episode -> !episode.alert.lastSeen().isBefore(trouble.since.minus(AROUND)))
            .anyMatch(episode -> episode.explainedAt != null || episode.isKnown());
    if (!isExplained) {
      scene.add(
          Rule.ALERTED_SOON,
          trouble.key.of(),
          "nobody was told within a minute of what was announced at " + trouble.since);
    }
  }

  /** Whatever is open has a cause, and whatever has a cause is open. */
  void conclude(List<Alert> open, Function<String, Optional<DeviceStatus>> statuses) {
    Set<Troubles.Key> known = new HashSet<>();
    for (Alert alert : open) {
      Troubles.Key key = Troubles.of(alert);
      if (key != null) {
        known.add(key);
      }
      boolean isNew = alert.firstSeen().plus(LATE).isAfter(scene.lived.now());
      if (!isNew && isOver(alert, key, statuses.apply(alert.source()))) {
        scene.add(Rule.ALERT_ENDS, alert.source(), "is still open: " + alert);
      }
    }
    for (Troubles.Trouble trouble : scene.troubles.standing()) {
      boolean isNew = trouble.since.plusNanos(MINUTE).isAfter(scene.lived.now());
      if (!isNew && !known.contains(trouble.key)) {
        noAlert(trouble);
      }
    }
  }

  private boolean isOver(Alert alert, Troubles.@Nullable Key key, Optional<DeviceStatus> status) {
    if (key != null && key.sort() != Troubles.Sort.DOWN) {
      Troubles.Trouble trouble = scene.troubles.latest(key);
      return trouble == null || trouble.ended.isBefore(scene.lived.now().minus(LATE));
    }
    boolean isState = key != null || alert.type().equals("device.unreachable");
    return isState
        && status.isPresent()
        && (status.get().state() == DeviceState.UP || status.get().state() == DeviceState.DEGRADED)
        && !status.get().flapping()
        && status.get().since().plus(LATE).isBefore(scene.lived.now());
  }
}
