package io.ispmonitor.internal.path;

import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.gauge.ProcessGauge;
import io.ispmonitor.internal.gauge.Recent;
import io.ispmonitor.internal.gauge.Timings;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a running path, for those who say how it is doing.
 *
 * @param waits how long outcomes wait until they are judged
 */
record Engine(
    PathSettings settings,
    Life life,
    Recent recent,
    ProcessGauge process,
    List<ProbeRunner> runners,
    List<Loop> loops,
    List<Supplier<QueueHealth>> queues,
    Timings waits,
    Outputs outputs,
    StoreWriter stores,
    Announcer announcer,
    Inflow inflow,
    List<Resolver> resolvers,
    HostHealth host,
    Overload overload,
    @Nullable SubscriberCounts subscribers,
    Past past,
    Scopes scopes,
    UplinkHealth uplinks,
    List<MonitorExtension> extensions) {

  /** All that the host handed in, as it is at present. */
  List<HostPart> hostParts() {
    List<HostPart> parts = new ArrayList<>(stores.parts());
    parts.addAll(announcer.parts());
    resolvers.forEach(resolver -> parts.add(resolver.part()));
    parts.addAll(host.parts());
    if (subscribers != null) {
      parts.add(subscribers.part());
    }
    parts.add(scopes.part());
    runners.forEach(runner -> parts.add(runner.part));
    runners.forEach(runner -> parts.add(runner.schedulePart));
    return parts;
  }
}
