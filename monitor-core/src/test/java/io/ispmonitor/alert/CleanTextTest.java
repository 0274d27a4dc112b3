package io.ispmonitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CleanTextTest {

  @Test
  @DisplayName("what moves a cursor or turns the writing becomes a space")
  void controls() {
    assertEquals("a b c", CleanText.line("a\u001b[2J\u0007b\r\n\tc".replace("[2J", ""), 100));
    assertEquals("safe exe.txt", CleanText.line("safe\u202eexe.txt", 100));
    assertEquals("a b", CleanText.line("a\u200b\u2066\ufeffb", 100));
    assertEquals("x y", CleanText.line("x\u2028y", 100));
  }

  @Test
  @DisplayName("lines stay where they are wanted, and no more than one of them is empty")
  void lines() {
    assertEquals("a\n\nb\nc", CleanText.lines("a  \n\n\n\n b\u0000\nc\n", 100).replace(" b", "b"));
    assertEquals("a b", CleanText.line("a\nb", 100));
  }

  @Test
  @DisplayName("what people read and write is left as it is")
  void ordinary() {
    String text = "Torre São João – rádio 5 GHz, 26 °C, ação ✓ 日本語 🛰";
    assertEquals(text, CleanText.line(text, 100));
  }

  @Test
  @DisplayName("a heap of marks on one letter is no higher than eight")
  void marks() {
    String zalgo = "e" + "\u0301".repeat(500);
    assertEquals(9, CleanText.line(zalgo, 1_000).length());
  }

  @Test
  @DisplayName("a cut never goes through a character")
  void cut() {
    assertEquals("abc", CleanText.cut("abc", 3));
    assertEquals("ab…", CleanText.cut("abcd", 3));
    assertEquals("a…", CleanText.cut("a🛰b", 3), "the satellite has two chars");
    assertEquals("a…", CleanText.cut("ae\u0301x", 3), "an accent belongs to its letter");
    assertEquals("…", CleanText.cut("🛰🛰", 1));
  }

  @Test
  @DisplayName("a character without end is cut where there is no more room")
  void endless() {
    for (String joining : new String[] {"\u0903", "\u1100", "\u0bbe"}) {
      String name = "x" + joining.repeat(9_000);
      assertEquals("x" + joining.repeat(298) + "…", CleanText.line(name + " is down", 300));
    }
    String flags = "\ud83d\udc68\u200d".repeat(3_000); // a family of thousands
    assertEquals(300, CleanText.cut(flags, 300).length(), 1);
    assertEquals(301, CleanText.cut(flags, 302).length(), "a pair is not torn");
  }

  @Test
  @DisplayName("whatever comes, what is left is short enough, in one line, and whole")
  void anything() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append((char) random.nextInt(0x10000));
      }
      int most = 1 + random.nextInt(30);
      String clean = CleanText.line(text.toString(), most);
      assertTrue(clean.length() <= most, clean);
      assertTrue(
          clean.codePoints().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c)), clean);
      assertEquals(clean, CleanText.line(clean, most), "clean text is not changed again");
    }
  }

  private static boolean isSurrogate(int c) {
    return Character.getType(c) == Character.SURROGATE;
  }
}
