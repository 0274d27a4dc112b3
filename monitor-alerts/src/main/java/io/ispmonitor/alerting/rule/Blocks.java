package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.Layout;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks for what a device answered last to one who asks, in the order in which it came.
 * Nothing is kept of parts that an answer did not have any more.
 */
final class Blocks {
  private static final @Nullable Block[] NOTHING = {};

  /** Who asks. */
  final String by;

  private @Nullable Block[] blocks = NOTHING;
  private int size;

  /** Those of the answer before, by their layout, while parts are not where they were. */
  private @Nullable IdentityHashMap<Layout, Block> former;

  private boolean isChanged;
  private int missing;

  Blocks(String by) {
    this.by = by;
  }

  /** The block for a layout in a place of the answer; null when there is none. */
  @SuppressWarnings("ReferenceEquality") // the very same layout is meant
  @Nullable Block at(int place, Layout layout) {
    Block block = place < size ? blocks[place] : null;
    return block != null && block.layout == layout ? block : moved(place, layout);
  }

  private @Nullable Block moved(int place, Layout layout) {
    if (size <= 1) {
      return null;
    }
    if (former == null) {
      former = new IdentityHashMap<>();
      for (int i = place; i < size; i++) {
        Block block = blocks[i];
        if (block != null) {
          former.put(block.layout, block);
        }
      }
    }
    Block block = former.get(layout);
    if (block != null) {
      put(place, block);
    }
    return block;
  }

  void put(int place, Block block) {
    if (place >= blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(place + 1, blocks.length * 2));
    }
    blocks[place] = block;
    size = Math.max(size, place + 1);
    isChanged = true;
  }

  /**
   * An answer of so many parts was taken.
   *
   * @return how many more columns had no room than before
   */
  int end(int parts) {
    if (!isChanged && parts == size) {
      return 0;
    }
    Arrays.fill(blocks, Math.min(parts, size), size, null);
    size = Math.min(parts, size);
    former = null;
    isChanged = false;
    int before = missing;
    missing = 0;
    for (int i = 0; i < size; i++) {
      Block block = blocks[i];
      missing += block == null ? 0 : block.missing;
    }
    return missing - before;
  }

  /** Forgets all; blocks are made anew when they are needed. */
  void clear() {
    blocks = NOTHING;
    size = 0;
    former = null;
    isChanged = true;
  }
}
