package io.ispmonitor.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.testkit.contract.ProbeContract;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScriptedProbeTest extends ProbeContract {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));

  @Override
  protected Probe newProbe() {
    return ScriptedProbe.in(time).kill("silent");
  }

  @Override
  protected Device answering() {
    return Device.of("answering", InetAddress.getLoopbackAddress());
  }

  @Override
  protected Device silent() {
    return Device.of("silent", InetAddress.getLoopbackAddress());
  }

  @Override
  protected TimeSource time() {
    return time;
  }

  @Override
  protected boolean pass(Duration atMost, CountDownLatch until) {
    Instant end = time.instant().plus(atMost);
    while (until.getCount() > 0 && time.instant().isBefore(end)) {
      time.advance(Duration.ofMillis(10));
    }
    return until.getCount() == 0;
  }

  @Test
  @DisplayName("over a topology, a device answers only when its way is alive")
  void topology() {
    Inventory inventory = new Inventory();
    inventory.add(Device.named("west").build());
    inventory.add(Device.named("east").build());
    inventory.add(Device.named("tower").anyParentOf("west", "east").build());
    inventory.add(Device.named("radio").parent("tower").build());
    try (ScriptedProbe probe = ScriptedProbe.over(inventory, time)) {
      probe.kill("west");
      assertTrue(probe.isAlive("radio"), "the east is left");
      probe.kill("east");
      assertFalse(probe.isAlive("radio"));
      probe.revive("west");
      assertTrue(probe.isAlive("radio"));
    }
  }
}
