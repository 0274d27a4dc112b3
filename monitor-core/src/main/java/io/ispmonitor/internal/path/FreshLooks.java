package io.ispmonitor.internal.path;

import io.ispmonitor.time.TimeSource;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What maintenance kept back is told when it is over, but after one look: it may have gone
 * meanwhile. Where our side fails to look, it is told after as long as a verdict is held.
 */
final class FreshLooks {
  private final TimeSource time;
  private final Rules rules;
  private final FollowUps followUps;
  private final Notices notices;
  private final Set<Watched> awaited = new LinkedHashSet<>();

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
        watched.freshSinceNanos = time.nanoTime();
        awaited.add(watched);
        followUps.askSoon(watched);
      }
    }
    notices.reconcile(watched);
  }

  /** Something valid was heard of a device. */
  void heard(Watched watched, OpenQuestion question) {
    if (watched.awaitsFreshOutcome && question.askedNanos - watched.freshSinceNanos >= 0) {
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
    awaited.removeIf(
        watched -> {
          boolean hopeless = isHopeless(watched, now);
          if (hopeless) {
            watched.awaitsFreshOutcome = false;
            notices.reconcile(watched);
          }
          return hopeless || watched.removed;
        });
  }

  private boolean isHopeless(Watched watched, long now) {
    boolean isVoid = watched.everVoid && watched.lastVoidNanos - watched.freshSinceNanos >= 0;
    long patience = rules.of(watched).holdAtMost().toNanos();
    return isVoid && now - watched.freshSinceNanos >= patience;
  }
}
