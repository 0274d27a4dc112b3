package io.ispmonitor.testkit.sim;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A small network: two POPs, a tower on each, a ring tower on both, a sector with two subscribers
 * on the first tower, and a monitor that reaches the first POP over one uplink and the second over
 * another.
 */
final class Village {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final Duration BATTERY = Duration.ofHours(1);

  private Village() {}

  static SimulatedNetwork.Builder network() {
    return SimulatedNetwork.of(
            List.of(
                device("gw"),
                device("witness"),
                device("pop-1"),
                device("pop-2"),
                device("tower-1", "pop-1"),
                device("tower-2", "pop-2"),
                ring(),
                device("sector", "tower-1"),
                device("cpe-1", "sector"),
                device("cpe-2", "sector")))
        .site("hill", BATTERY, "tower-1", "sector")
        .uplink(new SimulatedUplink("north", "gw", Set.of("witness"), Set.of("pop-1")))
        .uplink(new SimulatedUplink("south", null, Set.of(), Set.of("pop-2")));
  }

  static FaultPlan.Builder plan() {
    return FaultPlan.starting(START);
  }

  static Truth under(FaultPlan.Builder plan) {
    return Truth.of(network().build(), plan.build());
  }

  static Instant after(Duration duration) {
    return START.plus(duration);
  }

  static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Device device(String id, String... parents) {
    Device.Builder device = Device.named(id).address(InetAddress.getLoopbackAddress());
    for (String parent : parents) {
      device.parent(parent);
    }
    return device.kind(id.equals("sector") ? DeviceKind.RADIO : DeviceKind.OTHER).build();
  }

  private static Device ring() {
    return Device.named("ring")
        .address(InetAddress.getLoopbackAddress())
        .anyParentOf("tower-1", "tower-2")
        .build();
  }
}
