package io.ispmonitor.internal.path;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.probe.Priority;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are watched, and which probe asks which: follows the inventory. Changed by the
 * scheduler's loop alone, read by any thread.
 */
final class Roster {
  private static final long RETRY_AFTER = Duration.ofSeconds(10).toNanos();

  /** Rises whenever devices came or went. */
  private final AtomicLong version = new AtomicLong();

  /** Rises whenever a device came, went or was described anew. */
  private final AtomicLong changes = new AtomicLong();

  private final Arrivals arrivals = new Arrivals();
  private final InventoryFeed feed;
  private final List<ProbeRunner> runners;
  private final Past past;
  private final Enrolment enrolment;
  private final Deque<Map.Entry<String, Optional<Device>>> pending = new ArrayDeque<>();
  private final Dependents dependents;
  private final Map<Watched, Boolean> toPlace = new LinkedHashMap<>();
  private final Set<String> toRetry = new LinkedHashSet<>();
  private long retryNanos;
  private TopologyChange change = new TopologyChange();

  /** Who is told of what has to be asked from now on, or no more. */
  interface Enrolment {
    void enrol(Asking asking);

    void dismiss(Asking asking);

    void askAgain(Asking asking);

    void rank(Asking asking, Priority priority);

    void resolve(Watched watched);

    /** It is new, or the inventory says something else of it. */
    void changed(Watched watched);
  }

  Roster(
      InventoryFeed feed,
      List<ProbeRunner> runners,
      Dependents dependents,
      Past past,
      Enrolment enrolment) {
    this.feed = feed;
    this.runners = runners;
    this.dependents = dependents;
    this.past = past;
    this.enrolment = enrolment;
  }

  @Nullable Watched find(String id) {
    return arrivals.find(id);
  }

  /**
   * Rises whenever a device came or went. Read it before what depends on it: as long as it stays
   * the same, so do all answers.
   */
  long version() {
    return version.get();
  }

  /**
   * Rises whenever a device came, went or was described anew. Read it before what depends on it.
   */
  long changes() {
    return changes.get();
  }

  /** Those that are watched, in the order in which they came, in a list of the caller's own. */
  List<Watched> all() {
    return arrivals.copy();
  }

  /**
   * Follows the inventory.
   *
   * <p>The host's predicates are called on the way, and the thread may be left behind in one: so
   * each device stays in the queue until it is done with, and everything half done is in a field.
   *
   * @return what the judge has to know; null when nothing changed
   */
  @Nullable TopologyChange follow(Loop loop, long now, long epochNanos) {
    pending.addAll(feed.take().entrySet());
    retry(now);
    for (Map.Entry<String, Optional<Device>> next = pending.peek();
        next != null;
        next = pending.peek()) {
      Device device = next.getValue().orElse(null);
      if (device == null) {
        remove(next.getKey());
      } else {
        put(device, paces(loop, device, now), now, epochNanos);
      }
      pending.remove();
    }
    toPlace.keySet().removeIf(watched -> watched.removed);
    toPlace.forEach(
        (watched, moved) ->
            change.place(
                new Place(
                    watched, parents(watched), reachability(watched), moved, isDecided(watched))));
    toPlace.clear();
    if (change.isEmpty()) {
      return null;
    }
    TopologyChange done = change;
    change = new TopologyChange();
    return done;
  }

  /**
   * Devices of which a schedule could not say whether it wants them: asked again a little later.
   */
  private void retry(long now) {
    if (toRetry.isEmpty() || now - retryNanos < 0) {
      return;
    }
    for (String id : toRetry) {
      Watched watched = find(id);
      if (watched != null) {
        pending.add(Map.entry(id, Optional.of(watched.device)));
      }
    }
    toRetry.clear();
  }

  private void remove(String id) {
    Watched gone = arrivals.remove(id);
    if (gone != null) {
      version.incrementAndGet();
      for (Asking asking : gone.askings) {
        enrolment.dismiss(asking);
      }
      gone.removed = true;
      changes.incrementAndGet();
      change.remove(gone);
      rank(dependents.remove(gone.device));
    }
  }

