package io.ispmonitor.examples.demo;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes JSON, a line for each thing: changes of state with {@code to}, what people are told with
 * {@code told}, lost uplinks with {@code uplink}, messages with {@code message}. Thread-safe.
 */
final class JsonView implements MonitorListener {
  private final Network network;
  private final PrintStream out;

  JsonView(Network network, PrintStream out) {
    this.network = network;
    this.out = out;
  }

  @Override
  public void onStateChange(StateChange change) {
    Outage outage = change.outage();
    print(
        of(change.at(), change.device())
            .put("from", change.from().name())
            .put("to", change.to().name())
            .put("root", outage == null ? null : outage.root())
            .put("flapping", change.progress().flapping().flapping())
            .put("reason", change.evidence().reason()));
  }

  @Override
  public void onAnnouncement(Announcement announcement) {
    print(
        of(announcement.at(), announcement.device())
            .put("told", announcement.kind().name())
            .put("reason", announcement.text()));
  }

  @Override
  public void onIsolation(Isolation isolation) {
    Instant until = isolation.until();
    print(
        new JsonLine()
            .put("at", (until == null ? isolation.since() : until).toString())
            .put("uplink", isolation.uplink())
            .put("lost", isolation.isOpen())
            .put("since", isolation.since().toString())
            .count("devices", isolation.devices()));
  }

  /** A message that people would get. */
  void message(Notice notice) {
    print(
        new JsonLine()
            .put("at", notice.at().toString())
            .put("message", notice.message().title())
            .put("kind", notice.kind().name())
            .put("severity", notice.severity().name()));
  }

  /** How a device stands. */
  void status(DeviceStatus status) {
    String id = status.device().id();
    JsonLine line =
        new JsonLine()
            .put("id", id)
            .put("address", network.address(status.device()))
            .put("state", status.state().name())
            .put("rtt", status.roundTripSeconds().orElse(Double.NaN))
            .put("loss", status.loss().orElse(Double.NaN));
    Collecting collecting = network.collecting();
    if (collecting != null) {
      Figures figures = collecting.collected().of(id);
      line.put("traffic", figures.bitsPerSecond())
          .put("signal", figures.signalDbm())
          .put("voltage", figures.volts())
          .put("snmp", collecting.collected().trouble(id));
    }
    print(line);
  }

  private JsonLine of(Instant at, String id) {
    Optional<Device> device = network.inventory().find(id);
    return new JsonLine()
        .put("at", at.toString())
        .put("device", id)
        .put("address", device.map(network::address).orElse(null));
  }

  private void print(JsonLine line) {
    out.println(line);
  }
}
