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
 * the outcomes: again whenever the inventory has changed, but once a second at most, since in a
 * large network that takes a while.
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
    boolean changed = outOfDate.getAndSet(false);
    boolean done = !changed || assignUplinks();
    done &= upkeep.follow(wall, changed);
    if (!done) {
      outOfDate.set(true);
    }
    writeTriggers();
    return Math.min(now + LOOK_EVERY, now + nanosUntil(upkeep.nextChange(), wall));
  }

  private static long nanosUntil(Instant next, Instant wall) {
    Duration left = next.equals(Instant.MAX) ? null : Duration.between(wall, next);
    return left == null || left.compareTo(Duration.ofDays(1)) > 0
        ? LOOK_EVERY
        : Math.max(1, left.toNanos());
  }

  /** To the host's store, which may take its time. */
  private void writeTriggers() {
    Loop running = loop;
    if (running != null) {
      running.call(storePart, "write", "which windows have begun", maintenance::flush);
    }
  }

  /** Whether all of it could be worked out and handed over. */
  private boolean assignUplinks() {
    List<List<Watched>> members = new ArrayList<>();
    List<List<Watched>> witnesses = new ArrayList<>();
    for (Uplink uplink : uplinks) {
      members.add(watched(inventory.select(uplink.reaches())));
      witnesses.add(watched(uplink.witnesses()));
    }
    boolean complete = inventory.size() == roster.all().size();
    boolean taken = uplinks.isEmpty() || judge.submit(to -> to.reached(members, witnesses));
    return taken && complete;
  }

  /** Those of them that are watched already; the others come with the next look. */
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
