package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The idea: what has two ways is cut off only when both are gone. The tower hangs on either of two
 * routers, a redundancy group; and we reach all of it over either of two uplinks, each with
 * witnesses of its own outside.
 */
public final class RedundantUplinks {
  private static final List<String> OURS = List.of("router-1", "router-2", "tower", "radio");

  private RedundantUplinks() {}

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
    Inventory inventory = new Inventory();
    for (String id : List.of("fibre-gw", "fibre-a", "fibre-b", "lte-gw", "lte-a", "lte-b")) {
      inventory.add(device(id).build());
    }
    inventory.add(device("router-1").build());
    inventory.add(device("router-2").build());
    inventory.add(device("tower").anyParentOf("router-1", "router-2").build());
    inventory.add(device("radio").parent("tower").build());
    try (ScriptedProbe network = ScriptedProbe.over(inventory, time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(network, Schedule.every(Duration.ofSeconds(30)))
                .uplink(uplink("fibre"))
                .uplink(uplink("lte"))
                .time(time)
                .build()) {
      monitor.start();
      tell("all is well", monitor, time, out);

      network.kill("router-1");
      tell("one of two routers is dead", monitor, time, out);
      network.revive("router-1");

      network.kill("fibre-a").kill("fibre-b");
      tell("the fibre is cut, the LTE is there", monitor, time, out);

      network.kill("lte-a").kill("lte-b").kill("router-1").kill("router-2");
      tell("the LTE is gone too", monitor, time, out);

      network.revive("lte-a").revive("lte-b").revive("router-1").revive("router-2");
      tell("the LTE is back", monitor, time, out);
    }
  }

  /** Our network is reached over either; its witnesses over this one only, its gateway without. */
  private static Uplink uplink(String name) {
    String[] outside = {name + "-a", name + "-b"};
    return Uplink.named(name)
        .gateway(name + "-gw")
        .witness(outside[0])
        .witness(outside[1])
        .quorum(2)
        .reaches(Selection.device(OURS.toArray(String[]::new)).or(Selection.device(outside)))
        .build();
  }

  private static Device.Builder device(String id) {
    return Device.named(id).address(InetAddress.getLoopbackAddress());
  }

  private static void tell(String when, Monitor monitor, ManualTime time, PrintStream out) {
    time.advance(Duration.ofMinutes(2));
    List<String> lost = monitor.isolations().stream().map(Isolation::uplink).toList();
    out.println(when + ": lost uplinks " + lost);
    out.println(
        OURS.stream()
            .map(id -> id + " is " + monitor.status(id).orElseThrow().state())
            .collect(Collectors.joining(", ", "  ", "")));
  }
}