  private void put(Device device, Pace[] paces, long now, long epochNanos) {
    Watched known = find(device.id());
    boolean moved = known != null && !hasAddressOf(known.device, device);
    Watched watched = known != null ? known : made(device, now, epochNanos);
    rank(known == null ? dependents.add(device) : dependents.replace(known.device, device));
    boolean changed = known == null || !known.device.equals(device);
    watched.device = device;
    if (moved) {
      watched.anotherHostName();
    }
    if (device.hostName() != null && (known == null || moved)) {
      enrolment.resolve(watched);
    }
    if (changed) {
      enrolment.changed(watched);
    }
    watched.askings = askings(watched, paces, moved);
    rank(watched);
    if (known == null) { // not before it is known who asks it: others may look at once
      arrivals.add(watched);
      version.incrementAndGet();
    }
    if (changed) {
      changes.incrementAndGet();
    }
    toPlace.merge(watched, moved, Boolean::logicalOr);
  }

  private void rank(Collection<String> parents) {
    for (String id : parents) {
      Watched parent = find(id);
      if (parent != null) {
        rank(parent);
      }
    }
  }

  private void rank(Watched watched) {
    boolean isNeeded = dependents.has(watched.id());
    for (Asking asking : watched.askings) {
      enrolment.rank(asking, asking.runner.priority(asking.ownPriority, isNeeded));
    }
  }

  private Watched made(Device device, long now, long epochNanos) {
    Watched made = new Watched(device, Verdict.unknown(epochNanos));
    made.heardBeforeMissesNanos = now;
    past.restore(made);
    return made;
  }

  private static boolean hasAddressOf(Device before, Device after) {
    return Objects.equals(before.address(), after.address())
        && Objects.equals(before.hostName(), after.hostName());
  }

  /**
   * How each probe asks a device. Where a schedule fails to say, it stays as it was and is tried
   * again.
   */
  private Pace[] paces(Loop loop, Device device, long now) {
    Pace[] paces = new Pace[runners.size()];
    Watched known = find(device.id());
    boolean reached = false;
    for (int i = 0; i < paces.length; i++) {
      ProbeRunner runner = runners.get(i);
      paces[i] = Pace.NEVER;
      if (runner.judgesReachability && reached) {
        continue; // the first that wants it decides about up and down
      }
      Pace[] answer = {Pace.NEVER};
      if (loop.call(
          runner.schedulePart,
          "choose for",
          device.id(),
          () -> answer[0] = Pace.of(runner.schedule, device))) {
        paces[i] = answer[0];
      } else {
        paces[i] = Pace.of(known == null ? null : find(known.askings, runner));
        toRetry.add(device.id());
        retryNanos = now + RETRY_AFTER;
      }
      reached |= runner.judgesReachability && paces[i].isAsked();
    }
    return paces;
  }

  private Asking[] askings(Watched watched, Pace[] paces, boolean moved) {
    List<Asking> askings = new ArrayList<>(1);
    for (int i = 0; i < paces.length; i++) {
      ProbeRunner runner = runners.get(i);
      Pace pace = paces[i];
      Asking before = find(watched.askings, runner);
      if (!pace.isAsked()) {
        if (before != null) {
          enrolment.dismiss(before);
        }
        continue;
      }
      if (before != null && before.intervalNanos == pace.intervalNanos()) {
        before.ownPriority = pace.priority();
        askings.add(before);
        if (moved) {
          enrolment.askAgain(before);
        }
        continue;
      }
      if (before != null) {
        enrolment.dismiss(before);
      }
      Asking made = new Asking(watched, runner, pace.intervalNanos());
      made.ownPriority = pace.priority();
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

  /** Whether it is known who asks it: a schedule that could not say so is asked again. */
  private boolean isDecided(Watched watched) {
    return reachability(watched) != null || !toRetry.contains(watched.id());
  }

  /** Who judges it, if anybody asks it. */
  static @Nullable Asking reachability(Watched watched) {
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
              .map(this::find)
              .filter(Objects::nonNull)
              .toArray(Watched[]::new);
    }
    return groups;
  }
}
