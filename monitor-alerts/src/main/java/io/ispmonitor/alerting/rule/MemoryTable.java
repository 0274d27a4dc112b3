package io.ispmonitor.alerting.rule;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The memories of one device, found by rule and instance. Open addressing: 4 to 8 bytes each. */
final class MemoryTable {
  /** Of all tables that are empty; one slot is never filled. */
  private static final @Nullable Memory[] NOTHING = new @Nullable Memory[1];

  private @Nullable Memory[] slots = NOTHING;
  private int size;

  int size() {
    return size;
  }

  @Nullable Memory find(Watcher watcher, String instance) {
    return slots[slot(slots, watcher, instance)];
  }

  /** Takes over one that is not there yet. */
  void add(Memory memory) {
    if ((size + 1) * 4 > slots.length * 3) {
      rebuild(slots.length * 2, any -> true);
    }
    slots[slot(slots, memory.watcher, memory.instance)] = memory;
    size++;
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
    int kept = 0;
    for (Memory memory : old) {
      if (memory != null && wanted.test(memory)) {
        fresh[slot(fresh, memory.watcher, memory.instance)] = memory;
        kept++;
      }
    }
    slots = fresh;
    size = kept;
  }

  /** Where it is, or where it would be; lengths are powers of two and never full. */
  private static int slot(@Nullable Memory[] slots, Watcher watcher, String instance) {
    int hash = (instance.hashCode() * 31 + watcher.index) * 0x9e3779b9;
    int at = (hash ^ (hash >>> 16)) & (slots.length - 1);
    for (Memory memory = slots[at];
        memory != null && !(memory.watcher == watcher && memory.instance.equals(instance));
        memory = slots[at]) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }
}
