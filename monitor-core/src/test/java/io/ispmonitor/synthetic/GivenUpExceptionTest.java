package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GivenUpExceptionTest {
  private static void assertRefused(String words, Duration waited) {
    ConnectException failure = new ConnectException(words);
    assertSame(failure, GivenUpException.unlessRefused(failure, waited.toNanos()));
  }

  private static void assertGivenUp(String words, Duration waited) {
    ConnectException failure = new ConnectException(words);
    assertInstanceOf(
        GivenUpException.class, GivenUpException.unlessRefused(failure, waited.toNanos()));
  }

  @Test
  @DisplayName("a refusal is one however late it comes")
  void refused() {
    assertRefused("Connection refused", Duration.ZERO);
    assertRefused("Connection refused: getsockopt", Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("a system that gives up says nothing of the host, however soon it does")
  void timedOut() {
    assertGivenUp("Connection timed out", Duration.ofSeconds(7));
    assertGivenUp("Connection timed out: getsockopt", Duration.ofMillis(500));
  }

  @Test
  @DisplayName("in words of another language a no comes before the first retry, silence later")
  void otherWords() {
    assertRefused("Verbindungsaufbau abgelehnt", Duration.ofMillis(999));
    assertGivenUp("Die Wartezeit ist abgelaufen", Duration.ofSeconds(1));
    assertGivenUp("", Duration.ofSeconds(3));
  }
}
