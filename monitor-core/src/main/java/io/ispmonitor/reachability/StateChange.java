package io.ispmonitor.reachability;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device's state changed, or the same outage state got another root.
 *
 * @param device the device's id
 * @param at when it was judged
 * @param from the state before
 * @param to the state from now on
 * @param outage the outage that begins, ends or goes on; null when none is involved
 * @param evidence what the new state is known from
 * @param progress what the judge was in the middle of, for a restart
 */
public record StateChange(
    String device,
    Instant at,
    DeviceState from,
    DeviceState to,
    @Nullable Outage outage,
    Evidence evidence,
    Progress progress) {

  /** Checks that nothing is missing. */
  public StateChange {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(progress, "progress");
  }

  /** A change with nothing in progress. */
  public static StateChange of(
      String device,
      Instant at,
      DeviceState from,
      DeviceState to,
      @Nullable Outage outage,
      Evidence evidence) {
    return new StateChange(device, at, from, to, outage, evidence, Progress.none(at));
  }

  /** The same change, with what the judge was in the middle of later. */
  public StateChange with(Progress later) {
    return new StateChange(device, at, from, to, outage, evidence, later);
  }

  /** Whether the device is itself at fault in an outage that begins. */
  public boolean beginsOutage() {
    return to == DeviceState.DOWN && outage != null && outage.root().equals(device);
  }

  /**
   * Whether nothing goes on from here: the device was removed, and people know of no trouble of it
   * that they have not been told the end of. A {@link StateLog} need not keep it as the latest.
   */
  public boolean isOver() {
    return evidence.basis() == Evidence.Basis.REMOVED && !progress.told().isAnything();
  }

  /** Whether an outage of this device ends. */
  public boolean endsOutage() {
    return from.isOutage() && !to.isOutage();
  }
}
