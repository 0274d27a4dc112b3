package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alert that is being dealt with, until its end was told. The desk's thread. */
final class Case extends TimerWheel.Timer {
  /** As it stands. */
  Alert alert;

  /** How often people are reminded of it; null for what its route says. */
  @Nullable Duration reminder;

  /** The stage that keeps it back; empty for none. */
  String heldBy = "";

  /** What was written into the ledger last, so that nothing is written twice; null for nothing. */
  @Nullable Decision lastDecision;

  String lastStage = "";
  String lastReason = "";

  /** Another one about the same source; the book's. */
  @Nullable Case nextOfSource;

  /** The groups it is told in; immutable, since most alerts are in none or in one. */
  List<Group> groups = List.of();

  /** Channels that tell of what goes on in its place, so they need not tell of its end. */
  Set<String> spared = Set.of();

  /** Channels that told of the same incident when the fault was looked for elsewhere. */
  Set<String> heardBy = Set.of();

  /** Whether its end is to be told from now on. */
  boolean isEndDue;

  /** Whether it was open before the program started. */
  final boolean isRestored;

  /** When people were first told, in monotonic time; {@link Long#MAX_VALUE} before. */
  long firstToldNanos = Long.MAX_VALUE;

  /** When people were told last, or were to be told. */
  long lastToldNanos;

  /** Before then nobody else is told, since that was tried. */
  long escalatesNanos = Long.MIN_VALUE;

  private List<UnderWay> underWay = List.of();
  private Map<String, Long> failedUntil = Map.of();

  Case(Alert alert, boolean isRestored) {
    this.alert = alert;
    this.isRestored = isRestored;
  }

  void joined(Group group) {
    List<Group> more = new ArrayList<>(groups);
    more.add(group);
    groups = List.copyOf(more);
  }

  /** What an agreed fault is the cause of is told at once. */
  boolean isRoot() {
    return alert.type().equals(Reachability.DOWN) || alert.type().equals(Reachability.ISOLATED);
  }

  /** Whether it is told once and has no end. */
  boolean isOnce() {
    return alert.facts().containsKey(Intake.ONCE);
  }

  /** Notices about the same trouble have the same. */
  String incident() {
    return alert.facts().getOrDefault(Reachability.OUTAGE, alert.id());
  }

  boolean isTold() {
    return firstToldNanos != Long.MAX_VALUE;
  }

  /** Whether people are told of it, or will be. */
  boolean isWanted() {
    return !groups.isEmpty() || alert.isKnown() || !underWay.isEmpty();
  }

  /** Whether a channel has still to tell how grave it is, and has not just failed to. */
  boolean needs(String channel, long now) {
    Long failed = failedUntil.get(channel);
    return !isKnownTo(channel) && !isUnderWay(channel) && (failed == null || now - failed >= 0);
  }

  /** Whether a channel has told how grave it is. */
  boolean isKnownTo(String channel) {
    Optional<Notified> told = alert.notifiedBy(channel);
    return told.isPresent() && told.get().severity().compareTo(alert.severity()) >= 0;
  }

  /** A channel could not tell it, and does not try again before then. */
  void failed(String channel, long untilNanos) {
    Map<String, Long> failed = new HashMap<>(failedUntil);
    failed.put(channel, untilNanos);
    failedUntil = Map.copyOf(failed);
  }

  /** It is another matter now. */
  void forgetFailures() {
    failedUntil = Map.of();
  }

  /** A notice of it goes to a channel. */
  void sent(UnderWay notice) {
    List<UnderWay> more = new ArrayList<>(underWay);
    more.add(notice);
    underWay = List.copyOf(more);
  }

  /** It arrived, or will not. */
  void settled(String channel, String notice) {
    underWay =
        underWay.stream()
            .filter(is -> !is.channel().equals(channel) || !is.notice().equals(notice))
            .toList();
  }

  /** Whether a channel has a notice of it that is not delivered yet. */
  boolean isUnderWay(String channel) {
    return underWay.stream().anyMatch(is -> is.channel().equals(channel));
  }

  /** The channels that have a notice of it that is not delivered yet. */
  Set<String> underWay() {
    Set<String> channels = new HashSet<>();
    underWay.forEach(is -> channels.add(is.channel()));
    return channels;
  }

  boolean isUnderWay() {
    return !underWay.isEmpty();
  }

  /** Its end is told elsewhere than by this channel, or nowhere. */
  void spare(String channel) {
    Set<String> more = new HashSet<>(spared);
    more.add(channel);
    spared = Set.copyOf(more);
  }

  /** Whether another channel is being told that nobody has taken it. */
  boolean isEscalating() {
    return underWay.stream().anyMatch(is -> is.kind() == Notice.Kind.ESCALATION);
  }

  /** The channels that have told people of it and have not told of its end. */
  Set<String> listeners() {
    Set<String> channels = new LinkedHashSet<>();
    for (Notified told : alert.notified()) {
      if (told.endAt() == null && !spared.contains(told.channel())) {
        channels.add(told.channel());
      }
    }
    return channels;
  }
}
