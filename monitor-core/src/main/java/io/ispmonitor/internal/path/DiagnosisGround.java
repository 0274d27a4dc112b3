package io.ispmonitor.internal.path;

import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.internal.diagnosis.Asker;
import io.ispmonitor.internal.diagnosis.NameAnswer;
import io.ispmonitor.internal.diagnosis.Subject;
import io.ispmonitor.internal.diagnosis.Surroundings;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Evidence;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the path offers to those who diagnose. */
final class DiagnosisGround implements Surroundings {
  private final Roster roster;
  private final Resolvers resolvers;
  private final Onlookers onlookers;
  private final Announcer announcer;
  private final Predicate<String> askNow;

  DiagnosisGround(
      Roster roster,
      Resolvers resolvers,
      Onlookers onlookers,
      Announcer announcer,
      Predicate<String> askNow) {
    this.roster = roster;
    this.resolvers = resolvers;
    this.onlookers = onlookers;
    this.announcer = announcer;
    this.askNow = askNow;
  }

  @Override
  public @Nullable Subject find(String device) {
    Watched watched = roster.find(device);
    if (watched == null) {
      return null;
    }
    DeviceStatus status = watched.status();
    List<Asker> askers = new ArrayList<>();
    for (Asking asking : watched.askings) {
      ProbeRunner runner = asking.runner;
      askers.add(new Asker(runner.name, runner.role, runner.probe));
    }
    return new Subject(status, cutOffBehind(watched, status), askers);
  }

  private static List<String> cutOffBehind(Watched watched, DeviceStatus status) {
    return status.evidence().basis() == Evidence.Basis.ISOLATION
        ? Arrays.stream(watched.uplinks).map(is -> is.uplink.name()).toList()
        : List.of();
  }

  @Override
  public void lookUp(String device, String hostName, Consumer<NameAnswer> answer) {
    resolvers.of(device).askOnce(hostName, answer);
  }

  @Override
  public boolean ask(String device) {
    return askNow.test(device);
  }

  @Override
  public Runnable hear(String device, long sinceNanos, Consumer<ProbeResult> ear) {
    return onlookers.add(device, sinceNanos, ear);
  }

  /** Of several devices at one address, the one whose id comes first. */
  @Override
  public Map<InetAddress, String> devicesAt(Set<InetAddress> addresses) {
    Map<InetAddress, String> found = new HashMap<>();
    if (addresses.isEmpty()) {
      return found;
    }
    for (Watched watched : roster.all()) {
      InetAddress at = watched.addressInUse();
      if (at != null && addresses.contains(at)) {
        found.merge(at, watched.id(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
      }
    }
    return found;
  }

  @Override
  public void deliver(Runnable result) {
    announcer.deliver(result);
  }
}
