package io.ispmonitor.internal.path;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.NameResolver;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.reachability.AffectedSubscribers;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.reachability.Uplink;
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
    ReachabilityOverrides overrides,
    List<Uplink> uplinks,
    Maintenance maintenance,
    MetricStore metrics,
    StateLog stateLog,
    Leadership leadership,
    TimeSource time,
    ThreadFactory threads,
    @Nullable Executor callbacks,
    NameResolver names,
    @Nullable AffectedSubscribers subscribers,
    @Nullable PathTracer tracer,
    Duration stuckAfter,
    Duration summaryEvery,
    HealthSettings health) {

  /** Copies the lists. */
  public PathSettings {
    probes = List.copyOf(probes);
    uplinks = List.copyOf(uplinks);
  }
}
