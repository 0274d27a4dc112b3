package io.ispmonitor.internal.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by the id that each of them has, in the order in which the ids came. Not thread-safe.
 *
 * <p>Bytes for each value beside the value itself, with compressed references: 4 to 6 for its place
 * in the order and 5 to 16 for its place in the index, where a {@link java.util.LinkedHashMap}
 * takes 45 to 51. An id is hashed by {@link String#hashCode()}, which a string keeps; many ids that
 * agree in it make the table slow, not wrong.
 *
 * @param <V> what is kept; its id must not change while it is
 */
public final class IdTable<V> {
  private static final int FEWEST = 8;
  private static final int FREE = 0;

  private final Function<? super V, String> idOf;

  /** The values in their order; null where one was removed. */
  private @Nullable Object[] values = new Object[FEWEST];

  /** For each hash a place in {@link #values}, counted from one; the next free one is taken. */
  private int[] index = new int[2 * FEWEST];

  /** How many places in {@link #values} are taken, by what was removed as well. */
  private int used;

  private int size;

  /**
   * An empty table.
   *
   * @param idOf the id of a value, always the same
   */
  public IdTable(Function<? super V, String> idOf) {
    this.idOf = idOf;
  }

  /** How many values there are. */
  public int size() {
    return size;
  }

  /** The value with this id; null when there is none. */
  public @Nullable V get(String id) {
    int at = index[slot(id)];
    return at == FREE ? null : value(at - 1);
  }

  /** Whether there is a value with this id. */
  public boolean contains(String id) {
    return index[slot(id)] != FREE;
  }

  /** Adds a value at the end, or puts it in the place of the one with the same id. */
  public void put(V value) {
    int slot = slot(idOf.apply(value));
    if (index[slot] != FREE) {
      values[index[slot] - 1] = value;
      return;
    }
    if (used == values.length) {
      makeRoom();
      slot = slot(idOf.apply(value));
    }
    values[used++] = value;
    index[slot] = used;
    size++;
  }

  /** Removes the value with this id; null when there is none. */
  public @Nullable V remove(String id) {
    int slot = slot(id);
    int at = index[slot];
    if (at == FREE) {
      return null;
    }
    V removed = value(at - 1);
    values[at - 1] = null;
    size--;
    close(slot);
    return removed;
  }

  /** Goes through the values in their order; the table must not change meanwhile. */
  @SuppressWarnings("unchecked")
  public void forEach(Consumer<? super V> visitor) {
    for (int i = 0; i < used; i++) {
      Object value = values[i];
      if (value != null) {
        visitor.accept((V) value);
      }
    }
  }

  /** The values in their order, in a list of the caller's own. */
  public List<V> values() {
    List<V> copy = new ArrayList<>(size);
    forEach(copy::add);
    return copy;
  }

  @SuppressWarnings("unchecked")
  private @Nullable V value(int place) {
    return (V) values[place];
  }

  /** Where the index has this id, or where it would come. */
  private int slot(String id) {
    int mask = index.length - 1;
    int slot = home(id);
    while (index[slot] != FREE && !id.equals(idAt(index[slot] - 1))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int home(String id) {
    int hash = id.hashCode() * 0x9E3779B9; // the golden ratio spreads ids that end in numbers
    return (hash ^ hash >>> 16) & (index.length - 1);
  }

  @SuppressWarnings("unchecked")
  private String idAt(int place) {
    Object value = values[place];
    if (value == null) {
      throw new IllegalStateException("place " + place + " is in the index and holds nothing");
    }
    return idOf.apply((V) value);
  }

  /** Frees a slot; those after it move up that would not be found any more. */
  private void close(int freed) {
    int mask = index.length - 1;
    int hole = freed;
    for (int slot = (hole + 1) & mask; index[slot] != FREE; slot = (slot + 1) & mask) {
      int distance = (slot - home(idAt(index[slot] - 1))) & mask;
      if (distance >= ((slot - hole) & mask)) {
        index[hole] = index[slot];
        hole = slot;
      }
    }
    index[hole] = FREE;
  }

  /** Closes the gaps that were left, when they are many; else grows by half. */
  private void makeRoom() {
    @Nullable Object[] before = values;
    boolean manyGaps = size < used - used / 4;
    values = manyGaps ? new Object[before.length] : new Object[before.length + before.length / 2];
    used = 0;
    for (Object value : before) {
      if (value != null) {
        values[used++] = value;
      }
    }
    int slots = index.length;
    while (slots - slots / 4 < values.length) {
      slots *= 2;
    }
    index = new int[slots];
    for (int place = 0; place < used; place++) {
      index[slot(idAt(place))] = place + 1;
    }
  }

  @Override
  public String toString() {
    return values().toString();
  }
}
