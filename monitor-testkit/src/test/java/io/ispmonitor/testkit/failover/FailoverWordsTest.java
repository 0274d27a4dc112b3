package io.ispmonitor.testkit.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.failover.Failover;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What others say, as it reaches events, the log and health reports. */
class FailoverWordsTest {
  private static final String FOLLOWS = "; the fallback is used from now on";

  private final Pair pair = new Pair();

  /** The reason of a check that throws this, and what health says of it. */
  private String said(String message) {
    try (Failover<String> failover =
        pair.builder()
            .check(
                primary -> {
                  throw new IOException(message);
                })
            .build()) {
      failover.start();
      pair.time.settle();
      String reason = pair.checks().get(0).reason();
      assertTrue(failover.health().detail().endsWith(reason), failover.health().detail());
      assertTrue(reason.endsWith(FOLLOWS), reason);
      return reason.substring(0, reason.length() - FOLLOWS.length());
    }
  }

  @Test
  @DisplayName("no message begins a line of its own, whatever sort of line end it has")
  void lineEnds() {
    assertEquals(
        "java.io.IOException: one two three four five",
        said("one\r\ntwo\u0085three\u2028four\u2029five"));
  }

  @Test
  @DisplayName("no message turns the direction of writing or moves a cursor")
  void directions() {
    assertEquals(
        "java.io.IOException: paid drac [2J end",
        said("paid \u202edrac\u202c \u001b[2J\u2066\u200bend\u2069"));
  }

  @Test
  @DisplayName("a message that is cut ends with a whole character")
  void cut() {
    for (int before = 290; before < 300; before++) {
      String reason = said("x".repeat(before) + "\ud83d\ude00".repeat(20));
      pair.events.clear();
      assertTrue(reason.length() <= "java.io.IOException: ".length() + 300, reason);
      assertEquals(
          0,
          reason.codePoints().filter(point -> point >= 0xd800 && point <= 0xdfff).count(),
          reason);
    }
  }

  @Test
  @DisplayName("a message of nothing to be seen is left out")
  void nothingToBeSeen() {
    assertEquals("java.io.IOException", said("\u200b\u2028\u202e"));
  }

  @Test
  @DisplayName("what a caller reports is one line too")
  void report() {
    try (Failover<String> failover = pair.builder().build()) {
      failover.start();
      pair.time.settle();
      pair.nextCheck();
      failover.reportFailure("insert\u2028failed\u202e");
      pair.nextCheck();
      assertEquals("insert failed", pair.checks().get(2).report());
    }
  }

  @Test
  @DisplayName("a name with what cannot be seen in it is refused with a sentence")
  void name() {
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Failover.between("or\u202eders", "remote", "local"))
                .getMessage());
    assertEquals(
        "failover 'or ders': a name is one line of 1 to 100 characters to be seen, with single"
            + " spaces between them and none around; give it one such as 'orders'",
        said);
  }
}
