package io.ispmonitor.internal.path;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.reachability.DeviceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which maintenance concerns which device at present: worked out again when windows, their moments
 * or the inventory change. Begins flexible windows at the first trouble.
 */
final class UpkeepPlan {
  private final Maintenance maintenance;
  private final Inventory inventory;
  private final Roster roster;
  private final JudgeDesk judge;
  private final Past past;
  private Map<Watched, Upkeep> current = Map.of();

  /** What was in force when an earlier monitor ended, by device, until it is looked at. */
  private @Nullable Map<String, List<String>> before;

  /** The windows that wait for trouble, and the devices whose trouble they wait for. */
  private Map<String, List<Watched>> waiting = Map.of();

  private long seenVersion = Long.MIN_VALUE;
  private Instant seenAt = Instant.MIN;
  private Instant nextChange = Instant.MIN;

  UpkeepPlan(
      Maintenance maintenance, Inventory inventory, Roster roster, JudgeDesk judge, Past past) {
    this.past = past;
    this.maintenance = maintenance;
    this.inventory = inventory;
    this.roster = roster;
    this.judge = judge;
  }

  /**
   * Brings it up to date.
   *
   * @param inventoryChanged whether devices came, went or changed since the last call
   * @return whether all of it could be worked out and handed over
   */
  boolean follow(Instant now, boolean inventoryChanged) {
    boolean done = workOut(now, inventoryChanged);
    if (begin(now)) {
      done &= workOut(now, false);
    }
    return done;
  }

  /** When it is out of date by itself. */
  Instant nextChange() {
    return nextChange;
  }

  private boolean workOut(Instant now, boolean inventoryChanged) {
    long version = maintenance.version();
    boolean isUpToDate =
        !inventoryChanged
            && version == seenVersion
            && !now.isBefore(seenAt)
            && now.isBefore(nextChange);
    if (isUpToDate) {
      return true;
    }
    Map<Watched, Upkeep> wanted = upkeeps(maintenance.inForce(now), maintenance.armed(now));
    Map<Watched, UpkeepChange> changes = changes(wanted, now);
    if (!changes.isEmpty() && !judge.submit(to -> changes.forEach(to::upkeep))) {
      return false;
    }
    current = wanted;
    before().keySet().removeIf(device -> roster.find(device) != null);
    seenVersion = version;
    seenAt = now;
    nextChange = maintenance.nextChange(now).orElse(Instant.MAX);
    return true;
  }

  /** Whether any flexible window begins now. */
  private boolean begin(Instant now) {
    boolean any = false;
    for (Map.Entry<String, List<Watched>> window : waiting.entrySet()) {
      boolean trouble = window.getValue().stream().anyMatch(UpkeepPlan::isInTrouble);
      any |= trouble && maintenance.trigger(window.getKey(), now);
    }
    return any;
  }

  /** What is merely cut off is the trouble of another device. */
  private static boolean isInTrouble(Watched watched) {
    DeviceState state = watched.verdict.state();
    return state == DeviceState.DOWN || state == DeviceState.DEGRADED || watched.flapping;
  }

  private Map<Watched, Upkeep> upkeeps(
      List<MaintenanceWindow> inForce, List<MaintenanceWindow> armed) {
    Map<String, List<String>> inForceOf = idsByDevice(inForce);
    Map<String, List<String>> armedOf = idsByDevice(armed);
    waiting = new LinkedHashMap<>();
    armedOf.forEach(
        (device, windows) -> {
          Watched watched = roster.find(device);
          if (watched != null) {
            windows.forEach(
                id -> waiting.computeIfAbsent(id, any -> new ArrayList<>()).add(watched));
          }
        });
    Map<Upkeep, Upkeep> shared = new HashMap<>();
    Map<Watched, Upkeep> upkeeps = new LinkedHashMap<>();
    BiConsumer<String, List<String>> add =
        (device, any) -> {
          Watched watched = roster.find(device);
          if (watched != null) {
            Upkeep upkeep =
                new Upkeep(
                    inForceOf.getOrDefault(device, List.of()),
                    armedOf.getOrDefault(device, List.of()));
            upkeeps.put(watched, shared.computeIfAbsent(upkeep, same -> same));
          }
        };
    inForceOf.forEach(add);
    armedOf.forEach(add);
    return upkeeps;
  }

  private Map<String, List<String>> idsByDevice(List<MaintenanceWindow> windows) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    for (MaintenanceWindow window : windows) {
      for (String device : inventory.select(window.devices())) {
        ids.computeIfAbsent(device, any -> new ArrayList<>(1)).add(window.id());
      }
    }
    return ids;
  }

  private Map<Watched, UpkeepChange> changes(Map<Watched, Upkeep> wanted, Instant now) {
    UpkeepEnds ends = new UpkeepEnds(maintenance, at -> idsByDevice(maintenance.inForce(at)));
    Map<Watched, UpkeepChange> changes = new LinkedHashMap<>();
    before()
        .forEach(
            (device, windows) -> {
              Watched watched = roster.find(device);
              if (watched != null && upkeepIn(wanted, watched).inForce().isEmpty()) {
                Instant ended = ends.of(device, windows, past.seenUntil(), now);
                changes.put(watched, new UpkeepChange(upkeepIn(wanted, watched), ended));
              }
            });
    for (Watched watched : current.keySet()) {
      if (!wanted.containsKey(watched)) {
        changes.put(watched, change(watched, Upkeep.NONE, ends, now));
      }
    }
    wanted.forEach(
        (watched, upkeep) -> {
          if (!upkeep.equals(current.get(watched))) {
            changes.putIfAbsent(watched, change(watched, upkeep, ends, now));
          }
        });
    return changes;
  }

  private UpkeepChange change(Watched watched, Upkeep upkeep, UpkeepEnds ends, Instant now) {
    List<String> windows = upkeepIn(current, watched).inForce();
    boolean hasEnded = !windows.isEmpty() && upkeep.inForce().isEmpty();
    return new UpkeepChange(upkeep, hasEnded ? ends.of(watched.id(), windows, seenAt, now) : null);
  }

  private static Upkeep upkeepIn(Map<Watched, Upkeep> upkeeps, Watched watched) {
    return upkeeps.getOrDefault(watched, Upkeep.NONE);
  }

  private Map<String, List<String>> before() {
    Map<String, List<String>> known = before;
    if (known == null) {
      Instant seenUntil = past.seenUntil();
      known =
          seenUntil.equals(Instant.MIN)
              ? new HashMap<>()
              : idsByDevice(maintenance.inForce(seenUntil));
      before = known;
    }
    return known;
  }
}
