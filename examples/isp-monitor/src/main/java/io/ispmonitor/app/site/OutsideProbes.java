package io.ispmonitor.app.site;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.app.config.OutsideEntry;
import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.synthetic.DnsProbe;
import io.ispmonitor.synthetic.HttpProbe;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.synthetic.Synthetic;
import io.ispmonitor.synthetic.TcpProbe;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks servers outside for what they are there for: pages, names, open ports. */
final class OutsideProbes {
  private final Outlook outlook;
  private final Function<Device, @Nullable OutsideEntry> targets;

  OutsideProbes(Outlook outlook, Function<Device, @Nullable OutsideEntry> targets) {
    this.outlook = outlook;
    this.targets = targets;
  }

  /** Whether a device is asked by echoes. */
  static boolean isPinged(Device device) {
    return device.isAddressed() && !device.labels().containsKey(OutsideEntry.LABEL);
  }

  MonitorBuilder add(MonitorBuilder monitor, Duration interval, Intervals intervals) {
    return monitor
        .probe(
            HttpProbe.over(outlook)
                .role(Role.REACHABILITY)
                .targets(device -> of(device, OutsideEntry::http))
                .build(),
            schedule("http", interval, intervals))
        .probe(
            DnsProbe.over(outlook)
                .role(Role.REACHABILITY)
                .targets(device -> of(device, OutsideEntry::dns))
                .build(),
            schedule("dns", interval, intervals))
        .probe(
            TcpProbe.over(outlook)
                .closedPortIsAlive(false)
                .ports(device -> of(device, OutsideEntry::tcp))
                .build(),
            schedule("tcp", interval, intervals));
  }

  private <T> @Nullable T of(Device device, Function<OutsideEntry, @Nullable T> part) {
    OutsideEntry entry = targets.apply(device);
    return entry == null ? null : part.apply(entry);
  }

  private static Schedule schedule(String way, Duration interval, Intervals intervals) {
    return Schedule.every(interval)
        .timeout(Synthetic.TIMEOUT)
        .perDevice(intervals::of)
        .on(device -> way.equals(device.labels().get(OutsideEntry.LABEL)));
  }
}
