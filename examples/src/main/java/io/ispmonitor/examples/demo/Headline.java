package io.ispmonitor.examples.demo;

import io.ispmonitor.reachability.Isolation;
import java.util.List;

/** What has to be known before anything else is read: that we ourselves are cut off. */
final class Headline {
  private Headline() {}

  /** A line for each lost uplink. */
  static List<String> of(List<Isolation> isolations, Surroundings surroundings) {
    return isolations.stream()
        .map(
            is ->
                "WE ARE CUT OFF behind uplink '%s' since %s, %s cannot be judged"
                    .formatted(
                        is.uplink(),
                        surroundings.clock(is.since()),
                        Network.count(is.devices(), "device")))
        .toList();
  }
}
