package io.ispmonitor.internal.path;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.device.InventoryListener;
import io.ispmonitor.status.StatusTree;
import io.ispmonitor.time.TimeSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes pictures of how all devices stand. The shape of the tree is kept from one to the next as
 * long as the inventory stays as it is. Thread-safe; two readers that find it out of date may both
 * work it out.
 */
final class Board implements InventoryListener {
  private final TimeSource time;
  private final Inventory inventory;
  private final Roster roster;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Known known;

  Board(TimeSource time, Inventory inventory, Roster roster) {
    this.time = time;
    this.inventory = inventory;
    this.roster = roster;
  }

  /**
   * A shape, and of when it is.
   *
   * @param changes how often the inventory had changed
   * @param version which devices the roster had
   */
  private record Known(Shape shape, long changes, long version) {}

  @Override
  public void onChange(InventoryDiff diff) {
    changes.incrementAndGet();
  }

  StatusTree tree() {
    return new Picture(shape(), time.instant());
  }

  private Shape shape() {
    long change = changes.get();
    long version = roster.version();
    Known last = known;
    if (last != null && last.changes == change && last.version == version) {
      return last.shape;
    }
    Shape shape = Shape.of(inventory.devices(), roster);
    known = new Known(shape, change, version);
    return shape;
  }
}
