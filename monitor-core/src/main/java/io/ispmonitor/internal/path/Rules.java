package io.ispmonitor.internal.path;

import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;

/** By which rules a device is judged: those of all, or its own. Read by several threads. */
final class Rules {
  private final ReachabilityPolicy all;
  private final ReachabilityOverrides overrides;

  Rules(ReachabilityPolicy all, ReachabilityOverrides overrides) {
    this.all = all;
    this.overrides = overrides;
  }

  ReachabilityPolicy of(Watched watched) {
    ReachabilityPolicy own = overrides.find(watched.id());
    return own == null ? all : own;
  }
}
