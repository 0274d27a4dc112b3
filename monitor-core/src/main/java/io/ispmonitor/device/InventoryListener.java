package io.ispmonitor.device;

/**
 * Hears of every change of an {@link Inventory}, in the order in which they were made.
 *
 * <p>It is called on the thread that makes the change, while the inventory is locked, so it must be
 * quick: put it in a queue and return. It may read the inventory, which shows the state after the
 * change, and must not change it. An exception is logged and disturbs neither the change nor other
 * listeners.
 */
@FunctionalInterface
public interface InventoryListener {

  /** Something was added, changed or removed. Never called with an empty difference. */
  void onChange(InventoryDiff diff);

  /** A listener's connection to an inventory. */
  interface Registration extends AutoCloseable {

    /** Ends it: no call comes any more once this has returned. Does nothing the second time. */
    @Override
    void close();
  }
}
