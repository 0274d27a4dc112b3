package io.ispmonitor.testkit.trial;

import io.ispmonitor.device.Selection;
import io.ispmonitor.reachability.Uplink;
import java.util.ArrayList;
import java.util.List;

/** A simulated uplink, as the monitor is told of it. */
final class Witnessed {
  private Witnessed() {}

  static Uplink of(io.ispmonitor.testkit.sim.SimulatedUplink uplink) {
    Uplink.Builder builder = Uplink.named(uplink.name());
    if (uplink.gateway() != null) {
      builder.gateway(uplink.gateway());
    }
    uplink.witnesses().forEach(builder::witness);
    List<Selection> reached = new ArrayList<>();
    for (String first : uplink.behind()) {
      reached.add(Selection.device(first));
      reached.add(Selection.behind(first));
    }
    uplink.witnesses().forEach(witness -> reached.add(Selection.device(witness)));
    return builder.reaches(new Selection.AnyOf(reached)).build();
  }
}
