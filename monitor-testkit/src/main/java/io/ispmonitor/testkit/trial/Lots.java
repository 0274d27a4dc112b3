package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.testkit.sim.SimulatedNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * The lots of a seed. Each question has lots of its own, so that none disturbs another.
 *
 * @param seed which
 */
record Lots(long seed) {
  /** Lots for a question. */
  Random of(int question) {
    return new Random(seed * 31 + question);
  }

  static List<Device> ofKind(SimulatedNetwork network, DeviceKind kind) {
    return network.devices().stream().filter(device -> device.kind().equals(kind)).toList();
  }

  static Device any(Random random, List<Device> devices) {
    return devices.get(random.nextInt(devices.size()));
  }

  static Duration within(Random random, Duration lasting) {
    return Duration.ofMillis((long) (random.nextDouble() * lasting.toMillis()));
  }

  static Duration seconds(Random random, int atLeast, int atMost) {
    return Duration.ofSeconds(atLeast + random.nextInt(atMost - atLeast));
  }

  /** A trial of days is short, and holds more trouble. */
  static boolean isShort(Duration lasting) {
    return lasting.compareTo(Duration.ofDays(7)) < 0;
  }
}
