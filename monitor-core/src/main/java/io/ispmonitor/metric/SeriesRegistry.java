package io.ispmonitor.metric;

import io.ispmonitor.internal.table.IdTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the series of the process, so that stores and detectors can keep arrays instead of maps.
 * Thread-safe; ask once per device and layout and keep the block.
 */
public final class SeriesRegistry {
  /** The first block of each device, which knows the next. */
  private final IdTable<SeriesBlock> byDevice = new IdTable<>(SeriesBlock::device);

  private final Map<Integer, Deque<Integer>> freeByLength = new HashMap<>();
  private @Nullable SeriesBlock[] byNumber = new SeriesBlock[64];
  private int next;
  private int size;

  /** An empty registry. */
  public SeriesRegistry() {}

  /** The block of a device and layout, made when it is asked for first. */
  public synchronized SeriesBlock block(String device, Layout layout) {
    SeriesBlock last = null;
    for (SeriesBlock block = byDevice.get(device); block != null; block = block.next) {
      if (block.layout().equals(layout)) {
        return block;
      }
      last = block;
    }
    SeriesBlock made = new SeriesBlock(device, layout, take(layout.size()));
    if (last == null) {
      byDevice.put(made);
    } else {
      last.next = made;
    }
    Arrays.fill(byNumber, made.number(0), made.number(layout.size()), made);
    size += layout.size();
    return made;
  }

  /** The blocks of a device, in the order in which they were asked for first. */
  public synchronized List<SeriesBlock> blocks(String device) {
    List<SeriesBlock> blocks = new ArrayList<>(1);
    for (SeriesBlock block = byDevice.get(device); block != null; block = block.next) {
      blocks.add(block);
    }
    return List.copyOf(blocks);
  }

  /** Gives the numbers of a device free; its blocks must not be used any more. */
  public synchronized void release(String device) {
    SeriesBlock first = byDevice.remove(device);
    for (SeriesBlock block = first; block != null; block = block.next) {
      int length = block.layout().size();
      Arrays.fill(byNumber, block.number(0), block.number(length), null);
      freeByLength.computeIfAbsent(length, any -> new ArrayDeque<>()).push(block.number(0));
      size -= length;
    }
  }

  /** The number of a series that some layout of its device has. */
  public synchronized OptionalInt find(SeriesKey key) {
    for (SeriesBlock block = byDevice.get(key.device()); block != null; block = block.next) {
      int column = block.layout().indexOf(key.metric(), key.instance());
      if (column != Layout.NO_COLUMN) {
        return OptionalInt.of(block.number(column));
      }
    }
    return OptionalInt.empty();
  }

  /** The identity of the series with this number, null when the number is free. */
  public synchronized @Nullable SeriesKey key(int number) {
    SeriesBlock block = number >= 0 && number < byNumber.length ? byNumber[number] : null;
    return block == null ? null : block.key(number - block.number(0));
  }

  /** How many series there are. */
  public synchronized int size() {
    return size;
  }

  private int take(int length) {
    Deque<Integer> free = freeByLength.get(length);
    if (free != null && !free.isEmpty()) {
      return free.pop();
    }
    int first = next;
    next = Math.addExact(next, length);
    if (next > byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, Math.max(next, byNumber.length * 2));
    }
    return first;
  }
}
