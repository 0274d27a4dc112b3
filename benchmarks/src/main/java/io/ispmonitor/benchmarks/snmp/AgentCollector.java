package io.ispmonitor.benchmarks.snmp;

import io.ispmonitor.device.Device;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.snmp.profile.Profile;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Our collector, for devices at whose addresses the agent of the benchmarks answers. */
public final class AgentCollector {
  private AgentCollector() {}

  /** Asks these devices and no others, over SNMPv2c at a port. */
  public static SnmpCollector open(Collection<Device> devices, int port) {
    Map<String, SnmpTarget> targets = new HashMap<>();
    for (Device device : devices) {
      InetAddress address = Objects.requireNonNull(device.address());
      targets.put(device.id(), SnmpTarget.of(address, Access.V2C.credentials()).port(port));
    }
    Profile profile = FiveColumns.profile();
    return SnmpCollector.builder()
        .targets(device -> targets.get(device.id()))
        .profiles((objectId, description) -> profile)
        .open();
  }
}
