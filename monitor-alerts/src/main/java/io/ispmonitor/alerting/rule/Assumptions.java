package io.ispmonitor.alerting.rule;

import org.jspecify.annotations.Nullable;

/**
 * Silent rules that were taken to fire after a restart, since a composite of theirs did: nothing is
 * kept of silent rules. What was taken to be so of a device is dropped when one of its parts is
 * found to be in trouble, or all of them to be well. A part that is not heard of is waited for only
 * so long.
 */
final class Assumptions {
  private static final long WAIT_NANOS = 900_000_000_000L;

  private Assumptions() {}

  /** Something of the device was taken; drops what is known by now. */
  static void settle(Watchers watchers, Taking taking) {
    DeviceWatch device = taking.device;
    device.hasAssumed = false;
    for (Watcher watcher : watchers.members) {
      Memory assumed = find(watcher, device);
      if (assumed != null && isKnown(assumed, taking)) {
        drop(watcher, taking);
      } else if (assumed != null) {
        device.hasAssumed = true;
      }
    }
  }

  /** Drops what was taken to be so of a rule. */
  static void drop(Watcher watcher, Taking taking) {
    Memory assumed = find(watcher, taking.device);
    if (assumed != null) {
      watcher.clear(assumed, "it is not so after a restart", taking);
    }
  }

  private static @Nullable Memory find(Watcher watcher, DeviceWatch device) {
    Memory memory = device.memories.find(watcher, "");
    return memory != null && memory.isFiring && memory.isAssumed ? memory : null;
  }

  private static boolean isKnown(Memory assumed, Taking taking) {
    Memories memories = taking.device.memories;
    if (memories.any(part -> isPart(part, assumed) && part.isFiring)) {
      return true;
    }
    long old = taking.nowNanos() - WAIT_NANOS;
    return memories.any(part -> isPart(part, assumed) && part.isJudged)
        && !memories.any(part -> isPart(part, assumed) && isAwaited(part, assumed, old));
  }

  private static boolean isPart(Memory memory, Memory assumed) {
    return memory.watcher == assumed.watcher && memory != assumed;
  }

  private static boolean isAwaited(Memory part, Memory assumed, long old) {
    return !part.isJudged && Math.max(part.lastNanos, assumed.sinceNanos) > old;
  }
}
