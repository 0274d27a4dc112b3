package io.ispmonitor.examples.demo;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.io.PrintStream;
import java.util.Optional;

/** Writes JSON, a line for each thing. */
final class JsonView {
  private final Network network;
  private final PrintStream out;

  JsonView(Network network, PrintStream out) {
    this.network = network;
    this.out = out;
  }

  /** A change, as it happens. */
  void change(StateChange change) {
    Outage outage = change.outage();
    Inventory inventory = network.inventory();
    Optional<Device> device = inventory.find(change.device());
    print(
        new JsonLine()
            .put("at", change.at().toString())
            .put("device", change.device())
            .put("address", device.map(network::address).orElse(null))
            .put("from", change.from().name())
            .put("to", change.to().name())
            .put("root", outage == null ? null : outage.root())
            .put("reason", change.evidence().reason()));
  }

  /** How a device stands. */
  void status(DeviceStatus status) {
    print(
        new JsonLine()
            .put("id", status.device().id())
            .put("address", network.address(status.device()))
            .put("state", status.state().name())
            .put("rtt", status.roundTripSeconds().orElse(Double.NaN))
            .put("loss", status.loss().orElse(Double.NaN)));
  }

  private void print(JsonLine line) {
    out.println(line);
  }
}
