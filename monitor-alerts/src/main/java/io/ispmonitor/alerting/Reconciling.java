package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Incident;
import io.ispmonitor.reachability.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Holds alerts against how devices stand. Ends what is open of a device that has been fine for
 * minutes: an event was lost on the way, or came while the program was off, and an alert that never
 * ends is worse than one that ends late. What the judge has told and will tell the end of is left
 * to it, since it may not know enough yet. Begins anew what the judge has had told and no alert is
 * known of: whoever told it was cut off from what keeps alerts, and without an alert nobody would
 * be told of the end. The desk's thread.
 */
final class Reconciling {
  private static final Duration LOST = Duration.ofMinutes(5);

  private final MonitorContext monitor;
  private final Reachability reachability;
  private final Book book;
  private final Signal.Sink sink;
  private final Instant begun;

  Reconciling(MonitorContext monitor, Reachability reachability, Book book, Signal.Sink sink) {
    this.monitor = monitor;
    this.reachability = reachability;
    this.book = book;
    this.sink = sink;
    this.begun = monitor.time().instant();
  }

  void look(Alert alert) {
    Instant now = monitor.time().instant();
    if (isFine(alert, now)) {
      reachability.forget(alert);
      sink.accept(new Signal.Cleared(alert.key(), now, "it is fine, as a review found", Map.of()));
    }
  }

  /**
   * Ends an alert from before this program whose outage had ended by then, as the log of states
   * knows: whoever told that end was cut off from what keeps alerts. Left open it would be taken
   * for the next outage of the device, and that would not be told.
   */
  void lookForEnded(Case one) {
    if (one.isRestored && Reachability.isState(one.alert)) {
      monitor
          .status(one.alert.source())
          .filter(status -> hadEnded(one.alert, status))
          .ifPresent(status -> ended(one.alert, status.since()));
    }
  }

  private static boolean hadEnded(Alert alert, DeviceStatus status) {
    return status.told().outage() == null
        && isFine(alert, status)
        && status.since().isAfter(alert.lastSeen());
  }

  private void ended(Alert alert, Instant at) {
    reachability.forget(alert);
    String how = "it had ended before, which was not stored";
    sink.accept(new Signal.Cleared(alert.key(), at, how, Map.of()));
  }

  /** Looks for outages that were told and have no alert. */
  void lookForLost() {
    Instant now = monitor.time().instant();
    for (Incident incident : monitor.incidents()) {
      String root = incident.outage().root();
      monitor
          .status(root)
          .filter(status -> isLost(status, now))
          .ifPresent(status -> reachability.takeUp(status, now));
    }
  }

  /** What is only on its way here is not lost: it began after this program, and not long ago. */
  private boolean isLost(DeviceStatus status, Instant now) {
    Outage told = status.told().outage();
    if (told == null || !status.state().isOutage()) {
      return false;
    }
    Instant since = told.startedAt();
    boolean isOnItsWay = !since.isBefore(begun) && !since.plus(LOST).isBefore(now);
    String key = Reachability.key(status.device().id());
    return !isOnItsWay
        && isSeen(status, now)
        && book.about(status.device().id()).stream().noneMatch(is -> is.alert.key().equals(key));
  }

  /** Whether it is known to be out by now, and not only from before this program. */
  private boolean isSeen(DeviceStatus status, Instant now) {
    boolean isAsked = status.loss().isPresent() && status.roundTripSeconds().isEmpty();
    return isAsked || begun.plus(LOST).isBefore(now);
  }

  private boolean isFine(Alert alert, Instant now) {
    String uplink = Reachability.uplink(alert);
    if (uplink != null) {
      boolean isLost = monitor.isolations().stream().anyMatch(is -> is.uplink().equals(uplink));
      return !isLost && alert.lastSeen().plus(LOST).isBefore(now);
    }
    Optional<DeviceStatus> status = monitor.status(alert.source());
    return status.isPresent()
        && status.get().since().plus(LOST).isBefore(now)
        && isFine(alert, status.get());
  }

  private static boolean isFine(Alert alert, DeviceStatus status) {
    boolean isUp = status.state() == DeviceState.UP || status.state() == DeviceState.DEGRADED;
    if (status.flapping()) {
      return false;
    } else if (Reachability.isState(alert)) {
      return isUp;
    } else if (Reachability.isQuality(alert)) {
      return status.state() == DeviceState.UP && !status.told().degraded();
    }
    return Reachability.isFlapping(alert) && isUp && !status.told().flapping();
  }
}
