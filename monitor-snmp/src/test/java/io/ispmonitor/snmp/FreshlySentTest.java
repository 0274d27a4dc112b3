package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Question.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FreshlySentTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final SnmpTarget TARGET =
      SnmpTarget.of(InetAddress.getLoopbackAddress(), new SnmpCredentials.V2c(Secret.of("public")));

  private final FreshlySent sent = new FreshlySent(2);

  private Exchange sentAt(long millis) {
    Question question = Question.of(Kind.GET, List.of(Oid.of("1.3")), 0, 0);
    Exchange exchange = new Exchange(TARGET, question, reply -> {});
    exchange.firstSentNanos = millis * MILLI;
    sent.add(exchange);
    return exchange;
  }

  @Test
  @DisplayName("as many are out as there is room for, and an answer makes room")
  void answers() {
    sentAt(0);
    Exchange second = sentAt(1);
    assertFalse(sent.hasRoomAt(2 * MILLI));
    sent.ended(second);
    sent.ended(second);
    assertTrue(sent.hasRoomAt(2 * MILLI));
    sentAt(3);
    assertFalse(sent.hasRoomAt(4 * MILLI));
  }

  @Test
  @DisplayName("what has waited for a fifth of a second makes room for others")
  void waited() {
    sentAt(0);
    sentAt(50);
    assertEquals(200 * MILLI, sent.roomAtNanos());
    assertFalse(sent.hasRoomAt(199 * MILLI));
    assertTrue(sent.hasRoomAt(200 * MILLI));
    sentAt(200);
    assertFalse(sent.hasRoomAt(249 * MILLI));
    assertTrue(sent.hasRoomAt(250 * MILLI));
  }

  @Test
  @DisplayName("room is reckoned from the receive buffer, and is never less than 32")
  void buffer() {
    assertEquals(3_640, room(FreshlySent.forBuffer(4 << 20)));
    assertEquals(32, room(FreshlySent.forBuffer(1_000)));
  }

  private static int room(FreshlySent sent) {
    int taken = 0;
    while (sent.hasRoomAt(0)) {
      Question question = Question.of(Kind.GET, List.of(Oid.of("1.3")), 0, 0);
      sent.add(new Exchange(TARGET, question, reply -> {}));
      taken++;
    }
    return taken;
  }
}
