package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.time.TimerWheel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Ten million random and mutated packets at the receiving side, with real echoes in flight that any
 * of them might wrongly answer. Each mutated packet has at least one bit wrong where it matters: in
 * the cookie or in the source address.
 */
class HostilePacketsTest {
  private static final int ECHOES = 1_000;
  private static final int ROUNDS = 2_500_000;
  private static final int MESSAGES = 16;

  private final SplittableRandom seeds = new SplittableRandom();
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z"));
  private final FakeEchoSocket socket = new FakeEchoSocket(time);
  private final Ledger ledger =
      new Ledger(time, new TimerWheel<>(Duration.ofMillis(1), 64, time.nanoTime()));
  private final Lane lane = new Lane(socket, ledger, EngineInABox.CODE, ECHOES);
  private final EchoLoop loop = new EchoLoop(time, ECHOES);
  private final Heard heard = new Heard();
  private final MessageVector messages = new MessageVector(new FakeLibc(), MESSAGES, 192, 192);

  /**
   * A good packet.
   *
   * @param cookieAt where its cookie is
   * @param sourceAt where in the name its source address is, {@link #NO_SOURCE} when any will do
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Base(byte[] name, byte[] control, byte[] data, int cookieAt, int sourceAt) {}

  private static final int NO_SOURCE = -1;

  private void putInFlight() {
    for (int i = 0; i < ECHOES; i++) {
      EchoRequest request =
          new EchoRequest(FakeEchoSocket.address(i), 0, Long.MAX_VALUE / 4, EchoRequest.NO_END);
      lane.enqueue(new Echo(loop, request, heard, i));
    }
    for (int i = 0; i < ECHOES / FakeEchoSocket.BATCH + 1; i++) {
      lane.send(time.nanoTime());
    }
    assertEquals(ECHOES, socket.sent.size());
  }

  private interface Parser {
    void parse(MessageVector messages, int index, EchoEvents events);
  }

  private void bombard(String what, Parser parser, List<Base> bases) {
    long seed = seeds.nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    int round = 0;
    try {
      for (; round < ROUNDS; round++) {
        int index = round % MESSAGES;
        messages.resetForReceive(index);
        if (random.nextInt(4) == 0) {
          scramble(index, random);
        } else {
          mutate(index, bases.get(random.nextInt(bases.size())), random);
        }
        parser.parse(messages, index, lane);
      }
    } catch (RuntimeException e) {
      throw new AssertionError("%s: seed %d, round %d".formatted(what, seed, round), e);
    }
    Tally tally = ledger.tally();
    assertEquals(0, tally.answered, () -> what + ": false answer, seed " + seed);
    assertEquals(0, tally.refused, () -> what + ": false refusal, seed " + seed);
    assertEquals(0, heard.total());
    assertEquals(ECHOES, lane.inFlight());
  }

  private void scramble(int index, SplittableRandom random) {
    ByteBuffer host = messages.host();
    for (int i = 0; i < MessageVector.NAME_BYTES; i += Long.BYTES) {
      host.putLong(messages.nameAt(index) + i, random.nextLong());
    }
    for (int i = 0; i < 192; i += Long.BYTES) {
      host.putLong(messages.controlAt(index) + i, random.nextLong(256));
      host.putLong(messages.dataAt(index) + i, random.nextLong());
    }
    lengths(index, random.nextInt(), random.nextLong(), random.nextInt());
  }

  private void put(int index, Base base) {
    ByteBuffer host = messages.host();
    host.put(messages.nameAt(index), base.name());
    host.put(messages.controlAt(index), base.control());
    host.put(messages.dataAt(index), base.data());
    lengths(index, base.name().length, base.control().length, base.data().length);
  }

  private void mutate(int index, Base base, SplittableRandom random) {
    put(index, base);
    ByteBuffer host = messages.host();
    if (random.nextBoolean() || base.sourceAt() == NO_SOURCE) {
      flip(host, messages.dataAt(index) + base.cookieAt() + random.nextInt(Cookie.BYTES), random);
    } else {
      flip(host, messages.nameAt(index) + base.sourceAt() + random.nextInt(4), random);
    }
    for (int extra = random.nextInt(3); extra > 0; extra--) {
      flip(host, messages.controlAt(index) + random.nextInt(base.control().length), random);
    }
    if (random.nextInt(8) == 0) {
      lengths(index, random.nextInt(40), random.nextInt(250), random.nextInt(250));
    }
  }

  private static void flip(ByteBuffer bytes, int at, SplittableRandom random) {
    bytes.put(at, (byte) (bytes.get(at) ^ random.nextInt(1, 256)));
  }

  private void lengths(int index, int name, long control, int data) {
    int header = index * 64;
    messages.host().putInt(header + 8, name).putLong(header + 40, control);
    messages.host().putInt(header + 56, data);
  }

  private Base reply(int before, int echo) {
    byte[] data = Wire.icmp(before, Linux.ICMP_ECHO_REPLY, cookie(echo));
    byte[] name = Wire.sockaddr4((int) FakeEchoSocket.low(echo));
    return new Base(name, Wire.stamp(Wire.STAMP), data, before + 8, 4);
  }

  private Cookie cookie(int echo) {
    return socket.sent.get(echo).cookie();
  }

  /** So that the tests would notice if all packets were refused for a reason of their own. */
  private void assertGoodOneCounts(Parser parser, Base base) {
    messages.resetForReceive(0);
    put(0, base);
    parser.parse(messages, 0, lane);
    Tally tally = ledger.tally();
    assertEquals(1, tally.answered + tally.refused);
  }

