package io.ispmonitor.internal.path;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.internal.loop.Loop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are watched, and which probe asks which: follows the inventory. Changed by the
 * scheduler's loop alone, read by any thread.
 */
final class Roster {
  private final Map<String, Watched> byId = new ConcurrentHashMap<>();
  private final InventoryFeed feed;
  private final List<ProbeRunner> runners;
  private final Enrolment enrolment;
  private final Deque<Map.Entry<String, Optional<Device>>> pending = new ArrayDeque<>();
  private final List<Watched> toPlace = new ArrayList<>();
  private TopologyChange change = new TopologyChange();

  /** Who is told of what has to be asked from now on, or no more. */
  interface Enrolment {
    void enrol(Asking asking);

    void dismiss(Asking asking);

    void askAgain(Asking asking);

    void resolve(Watched watched);
  }

  Roster(InventoryFeed feed, List<ProbeRunner> runners, Enrolment enrolment) {
    this.feed = feed;
    this.runners = runners;
    this.enrolment = enrolment;
  }

  @Nullable Watched find(String id) {
    return byId.get(id);
  }

  Collection<Watched> all() {
    return byId.values();
  }

  /**
   * Follows the inventory.
   *
   * <p>The host's predicates are called on the way, and the thread may be left behind in one: so
   * each device stays in the queue until it is done with, and everything half done is in a field.
   *
   * @return what the judge has to know; null when nothing changed
   */
  @Nullable TopologyChange follow(Loop loop, long epochNanos) {
    pending.addAll(feed.take().entrySet());
    for (Map.Entry<String, Optional<Device>> next = pending.peek();
        next != null;
        next = pending.peek()) {
      Device device = next.getValue().orElse(null);
      if (device == null) {
        remove(next.getKey());
      } else {
        put(device, intervals(loop, device), epochNanos);
      }
      pending.remove();
    }
    toPlace.removeIf(watched -> watched.removed);
    toPlace.forEach(watched -> change.place(watched, parents(watched), reachability(watched)));
    toPlace.clear();
    if (change.isEmpty()) {
      return null;
    }
    TopologyChange done = change;
    change = new TopologyChange();
    return done;
  }

  private void remove(String id) {
    Watched gone = byId.remove(id);
    if (gone != null) {
      for (Asking asking : gone.askings) {
        enrolment.dismiss(asking);
      }
      gone.removed = true;
      change.remove(gone);
    }
  }

  private void put(Device device, long[] intervals, long epochNanos) {
    Watched known = byId.get(device.id());
    boolean moved = known != null && !hasAddressOf(known.device, device);
    Watched watched = known != null ? known : new Watched(device, Verdict.unknown(epochNanos));
    watched.device = device;
    byId.put(device.id(), watched);
    if (moved) {
      watched.resolved(null);
    }
    if (device.hostName() != null && (known == null || moved)) {
      enrolment.resolve(watched);
    }
    watched.askings = askings(watched, intervals, moved);
    toPlace.add(watched);
  }

  private static boolean hasAddressOf(Device before, Device after) {
    return Objects.equals(before.address(), after.address())
        && Objects.equals(before.hostName(), after.hostName());
  }

  /** How often each probe asks a device, in nanoseconds; 0 when it does not. */
  private long[] intervals(Loop loop, Device device) {
    long[] intervals = new long[runners.size()];
    boolean reached = false;
    for (int i = 0; i < intervals.length; i++) {
      ProbeRunner runner = runners.get(i);
      if (runner.judgesReachability && reached) {
        continue; // the first that wants it decides about up and down
      }
      int index = i;
      loop.call(
          runner.schedulePart,
          "choose for",
          device.id(),
          () -> {
            if (runner.schedule.includes(device)) {
              intervals[index] = runner.schedule.intervalOf(device).toNanos();
            }
          });
      reached |= runner.judgesReachability && intervals[i] > 0;
    }
    return intervals;
  }

  private Asking[] askings(Watched watched, long[] intervals, boolean moved) {
    List<Asking> askings = new ArrayList<>(1);
    for (int i = 0; i < intervals.length; i++) {
      ProbeRunner runner = runners.get(i);
      Asking before = find(watched.askings, runner);
      if (intervals[i] == 0) {
        if (before != null) {
          enrolment.dismiss(before);
        }
        continue;
      }
      if (before != null && before.intervalNanos == intervals[i]) {
        askings.add(before);
        if (moved) {
          enrolment.askAgain(before);
        }
        continue;
      }
      if (before != null) {
        enrolment.dismiss(before);
      }
      Asking made = new Asking(watched, runner, intervals[i]);
      enrolment.enrol(made);
      askings.add(made);
    }
    return askings.toArray(new Asking[0]);
  }

  private static @Nullable Asking find(Asking[] askings, ProbeRunner runner) {
    for (Asking asking : askings) {
      if (asking.runner == runner) {
        return asking;
      }
    }
    return null;
  }

  private static @Nullable Asking reachability(Watched watched) {
    for (Asking asking : watched.askings) {
      if (asking.runner.judgesReachability) {
        return asking;
      }
    }
    return null;
  }

  private Watched[][] parents(Watched watched) {
    List<Dependency> dependencies = watched.device.dependencies();
    Watched[][] groups = new Watched[dependencies.size()][];
    for (int i = 0; i < groups.length; i++) {
      groups[i] =
          dependencies.get(i).anyOf().stream()
              .map(byId::get)
              .filter(Objects::nonNull)
              .toArray(Watched[]::new);
    }
    return groups;
  }
}
