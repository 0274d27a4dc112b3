package io.ispmonitor.alerting.rule;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The memories of one device, found by rule and instance. Open addressing: 4 to 8 bytes each. */
final class MemoryTable {
  /** Of all tables that are empty; one slot is never filled. */
  private static final @Nullable Memory[] NOTHING = new @Nullable Memory[1];

  private final long seed;
  private @Nullable Memory[] slots = NOTHING;
  private int size;
  private int parts;

  MemoryTable(long seed) {
    this.seed = seed;
  }

  /** How many are of a part of the device, and not of the whole. */
  int parts() {
    return parts;
  }

  /** How many of these are of one rule. Looks at all. */
  int parts(Watcher watcher) {
    int count = 0;
    for (Memory memory : slots) {
      if (memory != null && memory.watcher == watcher && !memory.instance.isEmpty()) {
        count++;
      }
    }
    return count;
  }

  @Nullable Memory find(Watcher watcher, String instance) {
    return slots[slot(slots, watcher, instance)];
  }

  /** Takes over one that is not there yet. */
  void add(Memory memory) {
    if ((size + 1) * 4 > slots.length * 3) {
      rebuild(slots.length * 2, any -> true);
    }
    put(slots, memory);
  }

  void removeIf(Predicate<Memory> unwanted) {
    rebuild(slots.length, unwanted.negate());
  }

  /** Goes through all of them; what is added meanwhile may or may not be met. */
  void forEach(Consumer<Memory> action) {
    for (Memory memory : slots) {
      if (memory != null) {
        action.accept(memory);
      }
    }
  }

  /** Whether any is as wanted. */
  boolean any(Predicate<Memory> wanted) {
    for (Memory memory : slots) {
      if (memory != null && wanted.test(memory)) {
        return true;
      }
    }
    return false;
  }

  private void rebuild(int length, Predicate<Memory> wanted) {
    @Nullable Memory[] old = slots;
    @Nullable Memory[] fresh = new @Nullable Memory[length];
    size = 0;
    parts = 0;
    for (Memory memory : old) {
      if (memory != null && wanted.test(memory)) {
        put(fresh, memory);
      }
    }
    slots = fresh;
  }

  private void put(@Nullable Memory[] into, Memory memory) {
    into[slot(into, memory.watcher, memory.instance)] = memory;
    size++;
    parts += memory.instance.isEmpty() ? 0 : 1;
  }

  /** Where it is, or where it would be; lengths are powers of two and never full. */
  private int slot(@Nullable Memory[] slots, Watcher watcher, String instance) {
    int at = hash(watcher, instance) & (slots.length - 1);
    for (Memory memory = slots[at];
        memory != null && !(memory.watcher == watcher && memory.instance.equals(instance));
        memory = slots[at]) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  /** Devices choose names, so their own hash must not decide where they are: it is no secret. */
  int hash(Watcher watcher, String instance) {
    long hash = (seed + watcher.index) * seed;
    for (int i = 0; i < instance.length(); i++) {
      hash = (hash ^ instance.charAt(i)) * seed;
      hash ^= hash >>> 29;
    }
    hash *= 0x9e3779b97f4a7c15L;
    return (int) (hash ^ (hash >>> 32));
  }
}
