package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ICMP errors of routers that quote little of the packet, and of those who lie about it. */
class BriefQuotesTest {
  private static final int IDENTIFIER = 0xbeef;
  private static final int SEQUENCE = 0xcafe;
  private static final int ROUNDS = 1_000_000;
  private static final byte[] ROUTER = Wire.sockaddr4(0x0a090002);

  private final MessageVector messages = new MessageVector(new FakeLibc(), 1, 192, 192);
  private final List<String> heard = new ArrayList<>();
  private final EchoEvents events =
      new EchoEvents() {
        @Override
        public void replied(long high, long low, int scope, Cookie cookie, long stampNanos) {
          heard.add("replied");
        }

        @Override
        public void transmitted(Cookie cookie, long stampNanos) {
          heard.add("transmitted");
        }

        @Override
        public void refused(Cookie cookie, IcmpError error, long stampNanos) {
          heard.add("refused");
        }

        @Override
        public void refusedBriefly(int sequence, IcmpError error, long stampNanos) {
          heard.add("briefly %x by %s at %d".formatted(sequence, error.by(), stampNanos));
        }

        @Override
        public void unreadable() {
          heard.add("unreadable");
        }
      };

  private static byte[] quote(int bytes) {
    byte[] whole = Wire.icmp(0, Linux.ICMP_ECHO_REQUEST, Wire.cookie(1, 1));
    ByteBuffer.wrap(whole).putShort(4, (short) IDENTIFIER).putShort(6, (short) SEQUENCE);
    return Arrays.copyOf(whole, bytes);
  }

  private static byte[] timeExceeded() {
    return Wire.join(
        Wire.stamp(Wire.STAMP), Wire.error(false, Linux.SO_EE_ORIGIN_ICMP, 11, 0, 0, ROUTER));
  }

  private List<String> parse(ErrorParser parser, byte[] control, byte[] data) {
    heard.clear();
    messages.resetForReceive(0);
    ByteBuffer host = messages.host();
    host.put(messages.nameAt(0), ROUTER);
    host.put(messages.controlAt(0), control);
    host.put(messages.dataAt(0), data);
    host.putInt(8, ROUTER.length).putLong(40, control.length).putInt(56, data.length);
    parser.parse(messages, 0, events);
    return heard;
  }

  @Test
  @DisplayName("eight quoted bytes give the sequence number, the router and when it came")
  void brief() {
    assertEquals(
        List.of("briefly cafe by /10.9.0.2 at " + Wire.STAMP),
        parse(new ErrorParser(), timeExceeded(), quote(8)));
  }

  @Test
  @DisplayName("less than the header is unreadable, the whole cookie is no brief quote")
  void lengths() {
    for (int bytes = 0; bytes < 8; bytes++) {
      assertEquals(List.of("unreadable"), parse(new ErrorParser(), timeExceeded(), quote(bytes)));
    }
    assertEquals(
        List.of("refused"), parse(new ErrorParser(), timeExceeded(), quote(8 + Cookie.BYTES)));
  }

  @Test
  @DisplayName("a long quote without our cookie is somebody else's, whatever its sequence number")
  void foreign() {
    byte[] data = quote(8 + Cookie.BYTES);
    data[9] ^= 1;
    assertEquals(List.of("unreadable"), parse(new ErrorParser(), timeExceeded(), data));
  }

  @Test
  @DisplayName("at a raw socket another process's identifier is somebody else's")
  void identifier() {
    assertEquals(List.of("unreadable"), parse(new ErrorParser(0xbeee), timeExceeded(), quote(8)));
    assertEquals(1, parse(new ErrorParser(IDENTIFIER), timeExceeded(), quote(12)).size());
    assertEquals(false, heard.contains("unreadable"));
  }

  @Test
  @DisplayName("a million mutated errors raise nothing and never count with a wrong identifier")
  void hostile() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    ErrorParser parser = new ErrorParser(0xbeee);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] control = timeExceeded();
      byte[] data = quote(random.nextInt(8 + Cookie.BYTES));
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        control[random.nextInt(control.length)] ^= (byte) random.nextInt(1, 256);
      }
      boolean isQuiet = parse(parser, control, data).stream().noneMatch(is -> is.startsWith("b"));
      assertEquals(true, isQuiet, "seed " + seed + ", round " + round);
    }
  }
}
