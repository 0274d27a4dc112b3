package io.ispmonitor.internal.path;

import io.ispmonitor.time.TimeSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What maintenance kept back is told when it is over, but after one look: it may have gone
 * meanwhile. Where our side fails to look, it is told after as long as a verdict is held.
 */
final class FreshLooks {
  private final TimeSource time;
  private final Rules rules;
  private final FollowUps followUps;
  private final Notices notices;

  /** Those that are to be looked at, and since when. */
  private final Map<Watched, Long> awaited = new LinkedHashMap<>();

  FreshLooks(TimeSource time, Rules rules, FollowUps followUps, Notices notices) {
    this.time = time;
    this.rules = rules;
    this.followUps = followUps;
    this.notices = notices;
  }

  /** Other maintenance windows concern a device than before. */
  void upkeep(Watched watched, UpkeepChange change) {
    watched.upkeep = change.upkeep();
    if (change.endedAt() != null) {
      watched.keptBackUntil = change.endedAt();
      if (watched.hasUntoldTrouble() || watched.misses > 0) {
        watched.awaitsFreshOutcome = true;
        awaited.put(watched, time.nanoTime());
        followUps.askSoon(watched);
      }
    }
    notices.reconcile(watched);
  }

  /** Something valid was heard of a device. */
  void heard(Watched watched, OpenQuestion question) {
    if (!watched.awaitsFreshOutcome) {
      return;
    }
    Long since = awaited.get(watched);
    if (since == null || question.askedNanos - since >= 0) {
      done(watched);
      notices.reconcile(watched);
    }
  }

  /** There is nothing to be looked at afresh any more. */
  void done(Watched watched) {
    if (watched.awaitsFreshOutcome) {
      watched.awaitsFreshOutcome = false;
      awaited.remove(watched);
    }
  }

  /** Gives up on those whom our side fails to ask. */
  void review(long now) {
    awaited
        .entrySet()
        .removeIf(
            entry -> {
              Watched watched = entry.getKey();
              boolean hopeless = isHopeless(watched, entry.getValue(), now);
              if (hopeless) {
                watched.awaitsFreshOutcome = false;
                notices.reconcile(watched);
              }
              return hopeless || watched.removed;
            });
  }

  private boolean isHopeless(Watched watched, long sinceNanos, long now) {
    boolean isVoid = watched.everVoid && watched.lastVoidNanos - sinceNanos >= 0;
    long patience = rules.of(watched).holdAtMost().toNanos();
    return isVoid && now - sinceNanos >= patience;
  }
}
