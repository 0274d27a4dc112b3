package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device and what was heard of it. Times are nanoseconds of the epoch. */
final class Node {
  static final long NO_TIME_SET = Long.MAX_VALUE;
  private static final Node[][] NOTHING = {};

  final String id;

  /** What it depends on: of each group one must be up. */
  Node[][] groups = NOTHING;

  /** Whether a reachability probe asks it. */
  boolean asked;

  long intervalNanos;

  /** How long an answer is waited for. */
  long timeoutNanos;

  /** When it last went silent, came back, or changed its quality. */
  long turnedAt = Streak.NEVER;

  /** When its place in the network, or how it is asked, changed last; never since the start. */
  long changedAt = Streak.NEVER;

  /** When it has to be asked again at the latest; no time is set where nobody is to ask it. */
  long dueBy = NO_TIME_SET;

  /** When it left the inventory; never while it is there. */
  long goneAt = Streak.NEVER;

  /** Whether it was removed and added at once, so that it may begin anew or go on. */
  boolean mayBeginAnew;

  /**
   * The device of the same id that was removed before, of which a last word may come; null when
   * there was none, or not in the last hour.
   */
  @Nullable Node former;

  final Streak now;

  /** The counts without the outcome heard last. */
  final Streak before;

  DeviceState state = DeviceState.UNKNOWN;
  Basis basis = Basis.NOTHING_HEARD;
  @Nullable Outage outage;

  /** When it came to the state it is in. */
  long stateSince = Streak.NEVER;

  long lastChangeAt = Streak.NEVER;
  long firstChangeAt = Streak.NEVER;
  int changes;
  final Map<DeviceState, Long> timeIn = new EnumMap<>(DeviceState.class);

  Node(String id, ReachabilityPolicy policy) {
    this.id = id;
    this.now = new Streak(policy);
    this.before = now.twin();
  }

  boolean isPresent() {
    return goneAt == Streak.NEVER;
  }

  /** Whether it is cut off together with us. */
  boolean isIsolated() {
    return state == DeviceState.UNKNOWN && basis == Basis.ISOLATION;
  }

  /** Whether it is down by a fault of its own. */
  boolean isDown(String outageId) {
    return state == DeviceState.DOWN && outage != null && outage.id().equals(outageId);
  }

  /** Whether a change takes up again an outage that was suspended while we were cut off. */
  boolean resumes(StateChange change) {
    Outage again = change.outage();
    return isIsolated() && outage != null && again != null && outage.id().equals(again.id());
  }

  void count(Heard heard, ReachabilityPolicy policy, boolean reachable, boolean atFault) {
    before.become(now);
    now.policy = policy;
    switch (heard.kind()) {
      case ANSWER -> now.answered(heard.askedAt());
      case MISS -> now.missed(heard.askedAt(), reachable, atFault);
      case NOTHING -> now.nothing(heard.askedAt());
    }
  }

  /** It is a new device, of which nothing is known. */
  void beginAnew() {
    mayBeginAnew = false;
    state = DeviceState.UNKNOWN;
    basis = Basis.NOTHING_HEARD;
    outage = null;
    changes = 0;
    timeIn.clear();
  }

  void apply(StateChange change) {
    long at = EpochNanos.of(change.at());
    if (changes == 0) {
      firstChangeAt = at;
    } else {
      timeIn.merge(state, at - lastChangeAt, Long::sum);
    }
    if (changes == 0 || change.to() != state) {
      stateSince = at;
    }
    changes++;
    lastChangeAt = at;
    state = change.to();
    basis = change.evidence().basis();
    outage = goesOn(change) ? change.outage() : null;
  }

  private static boolean goesOn(StateChange change) {
    boolean suspended =
        change.to() == DeviceState.UNKNOWN && change.evidence().basis() == Basis.ISOLATION;
    return change.to().isOutage() || suspended;
  }

  @Override
  public String toString() {
    return id;
  }
}
