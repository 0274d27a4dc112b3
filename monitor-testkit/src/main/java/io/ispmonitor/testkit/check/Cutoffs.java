package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which uplinks are lost, and who was behind them and is still to be asked after their return. */
final class Cutoffs implements Invariant {
  private final Network network;
  private final Set<String> lost = new HashSet<>();
  private final Set<Node> behind = new LinkedHashSet<>();

  /** Of those, the ones that may have been behind an uplink that is back while others are not. */
  private final Set<Node> returning = new HashSet<>();

  private Pass pass = Pass.OVER;
  private long lastReturn = Streak.NEVER;

  Cutoffs(Network network) {
    this.network = network;
  }

  /** Whether any uplink is lost. */
  boolean isAny() {
    return !lost.isEmpty();
  }

  /** When the last uplink returned. */
  long lastReturn() {
    return lastReturn;
  }

  /** Whether nothing may be said of a device, because it was not asked again since we are back. */
  boolean silences(Node node, long at) {
    return (node.isIsolated() && isAny()) || (behind.contains(node) && !pass.isOver(at));
  }

  /**
   * Whether anything about a device may be kept back: while an uplink is lost, since we do not know
   * who is behind it, and while a pass after its return may be under way.
   */
  boolean mayKeepBack(Node node, long at) {
    return isAny() || silences(node, at) || pass.mayLast(at);
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    pass.hears(node, heard.askedAt());
  }

  /** Once more, since what was heard with it may have begun the pass. */
  @Override
  public void onOutcome(Node node, Heard heard) {
    pass.hears(node, heard.askedAt());
    if (!pass.isWaiting() && lost.isEmpty() && !behind.isEmpty()) {
      behind.removeIf(is -> !is.isIsolated());
    }
  }

  @Override
  public void onChange(Node node, StateChange change, Moment moment) {
    if (change.to() == DeviceState.UNKNOWN && change.evidence().basis() == Basis.ISOLATION) {
      behind.add(node);
      returning.remove(node);
    } else if (returning.remove(node)) {
      behind.remove(node); // it had its look when that uplink was back
    }
  }

  @Override
  public void onIsolation(Isolation isolation) {
    Instant until = isolation.until();
    if (until == null) {
      lost.add(isolation.uplink());
      return;
    }
    lost.remove(isolation.uplink());
    lastReturn = EpochNanos.of(until);
    if (!lost.isEmpty()) {
      behind.removeIf(node -> !node.isIsolated());
      returning.addAll(behind);
    } else {
      returning.clear();
      pass = Pass.of(behind, lastReturn, network.longestInterval());
    }
  }

  @Override
  public void onGone(Node node) {
    behind.remove(node);
    returning.remove(node);
  }
}
