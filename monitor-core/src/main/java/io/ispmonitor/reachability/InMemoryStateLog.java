package io.ispmonitor.reachability;

import io.ispmonitor.internal.table.IdTable;
import io.ispmonitor.leadership.Fence;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.StoreRefusedException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a bounded number of changes in the heap, and beyond that the last one of every device but
 * those that were removed. Nothing survives the process.
 */
public final class InMemoryStateLog implements StateLog {
  private static final int DEFAULT_CHANGES = 20_000;

  private final int mostChanges;
  private final Deque<StateChange> changes = new ArrayDeque<>();
  private final IdTable<LatestRow> latest = new IdTable<>(row -> row.device);
  private final Fence fence = new Fence();
  private long position;

  private InMemoryStateLog(int mostChanges) {
    this.mostChanges = mostChanges;
  }

  /** Keeps the last 20,000 changes. */
  public static InMemoryStateLog create() {
    return holding(DEFAULT_CHANGES);
  }

  /**
   * Keeps this many changes; the oldest go first.
   *
   * @param changes at least 1
   */
  public static InMemoryStateLog holding(int changes) {
    if (changes < 1) {
      throw new IllegalArgumentException("state log must hold at least 1 change, was " + changes);
    }
    return new InMemoryStateLog(changes);
  }

  @Override
  public synchronized long append(StateChange change, FencingToken token) {
    check(change.device(), token);
    if (changes.size() == mostChanges) {
      changes.removeFirst();
    }
    changes.addLast(change);
    keep(change);
    return ++position;
  }

  @Override
  public synchronized long note(String device, Progress progress, FencingToken token) {
    check(device, token);
    LatestRow last = latest.get(device);
    if (last != null) {
      keep(last.change().with(progress));
    }
    return ++position;
  }

  private void keep(StateChange last) {
    if (last.isOver()) {
      latest.remove(last.device());
    } else {
      latest.put(LatestRow.of(last));
    }
  }

  @Override
  public synchronized long acceptedThrough() {
    return position;
  }

  @Override
  public synchronized Collection<StateChange> latest() {
    return latest.values().stream().map(LatestRow::change).toList();
  }

  @Override
  public synchronized List<StateChange> read(String device, Instant from, Instant to) {
    return changes.stream()
        .filter(change -> change.device().equals(device))
        .filter(change -> !change.at().isBefore(from) && change.at().isBefore(to))
        .toList();
  }

  @Override
  public synchronized Map<String, List<StateChange>> history(
      Set<String> devices, Instant from, Instant to) {
    Map<String, StateChange> before = new HashMap<>();
    for (String device : devices) {
      LatestRow row = latest.get(device);
      StateChange last = row == null ? null : row.change();
      if (last != null && last.at().isBefore(from)) {
        before.put(device, last); // which may have been dropped from the changes
      }
    }
    Map<String, List<StateChange>> within = new HashMap<>();
    for (StateChange change : changes) {
      if (!devices.contains(change.device())) {
        continue;
      }
      if (change.at().isBefore(from)) {
        before.put(change.device(), change);
      } else if (change.at().isBefore(to)) {
        within.computeIfAbsent(change.device(), any -> new ArrayList<>()).add(change);
      }
    }
    before.forEach(
        (device, change) ->
            within.computeIfAbsent(device, any -> new ArrayList<>()).add(0, change));
    return within;
  }

  private void check(String device, FencingToken token) {
    Optional<String> objection = fence.objection(token);
    if (objection.isPresent()) {
      throw new StoreRefusedException(
          "state of device '%s' refused: %s".formatted(device, objection.get()));
    }
  }
}