  @Test
  @DisplayName("2,500,000 hostile packets at a datagram socket answer nothing")
  void datagram() {
    putInFlight();
    ReplyParser parser = new ReplyParser(false, false);
    bombard("datagram", parser::parse, List.of(reply(0, 1), reply(0, 999)));
    assertGoodOneCounts(parser::parse, reply(0, 1));
  }

  @Test
  @DisplayName("2,500,000 hostile packets at a raw socket answer nothing")
  void raw() {
    putInFlight();
    ReplyParser parser = new ReplyParser(false, true);
    bombard("raw", parser::parse, List.of(reply(20, 2), reply(20, 500)));
    assertGoodOneCounts(parser::parse, reply(20, 2));
  }

  @Test
  @DisplayName("2,500,000 hostile packets at an IPv6 socket answer nothing")
  void ipv6() {
    putInFlight();
    byte[] data = Wire.icmp(0, Linux.ICMPV6_ECHO_REPLY, cookie(3));
    byte[] name = Wire.sockaddr6(0, FakeEchoSocket.low(3), 0);
    Base base = new Base(name, Wire.stamp(Wire.STAMP), data, 8, 16);
    ReplyParser parser = new ReplyParser(true, false);
    bombard("IPv6", parser::parse, List.of(base));
    assertGoodOneCounts(parser::parse, base);
  }

  @Test
  @DisplayName("2,500,000 hostile entries of the error queue refuse nothing")
  void errorQueue() {
    putInFlight();
    byte[] router = Wire.sockaddr4(0x0a090002);
    byte[] refusal = Wire.error(false, Linux.SO_EE_ORIGIN_ICMP, 3, 1, 0, router);
    byte[] transmitted =
        Wire.join(
            Wire.stamp(Wire.STAMP),
            Wire.error(false, Linux.SO_EE_ORIGIN_TIMESTAMPING, 0, 0, 0, new byte[16]));
    Base quoted = new Base(router, refusal, Wire.icmp(0, 8, cookie(4)), 8, NO_SOURCE);
    Base stamped = new Base(router, transmitted, Wire.icmp(34, 8, cookie(5)), 42, NO_SOURCE);
    ErrorParser parser = new ErrorParser();
    bombard("error queue", parser::parse, List.of(quoted, stamped));
    assertGoodOneCounts(parser::parse, quoted);
  }
}
