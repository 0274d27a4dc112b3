package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The devices that were met, and which rules are for each. */
final class Roster {
  private static final BitSet NOBODY = new BitSet(0);

  private final Watchers watchers;
  private final Taking taking;
  private final Room room;
  private final Map<String, DeviceWatch> devices = new HashMap<>();
  private final Map<String, List<Restored>> restored = new HashMap<>();

  /** Most devices have one of a few sets of rules, so sets are shared. */
  private final Map<BitSet, BitSet> concerns = new HashMap<>();

  private Limits limits = Limits.NONE;

  Roster(Watchers watchers, Taking taking, Room room) {
    this.watchers = watchers;
    this.taking = taking;
    this.room = room;
  }

  @Nullable DeviceWatch find(String id) {
    return devices.get(id);
  }

  Limits limits() {
    return limits;
  }

  /** The watch of a device, as the device is now. */
  DeviceWatch meet(Device device, Signal.Sink sink) {
    DeviceWatch watch = devices.get(device.id());
    if (watch == null) {
      watch = new DeviceWatch(device, room);
      devices.put(device.id(), watch);
      concern(watch, sink);
      taking.begin(watch, "", taking.nowNanos(), sink);
      revive(watch);
    } else if (watch.becomes(device)) {
      concern(watch, sink);
    }
    return watch;
  }

  void forget(String id) {
    restored.remove(id);
    DeviceWatch gone = devices.remove(id);
    if (gone != null) {
      gone.end();
    }
  }

  /** Keeps trouble until its device is met. */
  void restore(String device, Restored trouble) {
    restored.computeIfAbsent(device, any -> new ArrayList<>()).add(trouble);
  }

  /** Brings what changed to the devices it is for. */
  void limits(Limits fresh, Signal.Sink sink) {
    Limits before = limits;
    limits = fresh;
    for (String id : before.devices(fresh)) {
      DeviceWatch watch = devices.get(id);
      if (watch != null) {
        watch.memories.forEach(memory -> memory.levels = fresh.of(memory.watcher, id));
        concern(watch, sink);
      }
    }
  }

  private void concern(DeviceWatch watch, Signal.Sink sink) {
    BitSet now = rulesFor(watch.device);
    if (now.equals(watch.concerns)) {
      return;
    }
    taking.begin(watch, "", taking.nowNanos(), sink);
    leave(watch, now);
    watch.memories.removeIf(memory -> !now.get(memory.watcher.index));
    watch.concerns = now;
    watch.forgetBlocks();
    for (AbsenceWatcher absence : watchers.absences) {
      if (watch.memory(absence, "", limits) instanceof Vigil vigil && !vigil.isWaiting) {
        absence.begin(vigil, taking);
      }
    }
    watch.isStateNew = true;
  }

  /** In an order that is the same each time, since where memories are is chance. */
  private void leave(DeviceWatch watch, BitSet now) {
    List<Memory> left = new ArrayList<>();
    watch.memories.forEach(
        memory -> {
          if (!now.get(memory.watcher.index)) {
            left.add(memory);
          }
        });
    left.sort(
        Comparator.comparingInt((Memory memory) -> memory.watcher.index)
            .thenComparing(memory -> memory.instance));
    left.forEach(this::leave);
  }

  private void leave(Memory memory) {
    if (memory.isFiring) {
      memory.watcher.clear(memory, "the rule is not for this device any more", taking);
    }
    if (memory instanceof Vigil vigil) {
      vigil.isWaiting = false;
    }
  }

  private BitSet rulesFor(Device device) {
    BitSet rules = new BitSet(watchers.all.size());
    for (Watcher watcher : watchers.all) {
      boolean isFor = watcher.rule.heading().devices().matches(device);
      rules.set(watcher.index, isFor && !limits.isOff(watcher.rule, device.id()));
    }
    if (rules.isEmpty()) {
      return NOBODY;
    }
    BitSet shared = concerns.putIfAbsent(rules, rules);
    return shared == null ? rules : shared;
  }

  private void revive(DeviceWatch watch) {
    List<Restored> troubles = restored.remove(watch.device.id());
    if (troubles == null) {
      return;
    }
    for (Restored trouble : troubles) {
      Memory memory = watch.memory(trouble.watcher(), trouble.instance(), limits);
      if (memory == null) { // its end is told, so that it does not stay for ever
        Watcher watcher = trouble.watcher();
        memory = watcher.remember(watch, trouble.instance(), watcher.own);
        leave(fire(memory, trouble.sinceNanos()));
      } else if (trouble.watcher().rule.hasEnd()) {
        fire(memory, trouble.sinceNanos());
      }
    }
    troubles.forEach(trouble -> assume(watch, trouble.watcher()));
  }

  private static Memory fire(Memory memory, long sinceNanos) {
    memory.isFiring = true;
    memory.sinceNanos = sinceNanos;
    if (memory instanceof Vigil vigil) {
      vigil.isWaiting = false;
    }
    return memory;
  }

  /**
   * Nothing is kept of silent parts: until they are judged again they are as they must have been.
   */
  private void assume(DeviceWatch watch, Watcher trouble) {
    if (!(trouble instanceof CompositeWatcher composite)) {
      return;
    }
    for (Watcher member : composite.members()) {
      boolean isKnown = member.rule.heading().isTold();
      Memory memory = isKnown ? null : watch.memory(member, "", limits);
      if (memory != null && !memory.isFiring) {
        fire(memory, taking.nowNanos()).isAssumed = true;
        watch.hasAssumed = true;
        assume(watch, member);
      }
    }
  }
}
