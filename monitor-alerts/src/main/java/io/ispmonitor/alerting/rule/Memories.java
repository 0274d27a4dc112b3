package io.ispmonitor.alerting.rule;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rules remember of one device: of values and of the device as a whole in one table, of events
 * in another, so that neither takes the other's room.
 */
final class Memories {
  private static final Logger LOG = LoggerFactory.getLogger(RuleSet.class);
  private static final long IDLE_NANOS = 3_600_000_000_000L;
  private static final long PRUNED_AGAIN_NANOS = 60_000_000_000L;

  private final Room room;
  private final MemoryTable values;
  private final MemoryTable events;
  private int counted;
  private int eventsLeftOut;
  private boolean wasFull;
  private boolean wasPruned;
  private long prunedNanos;

  Memories(Room room) {
    this.room = room;
    this.values = new MemoryTable(room.seed);
    this.events = new MemoryTable(room.seed);
  }

  @Nullable Memory find(Watcher watcher, String instance) {
    return table(watcher).find(watcher, instance);
  }

  /** Takes over one that is not there yet; false when there is no room. */
  boolean add(Memory memory) {
    boolean isEvent = memory.watcher.isOfEvents();
    boolean isPart = !memory.instance.isEmpty();
    if (isPart && !(isEvent ? hasRoomForEvent(memory.watcher) : hasRoom(1))) {
      return false;
    }
    table(memory.watcher).add(memory);
    count();
    if (isEvent && isPart) {
      forgetLeftOut();
    }
    return true;
  }

  private MemoryTable table(Watcher watcher) {
    return watcher.isOfEvents() ? events : values;
  }

  /** Whether so many more parts fit in. */
  boolean hasRoom(int more) {
    return values.parts() + more <= room.partsOfDevice && room.has(more);
  }

  /** What has ended makes room for what begins. */
  private boolean hasRoomForEvent(Watcher watcher) {
    if (isFull(watcher) && events.any(Memories::isOver)) {
      events.removeIf(Memories::isOver);
      count();
    }
    return !isFull(watcher);
  }

  private boolean isFull(Watcher watcher) {
    return !room.has(1)
        || events.parts() >= room.eventsOfDevice
        || (events.parts() >= room.eventsOfRule && events.parts(watcher) >= room.eventsOfRule);
  }

  private static boolean isOver(Memory memory) {
    return !memory.isFiring && !memory.instance.isEmpty();
  }

  /**
   * What comes and goes must not gather for ever. Trouble stays: nobody knows that it is over.
   *
   * @return whether it was looked for what can go; not every time, since it takes long
   */
  boolean prune() {
    long now = room.nanoTime();
    if (wasPruned && now - prunedNanos < PRUNED_AGAIN_NANOS) {
      return false;
    }
    wasPruned = true;
    prunedNanos = now;
    long[] newest = {Memory.NEVER};
    values.forEach(memory -> newest[0] = Math.max(newest[0], memory.lastNanos));
    long old = newest[0] - IDLE_NANOS;
    values.removeIf(memory -> isOver(memory) && memory.lastNanos < old);
    count();
    return true;
  }

  void removeIf(Predicate<Memory> unwanted) {
    values.removeIf(unwanted);
    events.removeIf(unwanted);
    count();
    forgetLeftOut();
  }

  /** Gives all its room back. */
  void clear() {
    removeIf(any -> true);
  }

  /** Goes through all of them; what is added meanwhile may or may not be met. */
  void forEach(Consumer<Memory> action) {
    values.forEach(action);
    events.forEach(action);
  }

  /** Whether any is as wanted. */
  boolean any(Predicate<Memory> wanted) {
    return values.any(wanted) || events.any(wanted);
  }

  private void count() {
    int now = values.parts() + events.parts();
    room.take(now - counted);
    counted = now;
  }

  /** An event began and had no room. */
  void leaveOutEvent(String device) {
    eventsLeftOut++;
    room.leaveOut(1);
    warn(device);
  }

  private void forgetLeftOut() {
    room.leaveOut(-eventsLeftOut);
    eventsLeftOut = 0;
  }

  /** Says once of a device that not all of it is watched. */
  void warn(String device) {
    if (!wasFull) {
      wasFull = true;
      LOG.warn(
          "RULES_FULL device {} has more parts than rules can remember, so some are not watched:"
              + " {} of values, {} with events; let rules name the instances that they are for",
          device,
          values.parts(),
          events.parts());
    }
  }
}
