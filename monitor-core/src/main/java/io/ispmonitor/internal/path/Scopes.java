package io.ispmonitor.internal.path;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Works out which devices each uplink reaches and which maintenance concerns whom, off the path of
 * the outcomes: again whenever the inventory has changed or the roster has followed it, but once a
 * second at most, since in a large network that takes a while.
 */
final class Scopes implements InventoryListener {
  private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

  private final TimeSource time;
  private final Inventory inventory;
  private final Roster roster;
  private final JudgeDesk judge;
  private final List<Uplink> uplinks;
  private final Maintenance maintenance;
  private final UpkeepPlan upkeep;
  private final HostPart storePart = new HostPart("maintenance store");
  private final AtomicBoolean outOfDate = new AtomicBoolean(true);
  private long seenRoster;
  private @Nullable Loop loop;

  Scopes(
      TimeSource time,
      Inventory inventory,
      Roster roster,
      JudgeDesk judge,
      List<Uplink> uplinks,
      Maintenance maintenance,
      Past past) {
    this.time = time;
    this.inventory = inventory;
    this.roster = roster;
    this.judge = judge;
    this.uplinks = List.copyOf(uplinks);
    this.maintenance = maintenance;
    this.upkeep = new UpkeepPlan(maintenance, inventory, roster, judge, past);
  }

  void runBy(Loop running) {
    this.loop = running;
  }

  HostPart part() {
    return storePart;
  }

  @Override
  public void onChange(InventoryDiff diff) {
    outOfDate.set(true);
  }

  long turn(long now) {
    Instant wall = time.instant();
    boolean done = false;
    boolean rosterChanged = rosterHasChanged();
    boolean changed = outOfDate.getAndSet(false) || rosterChanged;
    try {
      done = !changed || assignUplinks();
      done &= upkeep.follow(wall, changed);
    } finally {
      if (!done) {
        outOfDate.set(true);
      }
    }
    writeTriggers();
    return now + (done ? nanosUntil(upkeep.nextChange(), wall) : LOOK_EVERY);
  }

  /** What the inventory has said before is watched only now, or watched no more. */
  private boolean rosterHasChanged() {
    long version = roster.version();
    boolean changed = version != seenRoster;
    seenRoster = version;
    return changed;
  }

  private static long nanosUntil(Instant next, Instant wall) {
    return next.isBefore(wall.plusNanos(LOOK_EVERY))
        ? Math.max(1, Duration.between(wall, next).toNanos())
        : LOOK_EVERY;
  }

  /** To the host's store, which may take its time. */
  private void writeTriggers() {
    Loop running = loop;
    if (running != null) {
      running.call(storePart, "write", "which windows have begun", maintenance::flush);
    }
  }

  /** Whether it could be handed over. */
  private boolean assignUplinks() {
    List<List<Watched>> members = new ArrayList<>();
    List<List<Watched>> witnesses = new ArrayList<>();
    for (Uplink uplink : uplinks) {
      members.add(watched(inventory.select(uplink.reaches())));
      witnesses.add(watched(uplink.witnesses()));
    }
    return uplinks.isEmpty() || judge.submit(to -> to.reached(members, witnesses));
  }

  /** Those of them that are watched already; the others come when the roster has changed. */
  private List<Watched> watched(Collection<String> ids) {
    List<Watched> found = new ArrayList<>(ids.size());
    for (String id : ids) {
      Watched watched = roster.find(id);
      if (watched != null) {
        found.add(watched);
      }
    }
    return found;
  }
}
