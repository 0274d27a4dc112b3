package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.internal.gauge.Recent;
import io.ispmonitor.internal.gauge.Tally;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;

/** Whether what we find out gets to the stores and to the host's executor. */
final class OutflowChecks {
  private final TimeSource time;
  private final Duration stuckAfter;
  private final Announcer announcer;
  private final StoreWriter stores;
  private final Tally lostChanges;
  private final Tally refusedSamples;
  private final Tally following;
  private final Tally rejections;

  OutflowChecks(
      TimeSource time,
      Duration stuckAfter,
      StoreWriter stores,
      Announcer announcer,
      Recent recent) {
    this.time = time;
    this.stuckAfter = stuckAfter;
    this.announcer = announcer;
    this.stores = stores;
    this.lostChanges = recent.tally(stores::lostChanges);
    this.refusedSamples = recent.tally(stores::refusedSamples);
    this.following = recent.tally(stores::following);
    Handover handover = announcer.handover();
    this.rejections = recent.tally(() -> handover == null ? 0 : handover.allRejections());
  }

  HealthCheck stores() {
    if (stores.isObserving()) {
      return HealthCheck.degraded(
          "stores",
          "nothing is stored, since this instance only observes; it would have been %d sample batches and %d changes of state"
              .formatted(stores.observed(), stores.following()));
    }
    long lost = lostChanges.recent();
    long refused = refusedSamples.recent();
    if (lost > 0 || refused > 0) {
      return HealthCheck.degraded(
          "stores",
          "%d changes of state and %d sample batches were not taken by their store %s (%d and %d in all)"
              .formatted(lost, refused, Recent.WORDS, lostChanges.total(), refusedSamples.total()));
    }
    return HealthCheck.healthy(
        "stores",
        following.recent() == 0
            ? ""
            : following.words() + ": changes not written, another instance is in charge");
  }

  HealthCheck callbacks() {
    Handover handover = announcer.handover();
    if (handover == null) {
      return HealthCheck.healthy("callbacks", "");
    }
    if (handover.rejections() > 0) {
      return HealthCheck.degraded(
          "callbacks",
          "the executor rejected the next batch of events %d times; it is handed over again"
              .formatted(handover.rejections()));
    }
    Duration since = handover.delivering(time.nanoTime());
    return since.compareTo(stuckAfter) > 0
        ? HealthCheck.degraded(
            "callbacks",
            "the executor has been at one batch of events for "
                + since
                + "; no other is handed over")
        : HealthCheck.healthy(
            "callbacks",
            rejections.recent() == 0
                ? ""
                : rejections.words() + ": batches that the executor rejected before it took them");
  }
}
