package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The idea: is it me or is it them? A gateway and three witnesses outside tell. When two of them
 * are silent at once it is we who are cut off: the host shows a banner, and no customer is called.
 * Otherwise each trouble is a ticket, opened and closed by announcements.
 */
public final class Witnesses {
  private static final List<String> CUSTOMERS = List.of("bakery", "school", "town-hall");

  private Witnesses() {}

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
    Inventory inventory = new Inventory();
    List.of("gateway", "dns-a", "dns-b", "exchange").forEach(id -> inventory.add(device(id)));
    CUSTOMERS.forEach(id -> inventory.add(device(id)));
    Uplink uplink =
        Uplink.named("fibre")
            .gateway("gateway")
            .witness("dns-a")
            .witness("dns-b")
            .witness("exchange")
            .quorum(2)
            .build();
    try (ScriptedProbe network = ScriptedProbe.over(inventory, time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(network, Schedule.every(Duration.ofSeconds(30)))
                .uplink(uplink)
                .listener(new Desk(out))
                .time(time)
                .build()) {
      monitor.start();
      time.advance(Duration.ofMinutes(1));

      out.println("(the bakery pulls the plug, and puts it in again)");
      network.kill("bakery");
      time.advance(Duration.ofMinutes(1));
      network.revive("bakery");
      time.advance(Duration.ofMinutes(1));

      out.println("(a witness dies: that alone is no isolation)");
      network.kill("dns-a");
      time.advance(Duration.ofMinutes(1));
      network.revive("dns-a");
      time.advance(Duration.ofMinutes(1));

      out.println("(an excavator finds our fibre; the school loses its power meanwhile)");
      List<String> behind = List.of("dns-a", "dns-b", "exchange", "bakery", "school", "town-hall");
      behind.forEach(network::kill);
      time.advance(Duration.ofMinutes(10));
      out.println("the school is " + monitor.status("school").orElseThrow().state());

      out.println("(the fibre is repaired)");
      behind.stream().filter(id -> !id.equals("school")).forEach(network::revive);
      time.advance(Duration.ofMinutes(2));
    }
  }

  private static Device device(String id) {
    return Device.of(id, InetAddress.getLoopbackAddress());
  }

  /** What a host does with what it hears. */
  private record Desk(PrintStream out) implements MonitorListener {

    @Override
    public void onAnnouncement(Announcement announcement) {
      String what = announcement.kind().isEnd() ? "close" : "open";
      out.println(
          "%s ticket for %s: %s".formatted(what, announcement.device(), announcement.kind()));
    }

    @Override
    public void onIsolation(Isolation isolation) {
      out.println(
          isolation.isOpen()
              ? "BANNER: we are cut off behind %s, %d devices cannot be judged"
                  .formatted(isolation.uplink(), isolation.devices())
              : "banner away: %s is back".formatted(isolation.uplink()));
    }
  }
}
