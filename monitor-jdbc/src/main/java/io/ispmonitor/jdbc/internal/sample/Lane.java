package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolDefinition;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.StoreRefusedException;

/** The way into one spool. Guarded by the store. */
final class Lane {
  /** What {@link PageWriter} wrote. */
  static final int PAGE = 1;

  private static final int MOST_LAYOUTS = 1 << 15;

  private final Spool spool;
  private final boolean isGathering;
  private final BoundedCache<Layout, SpoolDefinition> layouts = new BoundedCache<>(MOST_LAYOUTS);
  private final PageWriter page = new PageWriter();
  private long last;
  private long given;

  /**
   * A way.
   *
   * @param isGathering whether readings wait in memory until a page is full or flushed
   */
  Lane(Spool spool, boolean isGathering) {
    this.spool = spool;
    this.isGathering = isGathering;
    this.last = spool.acceptedThrough();
  }

  /**
   * Takes a reading in.
   *
   * @throws StoreRefusedException when the spool takes no more; the reading is not taken
   */
  void add(byte[] name, Layout layout, byte[] block) {
    SpoolDefinition definition = layouts.get(layout);
    if (definition == null) {
      definition = spool.define(LayoutText.pack(LayoutText.of(layout)));
      layouts.put(layout, definition);
    }
    if (!page.hasRoomFor(name, definition, block)) {
      flush();
    }
    page.add(name, definition, block);
    if (page.isFull() || !isGathering) {
      flushOrTakeBack();
    }
  }

  private void flushOrTakeBack() {
    try {
      flush();
    } catch (StoreRefusedException e) {
      page.takeBack();
      throw e;
    }
  }

  /**
   * Gives the spool what is gathered.
   *
   * @throws StoreRefusedException when it takes no more; what is gathered stays so
   */
  void flush() {
    if (!page.isEmpty()) {
      given = spool.append(PAGE, page.bytes(), 0, page.length(), page.layouts());
      last = given;
      page.clear();
    }
  }

  /** How many readings wait for a page to become full. */
  int waiting() {
    return page.entries();
  }

  /** The spool's position of the last record it was given since it was opened; 0 for none. */
  long given() {
    return given;
  }

  /** The spool's position through which it was given all that is not gathered at present. */
  long last() {
    return last;
  }

  /** The spool's position through which all is durable. */
  long durable() {
    return spool.acceptedThrough();
  }
}
