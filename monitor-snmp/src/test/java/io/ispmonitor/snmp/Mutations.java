package io.ispmonitor.snmp;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Question.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Answers, traps and messages of version 3 with bytes that are wrong, read as if they had come in.
 */
final class Mutations {
  private static final List<Oid> ASKED =
      List.of(
          Oid.of("1.3.6.1.2.1.1.3.0"),
          Oid.of("1.3.6.1.2.1.31.1.1.1.6.1"),
          Oid.of("1.3.6.1.2.1.2.2.1.8.1"),
          Oid.of("1.3.6.1.2.1.1.1.0"));
  private static final Question QUESTION = Question.of(Kind.GET, ASKED, 0, 0);
  private static final InetSocketAddress SOMEBODY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 161);

  private final Random random;
  private final CommunityTraps traps = new CommunityTraps(List.of(Secret.of("public")));
  private final byte[] answer = message(Ber.RESPONSE);
  private final byte[] trap = message(0xa7);
  private final byte[] trapV1 = trapV1();
  private final byte[] version3 = version3();

  /** How many were read as if nothing were wrong: some bytes do not matter. */
  private long read;

  private long refused;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  long read() {
    return read;
  }

  long refused() {
    return refused;
  }

  /** Reads so many; whatever escapes but a refusal fails the test. */
  void run(long count) {
    for (long i = 0; i < count; i++) {
      one((int) (i & 3));
    }
  }

  private void one(int kind) {
    byte[] bytes =
        mutated(
            switch (kind) {
              case 0 -> answer;
              case 1 -> trap;
              case 2 -> trapV1;
              default -> version3;
            });
    try {
      if (kind == 0) {
        CommunityMessage message = CommunityMessage.read(bytes);
        if (message != null) {
          SnmpReply reply = Replies.of(QUESTION, message);
          read += reply.hashCode() == 0 ? 0 : 1; // also makes texts and numbers of it
        }
      } else if (kind == 3) {
        read += new Version3Message(bytes).dataAt > 0 ? 1 : 0;
      } else {
        Incoming incoming = traps.read(bytes, SOMEBODY, Instant.EPOCH, () -> {});
        read += incoming.toString().isEmpty() ? 0 : 1;
      }
    } catch (MalformedException | IOException | RefusedTrapException e) {
      refused++;
    } catch (RuntimeException e) {
      if (kind == 0) {
        throw new AssertionError("our own reader throws " + e + " at " + Octets.of(bytes).hex(), e);
      }
      refused++; // the receiver takes whatever the library for version 3 throws as a refusal
    }
  }

  private byte[] mutated(byte[] message) {
    byte[] wrong = message.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(wrong.length);
      switch (random.nextInt(3)) {
        case 0 -> wrong[at] = (byte) random.nextInt();
        case 1 -> wrong[at] ^= (byte) (1 << random.nextInt(8));
        default -> wrong[at] = (byte) (random.nextBoolean() ? 0xff : 0x84);
      }
    }
    return random.nextInt(8) == 0 ? cut(wrong) : wrong;
  }

  private byte[] cut(byte[] message) {
    byte[] shorter = new byte[random.nextInt(message.length)];
    System.arraycopy(message, 0, shorter, 0, shorter.length);
    return shorter;
  }

  private static BerWriter bindings() {
    BerWriter list = new BerWriter();
    List<SnmpValue> values =
        List.of(
            new SnmpValue.TimeTicks(4_711),
            new SnmpValue.Counter64(-5),
            new SnmpValue.Real(27.5),
            new SnmpValue.Text(Octets.ofText("a router of a tower")));
    for (int i = values.size() - 1; i >= 0; i--) {
      int before = list.length();
      list.value(values.get(i)).identifier(ASKED.get(i)).wrap(Ber.SEQUENCE, before);
    }
    return list.wrap(Ber.SEQUENCE, 0);
  }

  private static byte[] message(int type) {
    return inVersion(
        1,
        bindings()
            .integer(Ber.INTEGER, 0)
            .integer(Ber.INTEGER, 0)
            .integer(Ber.INTEGER, 0x4000_0001)
            .wrap(type, 0));
  }

  private static byte[] trapV1() {
    return inVersion(
        0,
        bindings()
            .integer(Ber.TIME_TICKS, 100)
            .integer(Ber.INTEGER, 0)
            .integer(Ber.INTEGER, 2)
            .octets(Ber.IP_ADDRESS, new byte[] {127, 0, 0, 1})
            .identifier(Oid.of("1.3.6.1.4.1.14988.1"))
            .wrap(0xa4, 0));
  }

  private static byte[] inVersion(int version, BerWriter pdu) {
    return pdu.octets(Ber.OCTET_STRING, "public".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .integer(Ber.INTEGER, version)
        .wrap(Ber.SEQUENCE, 0)
        .toBytes();
  }

  /** As it comes from an engine, with a signature that nobody has made. */
  private static byte[] version3() {
    byte[] security =
        new BerWriter()
            .octets(Ber.OCTET_STRING, new byte[8])
            .octets(Ber.OCTET_STRING, new byte[12])
            .octets(Ber.OCTET_STRING, new byte[] {'s', 'h', 'a'})
            .integer(Ber.INTEGER, 77)
            .integer(Ber.INTEGER, 3)
            .octets(Ber.OCTET_STRING, new byte[] {(byte) 128, 0, 0, 1, 2, 3, 4, 5})
            .wrap(Ber.SEQUENCE, 0)
            .toBytes();
    BerWriter message = new BerWriter().octets(Ber.OCTET_STRING, new byte[64]);
    message.octets(Ber.OCTET_STRING, security);
    int before = message.length();
    return message
        .integer(Ber.INTEGER, 3)
        .octets(Ber.OCTET_STRING, new byte[] {3})
        .integer(Ber.INTEGER, 65_507)
        .integer(Ber.INTEGER, 4_711)
        .wrap(Ber.SEQUENCE, before)
        .integer(Ber.INTEGER, 3)
        .wrap(Ber.SEQUENCE, 0)
        .toBytes();
  }
}
