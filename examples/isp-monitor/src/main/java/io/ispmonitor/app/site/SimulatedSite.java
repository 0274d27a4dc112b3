package io.ispmonitor.app.site;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.power.PowerLimits;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.snmp.SnmpOptions;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.testkit.Later;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.testkit.snmp.provider.SimulatedProvider;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A provider that exists only here, watched as a real one is: what a newcomer sees first. Every few
 * minutes something happens to it. Towers and radios are pinged every five seconds and asked over
 * SNMP every ten, so that there is something to see soon; a battery lasts minutes, not hours.
 */
public final class SimulatedSite {
  private static final Duration PING = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration AGENTS_FOLLOW_WITHIN = Duration.ofMillis(500);

  /** The same provider at each start, so that its history goes on. */
  private static final long SEED = 7;

  private SimulatedSite() {}

  /**
   * Opens the history in a directory and lets the provider live.
   *
   * @param directory for history and what else is kept; made when it is not there
   * @throws IOException when the directory or what is in it cannot be used
   */
  public static LiveSite start(Path directory, TimeSource time, ZoneId zone) throws IOException {
    SimulatedProvider provider = SimulatedProvider.of(SEED, time);
    provider.answerOverSnmp(SimulatedAgents.open());
    SnmpCollector collector =
        SnmpCollector.builder()
            .targets(provider::target)
            .options(SnmpOptions.defaults().time(time))
            .open();
    Later later = Later.in(time, "simulated-misfortune");
    SitePlan plan =
        new SitePlan(
                provider.inventory(),
                (monitor, intervals) -> ask(monitor, intervals, provider, collector))
            .name("Simulated provider")
            .time(time)
            .zone(zone)
            .directory(directory)
            .storage(JdbcStorage.sqlite(directory.resolve("history")).time(time).open())
            .power(SimulatedSite::battery)
            .owns(later)
            .owns(collector)
            .owns(provider);
    LiveSite site = plan.start();
    follow(provider, later);
    new Misfortune(provider, later, SEED).begin();
    return site;
  }

  private static MonitorBuilder ask(
      MonitorBuilder monitor,
      Intervals intervals,
      SimulatedProvider provider,
      SnmpCollector collector) {
    return monitor
        .uplink(provider.uplink())
        .probe(provider.probe(), Schedule.every(PING).perDevice(intervals::of))
        .probe(collector, collector.schedule(POLL))
        .with(collector.observing());
  }

  private static void follow(SimulatedProvider provider, Later later) {
    provider.agentsFollow();
    later.after(AGENTS_FOLLOW_WITHIN, () -> follow(provider, later));
  }

  private static @Nullable PowerLimits battery(Device device) {
    if (device.kind().equals(DeviceKind.TOWER)) {
      return PowerLimits.leadAcid(24);
    }
    return device.kind().equals(DeviceKind.SITE) ? PowerLimits.leadAcid(48) : null;
  }
}
