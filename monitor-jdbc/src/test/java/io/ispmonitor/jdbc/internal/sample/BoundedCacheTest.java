package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

  @Test
  @DisplayName("never holds more than it may, however much is put into it")
  void bounded() {
    BoundedCache<Integer, Integer> cache = new BoundedCache<>(100);
    for (int i = 0; i < 10_000; i++) {
      cache.put(i, -i);
      assertEquals(-i, cache.get(i));
      assertTrue(cache.size() <= 100, () -> cache.size() + " are held");
    }
    assertNull(cache.get(0));
  }

  @Test
  @DisplayName("what is asked for again and again stays")
  void keepsWhatIsUsed() {
    BoundedCache<Integer, Integer> cache = new BoundedCache<>(100);
    cache.put(-1, 1);
    for (int i = 0; i < 10_000; i++) {
      cache.put(i, i);
      assertEquals(1, cache.get(-1));
    }
    cache.clear();
    assertNull(cache.get(-1));
  }
}
