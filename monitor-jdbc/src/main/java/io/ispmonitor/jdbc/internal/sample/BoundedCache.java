package io.ispmonitor.jdbc.internal.sample;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers at most so many things, those that were asked for lately rather than others. They are
 * kept in two halves; when the younger one is full, the older one goes. Any thread.
 */
final class BoundedCache<K, V> {
  private final int half;
  private Map<K, V> young = new HashMap<>();
  private Map<K, V> old = new HashMap<>();

  BoundedCache(int most) {
    this.half = Math.max(1, most / 2);
  }

  synchronized @Nullable V get(K key) {
    V found = young.get(key);
    if (found == null) {
      found = old.get(key);
      if (found != null) {
        put(key, found);
      }
    }
    return found;
  }

  synchronized void put(K key, V value) {
    if (young.size() >= half && !young.containsKey(key)) {
      old = young;
      young = new HashMap<>();
    }
    young.put(key, value);
  }

  synchronized void clear() {
    young.clear();
    old.clear();
  }

  /** How many are kept; some may be counted twice. */
  synchronized int size() {
    return young.size() + old.size();
  }
}
