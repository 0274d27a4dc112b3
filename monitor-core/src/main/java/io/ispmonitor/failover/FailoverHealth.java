package io.ispmonitor.failover;

import io.ispmonitor.failover.FailoverEvent.CarriedOver;
import io.ispmonitor.failover.FailoverEvent.Checked;
import io.ispmonitor.health.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a failover says of itself. */
final class FailoverHealth {
  private static final long LATE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long BUSY_NANOS = Duration.ofSeconds(10).toNanos();

  private FailoverHealth() {}

  /**
   * As it is now.
   *
   * @param lateNanos for how long its loop should have had a turn
   * @param busyNanos for how long its listeners have had one event
   */
  static HealthCheck of(FailoverStatus status, long lateNanos, long busyNanos, Instant now) {
    String name = status.name();
    if (!status.running()) {
      return HealthCheck.failing(
          name, "it does not run, the primary is not checked; " + place(status, now));
    }
    if (lateNanos > LATE_NANOS) {
      return HealthCheck.failing(
          name,
          "no turn for %s, the primary is not checked; look at the load of the machine; %s"
              .formatted(Words.ofNanos(lateNanos), place(status, now)));
    }
    List<String> complaints = complaints(status, busyNanos);
    if (complaints.isEmpty()) {
      return HealthCheck.healthy(name, place(status, now));
    }
    String detail = place(status, now) + "; " + String.join("; ", complaints);
    return isUsingWhatDoesNotWork(status)
        ? HealthCheck.failing(name, detail)
        : HealthCheck.degraded(name, detail);
  }

  private static boolean isUsingWhatDoesNotWork(FailoverStatus status) {
    return status.target() == FailoverTarget.PRIMARY
        && status.failuresInARow() >= status.limits().failuresToLeave();
  }

  private static String place(FailoverStatus status, Instant now) {
    return "on the %s for %s"
        .formatted(
            Position.word(status.target()), Words.of(Duration.between(status.since(), now).abs()));
  }

  private static List<String> complaints(FailoverStatus status, long busyNanos) {
    List<String> said = new ArrayList<>();
    Checked check = status.lastCheck();
    CarriedOver carryOver = status.lastCarryOver();
    if (status.mode() != FailoverMode.AUTO) {
      said.add("mode %s; set AUTO to let the checks decide".formatted(status.mode()));
    }
    if (check != null
        && (!check.result().isSuccess() || status.target() == FailoverTarget.FALLBACK)) {
      said.add("the last check: " + check.reason());
    }
    if (status.isOwed() && carryOver != null && !carryOver.succeeded()) {
      said.add("the last carry-over: " + carryOver.reason());
    }
    if (busyNanos > BUSY_NANOS) {
      said.add(
          "a listener has been at one event for %s, others wait"
              .formatted(Words.ofNanos(busyNanos)));
    }
    return said;
  }
}
