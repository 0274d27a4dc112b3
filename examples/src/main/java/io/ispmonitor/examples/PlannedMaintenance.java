package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The idea: work that was announced makes no noise, but what is still broken when it is over does.
 * {@link PlannedWork} has a fixed window; a flexible one, which waits for the trouble it is about;
 * and one that recurs by the clock on the wall in Vienna, here in the night in which that goes from
 * two to three.
 */
public final class PlannedMaintenance implements MonitorListener {
  private static final String WHAT_HAPPENS =
      """
      2026-03-28T10:10 off tower
      2026-03-28T10:40 on  tower
      2026-03-28T10:50 off radio
      2026-03-28T11:20 on  radio
      2026-03-28T14:30 off ups
      2026-03-28T14:50 on  ups
      2026-03-28T15:40 off ups
      2026-03-28T15:50 on  ups
      2026-03-29T03:30 off core
      2026-03-29T03:50 on  core
      2026-03-29T04:10 off core
      2026-03-29T04:20 on  core
      """;

  private final ManualTime time = ManualTime.startingAt(PlannedWork.local("2026-03-28T09:00"));
  private final Maintenance maintenance = PlannedWork.windows();
  private final PrintStream out;

  private PlannedMaintenance(PrintStream out) {
    this.out = out;
  }

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    new PlannedMaintenance(out).play();
  }

  private void play() {
    Inventory inventory = new Inventory();
    inventory.add(device("tower").build());
    inventory.add(device("radio").parent("tower").build());
    inventory.add(device("ups").build());
    inventory.add(device("core").build());
    try (ScriptedProbe network = ScriptedProbe.over(inventory, time);
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(network, Schedule.every(Duration.ofSeconds(30)))
                .maintenance(maintenance)
                .listener(this)
                .time(time)
                .build()) {
      monitor.start();
      WHAT_HAPPENS.lines().forEach(line -> happen(line.split(" +"), network));
      time.advance(Duration.ofMinutes(1));
    }
  }

  private void happen(String[] event, ScriptedProbe network) {
    time.advance(Duration.between(time.instant(), PlannedWork.local(event[0])));
    String device = event[2];
    if (event[1].equals("off")) {
      network.kill(device);
    } else {
      network.revive(device);
    }
    List<MaintenanceWindow> inForce = maintenance.inForce(time.instant());
    say("%s goes %s, in force: %s".formatted(device, event[1], ids(inForce)));
  }

  private static List<String> ids(List<MaintenanceWindow> windows) {
    return windows.stream().map(MaintenanceWindow::id).toList();
  }

  @Override
  public void onAnnouncement(Announcement announcement) {
    say("    announced: " + announcement.device() + " " + announcement.kind());
  }

  private void say(String what) {
    LocalDateTime now = LocalDateTime.ofInstant(time.instant(), PlannedWork.VIENNA);
    out.println(now.truncatedTo(ChronoUnit.MINUTES) + " " + what);
  }

  private static Device.Builder device(String id) {
    return Device.named(id).address(InetAddress.getLoopbackAddress());
  }
}
