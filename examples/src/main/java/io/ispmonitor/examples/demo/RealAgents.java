package io.ispmonitor.examples.demo;

import io.ispmonitor.device.Device;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** How real devices are asked: all by the same credentials, at the same port. Thread-safe. */
final class RealAgents implements Function<Device, SnmpTarget> {
  private final SnmpCredentials credentials;
  private final int port;
  private final Map<InetAddress, SnmpTarget> targets = new ConcurrentHashMap<>();

  RealAgents(SnmpCredentials credentials, int port) {
    this.credentials = credentials;
    this.port = port;
  }

  @Override
  public SnmpTarget apply(Device device) {
    InetAddress address = device.address();
    // A device whose name is not resolved yet is not asked, but has to count as one that will be.
    return targets.computeIfAbsent(
        address == null ? InetAddress.getLoopbackAddress() : address,
        is -> SnmpTarget.of(is, credentials).port(port));
  }
}
