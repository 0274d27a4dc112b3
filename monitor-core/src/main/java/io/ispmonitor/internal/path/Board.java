package io.ispmonitor.internal.path;

import io.ispmonitor.status.StatusTree;
import io.ispmonitor.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes pictures of how all devices stand. The shape of the tree is kept from one to the next as
 * long as the devices stay as they are. It is made of what the roster knows: the inventory is
 * locked while it calls listeners of the host. Thread-safe; two readers that find it out of date
 * may both work it out.
 */
final class Board {
  private final TimeSource time;
  private final Roster roster;
  private volatile @Nullable Known known;

  Board(TimeSource time, Roster roster) {
    this.time = time;
    this.roster = roster;
  }

  /**
   * A shape, and of when it is.
   *
   * @param changes how often the roster had changed
   */
  private record Known(Shape shape, long changes) {}

  StatusTree tree() {
    return new Picture(shape(), time.instant());
  }

  private Shape shape() {
    long changes = roster.changes();
    Known last = known;
    if (last != null && last.changes == changes) {
      return last.shape;
    }
    Shape shape = Shape.of(roster.all());
    known = new Known(shape, changes);
    return shape;
  }
}
