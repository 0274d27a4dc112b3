package io.ispmonitor.jdbc.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredTextTest {

  @Test
  @DisplayName("what every database can hold is stored as it is")
  void plain() {
    for (String text :
        new String[] {"", "tower-7", "\u00e9\u4e2d\ud83d\udce1", "'; drop table x"}) {
      assertEquals(text, StoredText.of(text));
      assertEquals(text, StoredText.read(text));
    }
  }

  @Test
  @DisplayName("what is no character is told by its number")
  void marked() {
    assertEquals("a\ufffd0000b", StoredText.of("a\0b"));
    assertEquals("\ufffdd83d", StoredText.of("\ud83d"));
  }

  @Test
  @DisplayName("whatever is written comes back, and is of characters alone meanwhile")
  void anything() {
    char[] some = {'a', '0', 'f', 0, '\ufffd', '\ud83d', '\udce1', '\udfff', '\ud800'};
    for (long seed = 0; seed < 2_000; seed++) {
      Random chance = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = chance.nextInt(12); i > 0; i--) {
        text.append(some[chance.nextInt(some.length)]);
      }
      String stored = StoredText.of(text.toString());
      assertEquals(text.toString(), StoredText.read(stored), "seed " + seed);
      assertTrue(
          StandardCharsets.UTF_8.newEncoder().canEncode(stored) && stored.indexOf(0) < 0,
          "seed " + seed);
    }
  }
}
