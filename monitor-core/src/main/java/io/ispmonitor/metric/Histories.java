package io.ispmonitor.metric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Histories by device and layout: a hash table chained through the histories themselves, which
 * saves an entry for each and lets the table's size be told to the byte.
 */
final class Histories {
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;

  private @Nullable History[] table = new History[64];
  private int size;

  /** The history of this device and layout, made when it is asked for first. */
  History of(SeriesBlock block) {
    for (History history = chain(block.device()); history != null; history = history.next) {
      if (history.block.layout().equals(block.layout()) && history.isFor(block.device())) {
        return history;
      }
    }
    return add(new History(block));
  }

  /** All histories of a device. */
  List<History> of(String device) {
    List<History> found = new ArrayList<>(2);
    for (History history = chain(device); history != null; history = history.next) {
      if (history.isFor(device)) {
        found.add(history);
      }
    }
    return found;
  }

  void remove(History removed) {
    int place = place(removed);
    History history = table[place];
    if (history == removed) {
      table[place] = removed.next;
      size--;
      return;
    }
    while (history != null && history.next != removed) {
      history = history.next;
    }
    if (history != null) {
      history.next = removed.next;
      size--;
    }
  }

  /** What the histories take of the heap, without their chunks. */
  long bytes() {
    return ARRAY_HEADER + (long) REFERENCE * table.length + (long) History.OWN_BYTES * size;
  }

  private @Nullable History chain(String device) {
    return table[place(device)];
  }

  private History add(History history) {
    if (size == table.length) {
      grow();
    }
    link(history);
    size++;
    return history;
  }

  private void grow() {
    @Nullable History[] before = table;
    table = new History[before.length * 2];
    for (History head : before) {
      for (History history = head; history != null; ) {
        History rest = history.next;
        link(history);
        history = rest;
      }
    }
  }

  private void link(History history) {
    int place = place(history);
    history.next = table[place];
    table[place] = history;
  }

  private int place(History history) {
    return place(history.block.device());
  }

  private int place(String device) {
    int hash = device.hashCode();
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }
}
