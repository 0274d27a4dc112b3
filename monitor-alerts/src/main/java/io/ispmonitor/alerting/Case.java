package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alert that is being dealt with. The desk's thread. */
final class Case extends TimerWheel.Timer {
  /** As it stands. */
  Alert alert;

  /** How often people are reminded of it; null for what its route says. */
  @Nullable Duration reminder;

  /** The stage that keeps it back; empty for none. */
  String heldBy = "";

  /** What was written into the ledger last, so that nothing is written twice. */
  String lastEntry = "";

  /** The groups it is told in. */
  final List<Group> groups = new ArrayList<>(1);

  /** Channels that tell of what goes on in its place, so they need not tell of its end. */
  Set<String> spared = Set.of();

  /** Channels that have a notice of it which is not delivered yet. */
  final Set<String> onTheWay = new HashSet<>(4);

  /** Whether it was put into a group since it began. */
  boolean isPlaced;

  /** Whether it is told once and has no end. */
  final boolean isOnce;

  /** Whether it was open before the program started. */
  final boolean isRestored;

  /** When people were first told, in monotonic time; {@link Long#MAX_VALUE} before. */
  long firstToldNanos = Long.MAX_VALUE;

  /** When people were told last. */
  long lastToldNanos;

  Case(Alert alert, boolean isOnce, boolean isRestored) {
    this.alert = alert;
    this.isOnce = isOnce;
    this.isRestored = isRestored;
  }

  /** What an agreed fault is the cause of is told at once. */
  boolean isRoot() {
    return alert.type().equals(Reachability.DOWN) || alert.type().equals(Reachability.ISOLATED);
  }

  /** Notices about the same trouble have the same. */
  String incident() {
    return alert.facts().getOrDefault(Reachability.OUTAGE, alert.id());
  }

  boolean isTold() {
    return firstToldNanos != Long.MAX_VALUE;
  }
}
