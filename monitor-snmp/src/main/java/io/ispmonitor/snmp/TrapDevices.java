package io.ispmonitor.snmp;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.device.InventoryListener;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which device has an address: kept as the inventory changes, so that nobody looks through a
 * hundred thousand devices for each trap. Of several devices with one address it is the one that
 * came to it first. Thread-safe.
 */
final class TrapDevices implements AutoCloseable {
  private final Map<InetAddress, Set<String>> byAddress = new HashMap<>();
  private final Map<String, InetAddress> addresses = new HashMap<>();
  private final InventoryListener.Registration registration;

  TrapDevices(Inventory inventory) {
    this.registration = inventory.follow(this::onChange);
  }

  synchronized Optional<String> at(InetAddress address) {
    Set<String> devices = byAddress.get(address);
    return devices == null ? Optional.empty() : Optional.of(devices.iterator().next());
  }

  private synchronized void onChange(InventoryDiff diff) {
    diff.added().forEach(device -> move(device.id(), device.address()));
    diff.changed().forEach(this::change);
    diff.removed().forEach(device -> move(device.id(), null));
  }

  private void change(Device device) {
    InetAddress address = device.address();
    if (address == null || !address.equals(addresses.get(device.id()))) {
      move(device.id(), address);
    }
  }

  private void move(String device, @Nullable InetAddress to) {
    InetAddress from = addresses.remove(device);
    if (from != null) {
      byAddress.computeIfPresent(
          from,
          (address, devices) -> {
            devices.remove(device);
            return devices.isEmpty() ? null : devices;
          });
    }
    if (to != null) {
      addresses.put(device, to);
      byAddress.computeIfAbsent(to, address -> new LinkedHashSet<>(2)).add(device);
    }
  }

  @Override
  public void close() {
    registration.close();
  }
}
