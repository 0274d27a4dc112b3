package io.ispmonitor.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest row of each device and layout lies: a hash table in two arrays, without an
 * object for each, probed from place to place. All layouts of a device lie in one run.
 *
 * <p>It does not learn when the newest row of a history is dropped; a {@link #sweep} that goes on
 * by a few places with every row finds those, so that no row has to wait for all of them.
 */
final class Histories {
  /** The position of a row that is not there: before all others. */
  static final long NO_ROW = -1;

  /** What {@link #find} returns for a history that is not there. */
  static final int NOT_FOUND = -1;

  /** A reference and a long. */
  static final int PLACE_BYTES = 4 + 8;

  private static final int ARRAY_HEADERS = 2 * 16;
  private static final int FEWEST_PLACES = 32;

  /** The newest row of a place without a history: never swept. */
  private static final long EMPTY = Long.MAX_VALUE;

  private final int mostPlaces;
  private @Nullable SeriesBlock[] blocks = new SeriesBlock[0];
  private long[] last = {};
  private int size;
  private int hand;

  /** An empty table that grows to so many places at most. */
  Histories(int mostPlaces) {
    this.mostPlaces = mostPlaces;
    clear(FEWEST_PLACES);
  }

  /** What it takes of the heap. */
  long bytes() {
    return ARRAY_HEADERS + (long) PLACE_BYTES * last.length;
  }

  /** The place of a history, good until one is added, removed or swept; or {@link #NOT_FOUND}. */
  int find(SeriesBlock block) {
    int home = home(block.device());
    // Nearly always it is the same object, which can be told without looking into it.
    for (int place = home; blocks[place] != null; place = after(place)) {
      if (blocks[place] == block) {
        return place;
      }
    }
    return findEqual(home, block);
  }

  /** The newest row of the history at this place, which may be gone, or {@link #NO_ROW}. */
  long last(int place) {
    return last[place];
  }

  void setLast(int place, long position) {
    last[place] = position;
  }

  /** Whether room has to be made before a history is added. */
  boolean isFull() {
    return size >= last.length / 4 * 3;
  }

  /**
   * Lets go of all histories without rows from this position on, and grows if that is not enough.
   */
  void makeRoom(long start) {
    sweep(last.length, start);
    if (size > last.length / 8 * 5 && last.length < mostPlaces) {
      resize();
    }
  }

  /** Adds a history that is not there yet, without a row; the table must not be full. */
  int add(SeriesBlock block) {
    int place = home(block.device());
    while (blocks[place] != null) {
      place = after(place);
    }
    blocks[place] = block;
    last[place] = NO_ROW;
    size++;
    return place;
  }

  /** All histories of a device. */
  List<History> of(String device) {
    List<History> found = new ArrayList<>(2);
    int place = home(device);
    for (SeriesBlock is = blocks[place]; is != null; is = blocks[place]) {
      if (is.device().equals(device)) {
        found.add(new History(is, last[place]));
      }
      place = after(place);
    }
    return found;
  }

  /** Removes a history, which must be there. */
  void remove(SeriesBlock block) {
    remove(find(block));
    shrink();
  }

  /** Looks at the next few places and removes histories without rows from this position on. */
  void sweep(int places, long start) {
    for (int i = 0; i < places; i++) {
      hand = after(hand);
      while (last[hand] < start) {
        remove(hand);
      }
    }
    shrink();
  }

  private int findEqual(int home, SeriesBlock block) {
    int place = home;
    for (SeriesBlock is = blocks[place]; is != null; is = blocks[place]) {
      if (is.device().equals(block.device()) && is.layout().equals(block.layout())) {
        blocks[place] = block;
        return place;
      }
      place = after(place);
    }
    return NOT_FOUND;
  }

  /** Moves back what would not be found any more with an empty place before it. */
  private void remove(int place) {
    int hole = place;
    int next = after(hole);
    for (SeriesBlock is = blocks[next]; is != null; is = blocks[next]) {
      if (distance(home(is.device()), next) >= distance(hole, next)) {
        blocks[hole] = is;
        last[hole] = last[next];
        hole = next;
      }
      next = after(next);
    }
    blocks[hole] = null;
    last[hole] = EMPTY;
    size--;
  }

  private void shrink() {
    if (last.length > FEWEST_PLACES && size < last.length / 8) {
      resize();
    }
  }

  private void resize() {
    @Nullable SeriesBlock[] blocksBefore = blocks;
    long[] lastBefore = last;
    clear(Math.max(FEWEST_PLACES, Math.min(mostPlaces, size * 2)));
    for (int i = 0; i < lastBefore.length; i++) {
      SeriesBlock block = blocksBefore[i];
      if (block != null) {
        setLast(add(block), lastBefore[i]);
      }
    }
  }

  private void clear(int places) {
    blocks = new SeriesBlock[places];
    last = new long[places];
    Arrays.fill(last, EMPTY);
    size = 0;
    hand = 0;
  }

  private int after(int place) {
    return place + 1 == last.length ? 0 : place + 1;
  }

  private int distance(int from, int to) {
    return to >= from ? to - from : to - from + last.length;
  }

  /** Where the search for a device begins: its hash, mixed and scaled to the number of places. */
  private int home(String device) {
    int hash = device.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    hash ^= hash >>> 16;
    return (int) (((hash & 0xFFFF_FFFFL) * last.length) >>> 32);
  }
}
