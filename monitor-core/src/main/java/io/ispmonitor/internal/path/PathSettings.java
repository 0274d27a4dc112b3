package io.ispmonitor.internal.path;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.NameResolver;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.reachability.AffectedSubscribers;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** What a path is built from. */
public record PathSettings(
    Inventory inventory,
    List<ScheduledProbe> probes,
    ReachabilityPolicy policy,
    MetricStore metrics,
    StateLog stateLog,
    Leadership leadership,
    TimeSource time,
    ThreadFactory threads,
    @Nullable Executor callbacks,
    NameResolver names,
    @Nullable AffectedSubscribers subscribers,
    Duration stuckAfter,
    Duration summaryEvery) {

  /** Copies the list. */
  public PathSettings {
    probes = List.copyOf(probes);
  }
}
