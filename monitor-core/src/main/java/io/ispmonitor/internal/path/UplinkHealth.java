package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Uplink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether we reach the network, and could tell if we did not. Any thread. */
final class UplinkHealth {
  private final List<Uplink> uplinks;
  private final Roster roster;
  private final Outputs outputs;

  UplinkHealth(List<Uplink> uplinks, Roster roster, Outputs outputs) {
    this.uplinks = List.copyOf(uplinks);
    this.roster = roster;
    this.outputs = outputs;
  }

  HealthCheck check() {
    List<String> said = new ArrayList<>();
    for (Isolation lost : outputs.isolations()) {
      said.add(
          "uplink '%s' is lost since %s, %d devices cannot be judged"
              .formatted(lost.uplink(), lost.since(), lost.devices()));
    }
    for (Uplink uplink : uplinks) {
      List<String> unasked = uplink.witnesses().stream().filter(id -> !isAsked(id)).toList();
      if (uplink.witnesses().size() - unasked.size() < uplink.quorum()) {
        said.add(
            "uplink '%s' cannot be found lost: it takes %d silent witnesses, and nobody asks %s"
                .formatted(uplink.name(), uplink.quorum(), unasked));
      }
    }
    return said.isEmpty()
        ? HealthCheck.healthy("uplinks", "")
        : HealthCheck.degraded("uplinks", String.join("; ", said));
  }

  private boolean isAsked(String id) {
    Watched witness = roster.find(id);
    return witness != null
        && Arrays.stream(witness.askings).anyMatch(is -> is.runner.judgesReachability);
  }
}
