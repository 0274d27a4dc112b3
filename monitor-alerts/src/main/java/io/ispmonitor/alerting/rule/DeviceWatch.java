package io.ispmonitor.alerting.rule;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.reachability.DeviceState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one device: which rules are for it, and what each of them remembers. */
final class DeviceWatch {
  private static final long TRIED_AGAIN_NANOS = 600_000_000_000L;

  final Memories memories;
  private final Room room;
  private final List<Blocks> blocks = new ArrayList<>(2);

  /** For what is pushed, whoever pushes it. */
  private final Blocks pushed = new Blocks("");

  /** The block of the answer before, where it had one part: most devices answer so each time. */
  @Nullable Block usual;

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

  DeviceWatch(Device device, Room room) {
    this.device = device;
    this.room = room;
    this.memories = new Memories(room);
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

  /** The block of the answer before, where it had this layout. */
  @SuppressWarnings("ReferenceEquality") // the very same layout is meant
  @Nullable Block usual(Layout layout) {
    Block block = usual;
    return block != null && block.layout == layout ? block : null;
  }

  /** The blocks for what comes of a probe. */
  Blocks blocks(String probe) {
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).by.equals(probe)) {
        return blocks.get(i);
      }
    }
    Blocks fresh = new Blocks(probe);
    blocks.add(fresh);
    return fresh;
  }

  Blocks pushed() {
    return pushed;
  }

  /** Whether a block lacks something that had no room a while ago, and may have some now. */
  boolean isWanting(Block block) {
    return block.missing > 0 && room.nanoTime() - block.madeNanos >= TRIED_AGAIN_NANOS;
  }

  /** Finds what is remembered for the pairs of a plan, and begins to remember the others. */
  Block makeBlock(Layout layout, LayoutPlan plan, Limits limits) {
    int pairs = plan.columns.length;
    if (!memories.hasRoom(pairs) && memories.prune()) {
      forgetBlocks();
    }
    @Nullable Memory[] found = new @Nullable Memory[pairs];
    int missing = 0;
    for (int i = 0; i < pairs; i++) {
      Watcher watcher = plan.watchers[i];
      found[i] = memory(watcher, plan.instances[i], limits);
      missing += found[i] == null && concerns.get(watcher.index) ? 1 : 0;
    }
    if (missing > 0) {
      memories.warn(device.id());
    }
    return new Block(layout, plan, found, missing, room.nanoTime());
  }

  /** An answer, or what was pushed, was taken in so many parts. */
  void end(Blocks of, int parts) {
    int more = of.end(parts);
    if (more != 0) {
      room.leaveOut(more);
    }
  }

  /** What a rule remembers; null when it is not for this device, or there is no more room. */
  @Nullable Memory memory(Watcher watcher, String instance, Limits limits) {
    if (!concerns.get(watcher.index)) {
      return null;
    }
    String place = watcher.isOfDevice() ? "" : instance;
    Memory memory = memories.find(watcher, place);
    if (memory != null) {
      return memory;
    }
    memory = watcher.remember(this, place, limits.of(watcher, device.id()));
    return memories.add(memory) ? memory : null;
  }

  /** Blocks are made anew when they are needed. */
  void forgetBlocks() {
    blocks.forEach(Blocks::clear);
    pushed.clear();
    usual = null;
  }

  /** The device is watched no more. */
  void end() {
    isGone = true;
    forgetBlocks();
    blocks.forEach(of -> end(of, 0));
    end(pushed, 0);
    memories.clear();
  }
}
