package io.ispmonitor.app.site;

import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.DeviceEntry;
import io.ispmonitor.app.config.OutsideEntry;
import io.ispmonitor.device.Device;
import io.ispmonitor.power.PowerLimits;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of devices beside what the library knows of them; replaced as a whole
 * when the configuration is read again. Thread-safe.
 */
public final class DeviceDirectory {
  private volatile Listed listed;

  DeviceDirectory(Configuration configuration) {
    this.listed = Listed.of(configuration);
  }

  /** From now on another configuration is asked; the inventory is the caller's to change. */
  public void use(Configuration other) {
    listed = Listed.of(other);
  }

  /** All devices. */
  public List<Device> devices() {
    return listed.configuration().devices().stream().map(DeviceEntry::device).toList();
  }

  /** How a device is asked over SNMP; null for one that is not, or whose address is not known. */
  @Nullable SnmpTarget target(Device device) {
    Listed now = listed;
    DeviceEntry entry = now.entries().get(device.id());
    if (entry == null || entry.credentials() == null || device.address() == null) {
      return null;
    }
    SnmpCredentials credentials = now.configuration().credentials().get(entry.credentials());
    return credentials == null
        ? null
        : SnmpTarget.of(device.address(), credentials).port(entry.snmpPort());
  }

  /** What its battery allows; null without one. */
  @Nullable PowerLimits power(Device device) {
    DeviceEntry entry = listed.entries().get(device.id());
    return entry == null ? null : entry.power();
  }

  /** What a device is asked for in the place of echoes; null for echoes. */
  @Nullable OutsideEntry outside(Device device) {
    DeviceEntry entry = listed.entries().get(device.id());
    return entry == null ? null : entry.outside();
  }

  /** How many customers hang on a device directly. */
  long subscribers(Device device) {
    DeviceEntry entry = listed.entries().get(device.id());
    return entry == null ? 0 : entry.subscribers();
  }

  private record Listed(Configuration configuration, Map<String, DeviceEntry> entries) {

    static Listed of(Configuration configuration) {
      return new Listed(
          configuration,
          configuration.devices().stream()
              .collect(Collectors.toMap(entry -> entry.device().id(), Function.identity())));
    }
  }
}
