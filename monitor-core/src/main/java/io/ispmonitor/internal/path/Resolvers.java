package io.ispmonitor.internal.path;

import io.ispmonitor.device.NameResolver;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Those who look up host names, each of them for its share of the devices, on a loop of its own.
 */
final class Resolvers {
  /** Several, so that a name server that hangs does not keep the other names waiting. */
  private static final int COUNT = 4;

  private final List<Resolver> all;
  private final List<Loop> loops;

  Resolvers(TimeSource time, NameResolver names, LogDesk log) {
    List<Resolver> made = new ArrayList<>();
    List<Loop> running = new ArrayList<>();
    for (int i = 1; i <= COUNT; i++) {
      Resolver resolver = new Resolver(time, names, log);
      Loop loop = new Loop("ispmonitor-resolver-" + i, time, log, resolver::turn);
      resolver.runBy(loop);
      made.add(resolver);
      running.add(loop);
    }
    this.all = List.copyOf(made);
    this.loops = List.copyOf(running);
  }

  List<Loop> loops() {
    return loops;
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
