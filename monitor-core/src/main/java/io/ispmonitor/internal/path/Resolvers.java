package io.ispmonitor.internal.path;

import io.ispmonitor.probe.ProbeOutcome;
import java.util.List;

/** Those who look up host names, each of them for its share of the devices. */
final class Resolvers {
  private final List<Resolver> all;

  Resolvers(List<Resolver> all) {
    this.all = List.copyOf(all);
  }

  List<Resolver> all() {
    return all;
  }

  /** Who looks up the name of this device. */
  Resolver of(Watched watched) {
    return of(watched.id());
  }

  /** Who looks up the name of the device with this id. */
  Resolver of(String device) {
    return all.get(Math.floorMod(device.hashCode(), all.size()));
  }

  /** What becomes of a question to a device whose name has no address. */
  ProbeOutcome unresolved(Watched watched) {
    return new ProbeOutcome.Broken(of(watched).trouble(watched), null);
  }
}
