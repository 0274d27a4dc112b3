package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Towers, and radios that are reached over them.
 *
 * @param towers how many there are
 * @param radios how many each of them has
 */
record Towers(int towers, int radios) {
  private static final String TOWER = "tower-";

  /** Whether a device is a tower. */
  static boolean isTower(String device) {
    return device.startsWith(TOWER);
  }

  /** How many devices there are in all. */
  int devices() {
    return towers + towers * radios;
  }

  /** All of them, each tower before its radios. */
  List<Device> all() {
    List<Device> all = new ArrayList<>(devices());
    for (int tower = 0; tower < towers; tower++) {
      String id = TOWER + tower;
      all.add(device(id, DeviceKind.TOWER).build());
      for (int radio = 0; radio < radios; radio++) {
        all.add(device("radio-" + tower + "-" + radio, DeviceKind.RADIO).parent(id).build());
      }
    }
    return all;
  }

  /** Nobody is asked over a network, so they may share an address. */
  private static Device.Builder device(String id, DeviceKind kind) {
    return Device.named(id).kind(kind).address(InetAddress.getLoopbackAddress());
  }
}
