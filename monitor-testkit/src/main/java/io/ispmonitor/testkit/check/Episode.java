package io.ispmonitor.testkit.check;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert from its beginning to its end, with what channels told of it. */
final class Episode {
  /** As the alerting keeps it. */
  Alert alert;

  /**
   * Who has taken it, by what was kept last; null when the ledger says that nobody has any more.
   */
  @Nullable Acknowledgement taken;

  /** When the ledger last got a row that says why people are not told; null for never. */
  @Nullable Instant explainedAt;

  /** Since when it is suppressed without a row, by the time that was lived through. */
  long unexplainedSince = Long.MAX_VALUE;

  /** When it ended, by the time that was lived through. */
  long endedAt = Long.MAX_VALUE;

  /** How often in a row it was open when that was looked at, though its trouble was over. */
  int outlived;

  /** When channels told of it while it was open. */
  final List<Instant> toldAt = new ArrayList<>(2);

  private final Map<String, Told> byChannel = new HashMap<>(2);

  /** Whether a channel that could not tell of its end has given up, so that another one is to. */
  boolean owesFallback;

  Episode(Alert alert) {
    this.alert = alert;
  }

  /** What a channel told. */
  static final class Told {
    /** How grave it was when it was told; null when it was not. */
    @Nullable Severity severity;

    /** Since when its end is to be told, by the time that was lived through. */
    long owedSince = Long.MAX_VALUE;

    boolean isOver;

    /** Whether it was given something of it that another channel could not deliver. */
    boolean isInstead;
  }

  Told told(String channel) {
    return byChannel.computeIfAbsent(channel, any -> new Told());
  }

  Map<String, Told> told() {
    return byChannel;
  }

  boolean isKnown() {
    return byChannel.values().stream().anyMatch(told -> told.severity != null);
  }

  /** Another device's alert goes on in its place. */
  boolean isTakenOver() {
    return alert.facts().containsKey("takenOver");
  }

  /** Whether it ended before a time, and nobody has to be told of that any more. */
  boolean isDone(long before) {
    boolean isOwed = byChannel.values().stream().anyMatch(told -> told.owedSince != Long.MAX_VALUE);
    return !isOwed && endedAt < before;
  }
}
