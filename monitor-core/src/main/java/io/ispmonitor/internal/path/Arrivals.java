package io.ispmonitor.internal.path;

import io.ispmonitor.internal.table.IdTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The devices that are watched, in the order in which they came. Changed by the scheduler's loop;
 * any thread may read it, and neither waits for host code.
 */
final class Arrivals {
  private final IdTable<Watched> table = new IdTable<>(Watched::id);

  synchronized @Nullable Watched find(String id) {
    return table.get(id);
  }

  synchronized void add(Watched watched) {
    table.put(watched);
  }

  synchronized @Nullable Watched remove(String id) {
    return table.remove(id);
  }

  /** Those that are there now, in a list of the caller's own. */
  synchronized List<Watched> copy() {
    return table.values();
  }
}
