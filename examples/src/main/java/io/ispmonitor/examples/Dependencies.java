package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * The idea: tell the monitor what depends on what, and a dead tower is one fault and not as many as
 * there are radios on it. The network is played by the test kit in time that passes when it is told
 * to, which is also how to test rules of your own.
 */
public final class Dependencies {
  private Dependencies() {}

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
    Inventory inventory = new Inventory();
    inventory.add(device("tower").build());
    for (int i = 1; i <= 3; i++) {
      inventory.add(device("radio-" + i).parent("tower").build());
    }
    try (ScriptedProbe network = ScriptedProbe.over(inventory, time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(network, Schedule.every(Duration.ofSeconds(30)))
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));
      tell("all is well", monitor, out);

      network.kill("tower");
      time.advance(Duration.ofMinutes(1));
      tell("the tower has no power", monitor, out);

      network.revive("tower");
      time.advance(Duration.ofMinutes(1));
      tell("the tower is back", monitor, out);
    }
  }

  private static Device.Builder device(String id) {
    return Device.named(id).address(InetAddress.getLoopbackAddress());
  }

  private static void tell(String when, Monitor monitor, PrintStream out) {
    out.println(when + ":");
    for (Device device : monitor.inventory().devices()) {
      DeviceStatus status = monitor.status(device.id()).orElseThrow();
      String root = status.rootCause();
      out.println(
          "  %s is %s%s"
              .formatted(device.id(), status.state(), root == null ? "" : " because of " + root));
    }
  }
}
