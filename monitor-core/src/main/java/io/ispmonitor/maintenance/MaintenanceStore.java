package io.ispmonitor.maintenance;

import java.time.Instant;
import java.util.Collection;

/**
 * Keeps windows beyond the life of the process. Each call is done as a whole or throws and has done
 * nothing. It may take its time: it is called on the host's own threads, and on a loop that writes
 * triggers and on which nothing else waits. One {@link Maintenance} never makes two calls at once,
 * but several may share a store.
 *
 * <p>Windows need no fencing, since they are the host's own words. Triggers come from whichever
 * instance judges, perhaps from one that was stopped for a while and has been replaced. So they are
 * written by themselves and in a way that such an instance can do no harm by: see {@link #trigger}.
 */
public interface MaintenanceStore extends AutoCloseable {

  /** Keeps a window, all parts of it, in the place of one with the same id. */
  void put(ScheduledWindow window);

  /**
   * Notes when a window began, where it is kept and no earlier time was noted. Of several times the
   * earliest stays, so the order in which they come is of no matter, and a window that was removed
   * does not come back.
   */
  void trigger(String id, Instant at);

  /** Removes a window; does nothing if it is not there. */
  void remove(String id);

  /** All windows, each once, in any order. */
  Collection<ScheduledWindow> all();

  /** Lets go of what the store holds open. Does nothing the second time. */
  @Override
  default void close() {}
}
