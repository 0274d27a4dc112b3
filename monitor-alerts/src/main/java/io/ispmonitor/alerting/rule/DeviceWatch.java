package io.ispmonitor.alerting.rule;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.DeviceState;
import java.util.BitSet;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of one device: which rules are for it, and what each of them remembers. */
final class DeviceWatch {
  private static final int MOST_MEMORIES = 10_000;
  private static final int MOST_BLOCKS = 2_000;
  private static final long IDLE_NANOS = 3_600_000_000_000L;

  final MemoryTable memories = new MemoryTable();
  private @Nullable IdentityHashMap<LayoutPlan, @Nullable Memory[]> blocks;
  private int blocksGeneration;
  private @Nullable LayoutPlan lastPlan;
  private @Nullable Memory[] lastBlock = {};

  Device device;
  BitSet concerns = new BitSet(0);
  DeviceState state = DeviceState.UNKNOWN;
  String reason = "";

  /** Whether silence is explained: it is out of reach, or we are. */
  boolean isOutOfReach;

  boolean isGone;

  /** Whether a rule has still to be told of the state. */
  boolean isStateNew;

  /** Whether something of it began or ended that a composite may have an eye on. */
  boolean isChanged;

  /** Whether parts of a composite were taken to fire after a restart. */
  boolean hasAssumed;

  DeviceWatch(Device device) {
    this.device = device;
  }

  /**
   * Takes over how the device is now.
   *
   * @return whether anything changed that rules can tell
   */
  @SuppressWarnings("ReferenceEquality") // most of the time it is the very same
  boolean becomes(Device now) {
    Device before = device;
    device = now;
    return before != now
        && !(before.kind().equals(now.kind())
            && before.name().equals(now.name())
            && before.labels().equals(now.labels()));
  }

  /**
   * The memories for the pairs of a plan; null where a rule is not for this device.
   *
   * @param generation of the plan
   */
  @Nullable Memory[] block(LayoutPlan plan, int generation, Limits limits) {
    if (lastPlan != plan) {
      if (blocksGeneration != generation || (blocks != null && blocks.size() >= MOST_BLOCKS)) {
        forgetBlocks();
        blocksGeneration = generation;
      }
      @Nullable Memory @Nullable [] block = blocks == null ? null : blocks.get(plan);
      lastBlock = block == null ? makeBlock(plan, limits) : block;
      lastPlan = plan;
    }
    return lastBlock;
  }

  private @Nullable Memory[] makeBlock(LayoutPlan plan, Limits limits) {
    makeRoom(plan.columns.length);
    @Nullable Memory[] block = new @Nullable Memory[plan.columns.length];
    for (int i = 0; i < block.length; i++) {
      block[i] = memory(plan.watchers[i], plan.instances[i], limits);
    }
    blocks = blocks == null ? new IdentityHashMap<>(1) : blocks;
    blocks.put(plan, block);
    return block;
  }

  /** What comes and goes must not gather for ever. Trouble stays: nobody knows that it is over. */
  private void makeRoom(int more) {
    if (memories.size() + more > MOST_MEMORIES) {
      long[] newest = {Memory.NEVER};
      memories.forEach(memory -> newest[0] = Math.max(newest[0], memory.lastNanos));
      long old = newest[0] - IDLE_NANOS;
      memories.removeIf(
          memory -> !memory.isFiring && !(memory instanceof Vigil) && memory.lastNanos < old);
      forgetBlocks();
    }
  }

  /** What a rule remembers; null when it is not for this device, or there is no more room. */
  @Nullable Memory memory(Watcher watcher, String instance, Limits limits) {
    if (!concerns.get(watcher.index)) {
      return null;
    }
    String place = watcher.isOfDevice() ? "" : instance;
    Memory memory = memories.find(watcher, place);
    if (memory == null && memories.size() < MOST_MEMORIES) {
      memory = watcher.remember(this, place, limits.of(watcher, device.id()));
      memories.add(memory);
    }
    return memory;
  }

  /** Blocks are made anew when they are needed. */
  void forgetBlocks() {
    blocks = null;
    lastPlan = null;
  }
}
