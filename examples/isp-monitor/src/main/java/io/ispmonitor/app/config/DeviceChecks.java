package io.ispmonitor.app.config;

import io.ispmonitor.device.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to fit together among devices. */
final class DeviceChecks {
  private final Set<String> credentials;
  private final Map<String, DeviceEntry> devices;

  /**
   * Adds devices to these.
   *
   * @param credentials the names that devices may refer to
   */
  DeviceChecks(Set<String> credentials, Map<String, DeviceEntry> devices) {
    this.credentials = credentials;
    this.devices = devices;
  }

  void take(List<Fields> entries, Problems problems) {
    for (Fields fields : entries) {
      DeviceReader.read(fields).ifPresent(entry -> take(entry, fields.line(), problems));
    }
  }

  private void take(DeviceEntry entry, int line, Problems problems) {
    String id = entry.device().id();
    if (devices.putIfAbsent(id, entry) != null) {
      problems.add(
          line, "device %s is there twice; leave one, or give one another id".formatted(id));
    }
    String name = entry.credentials();
    if (name != null && !credentials.contains(name)) {
      problems.add(
          line,
          "device %s has the snmp credentials '%s', which are not among snmp.credentials%s"
              .formatted(id, name, Words.nearest(name, credentials)));
    }
    if (name != null && !entry.device().isAddressed()) {
      problems.add(line, "device %s is to be asked over SNMP and has no address".formatted(id));
    }
    if (entry.outside() != null && !entry.device().isAddressed()) {
      problems.add(
          line,
          "device %s is to be asked by %s and has no address; give the server that is asked"
              .formatted(id, entry.outside().word()));
    }
  }

  /** Parents have to be there, and nobody may be his own ancestor. */
  static void checkParents(Map<String, DeviceEntry> devices, Problems problems) {
    boolean areThere = true;
    for (DeviceEntry entry : devices.values()) {
      for (String parent : entry.device().parents()) {
        if (!devices.containsKey(parent)) {
          areThere = false;
          problems.add(
              entry.line(),
              "device %s has the parent '%s', which is no device%s"
                  .formatted(entry.device().id(), parent, Words.nearest(parent, devices.keySet())));
        }
      }
    }
    if (areThere) {
      try {
        new Inventory().addAll(devices.values().stream().map(DeviceEntry::device).toList());
      } catch (IllegalArgumentException e) {
        problems.add(0, String.valueOf(e.getMessage()));
      }
    }
  }
}
