package io.ispmonitor.internal.path;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.device.Selection;
import io.ispmonitor.reachability.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Works out which devices each uplink reaches, off the path of the outcomes: again whenever the
 * inventory has changed, but once a second at most, since in a large network that takes a while.
 */
final class Scopes implements InventoryListener {
  private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

  private final Inventory inventory;
  private final Roster roster;
  private final JudgeDesk judge;
  private final List<Uplink> uplinks;
  private final AtomicBoolean outOfDate = new AtomicBoolean(true);

  Scopes(Inventory inventory, Roster roster, JudgeDesk judge, List<Uplink> uplinks) {
    this.inventory = inventory;
    this.roster = roster;
    this.judge = judge;
    this.uplinks = List.copyOf(uplinks);
  }

  @Override
  public void onChange(InventoryDiff diff) {
    outOfDate.set(true);
  }

  long turn(long now) {
    if (outOfDate.getAndSet(false) && !assignUplinks()) {
      outOfDate.set(true);
    }
    return now + LOOK_EVERY;
  }

  /** Whether all of it could be worked out and handed over. */
  private boolean assignUplinks() {
    List<List<Watched>> members = new ArrayList<>();
    List<List<Watched>> witnesses = new ArrayList<>();
    for (Uplink uplink : uplinks) {
      members.add(watched(uplink.reaches()));
      witnesses.add(watched(uplink.witnesses()));
    }
    boolean complete = inventory.size() == roster.all().size();
    return judge.submit(to -> to.reached(members, witnesses)) && complete;
  }

  private List<Watched> watched(Selection selection) {
    return watched(inventory.select(selection));
  }

  /** Those of them that are watched already; the others come with the next look. */
  private List<Watched> watched(Collection<String> ids) {
    List<Watched> found = new ArrayList<>(ids.size());
    for (String id : ids) {
      @Nullable Watched watched = roster.find(id);
      if (watched != null) {
        found.add(watched);
      }
    }
    return found;
  }
}
