package io.ispmonitor.snmp;

import static io.ispmonitor.snmp.SnmpTrapRefusal.CANNOT_DECRYPT;
import static io.ispmonitor.snmp.SnmpTrapRefusal.MALFORMED;
import static io.ispmonitor.snmp.SnmpTrapRefusal.NOT_IN_TIME_WINDOW;
import static io.ispmonitor.snmp.SnmpTrapRefusal.NO_NOTIFICATION;
import static io.ispmonitor.snmp.SnmpTrapRefusal.OTHER_ENGINE;
import static io.ispmonitor.snmp.SnmpTrapRefusal.OTHER_SECURITY;
import static io.ispmonitor.snmp.SnmpTrapRefusal.UNKNOWN_COMMUNITY;
import static io.ispmonitor.snmp.SnmpTrapRefusal.UNKNOWN_USER;
import static io.ispmonitor.snmp.SnmpTrapRefusal.WRONG_DIGEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

class SnmpTrapRefusalTest {
  private static final String SIGNS = "signs-for-me";
  private static final String HIDES = "hides-from-you";
  private static final int MUTATIONS = 20_000;

  private ManualTraps traps;

  @BeforeEach
  void open() throws IOException {
    traps =
        new ManualTraps(
            SnmpTrapOptions.builder()
                .community(Secret.of("tower"))
                .perSource(new SnmpTrapLimit(1_000_000, 1_000_000))
                .inTotal(new SnmpTrapLimit(1_000_000, 1_000_000))
                .user(
                    new V3(
                        "noc",
                        new Authentication(AuthProtocol.SHA_1, Secret.of(SIGNS)),
                        new Privacy(PrivProtocol.AES_128, Secret.of(HIDES)))));
  }

  @AfterEach
  void close() {
    traps.close();
  }

  static UsmUser user(String name, String signs, String hides) {
    return new UsmUser(
        new OctetString(name),
        AuthSHA.ID,
        new OctetString(signs),
        PrivAES128.ID,
        new OctetString(hides));
  }

  private static TrapSender sender(int boots, UsmUser user) throws IOException {
    return new TrapSender("tower-7", boots, List.of(user));
  }

  private static byte[] trapOf(UsmUser user, int boots) throws IOException {
    return trapOf(user, boots, SecurityLevel.AUTH_PRIV);
  }

  private static byte[] trapOf(UsmUser user, int boots, int level) throws IOException {
    try (TrapSender sender = sender(boots, user)) {
      return sender.recorded(
          sender.scopedLinkDown(PDU.TRAP),
          port -> sender.user(port, user.getSecurityName().toString(), level, true));
    }
  }

  private static byte[] communityTrap(String community, int version, PDU pdu) throws IOException {
    try (TrapSender sender = new TrapSender()) {
      return sender.recorded(pdu, port -> TrapSender.community(port, version, community));
    }
  }

  private static UsmUser noc() {
    return user("noc", SIGNS, HIDES);
  }

  @Test
  @DisplayName("a community that is not accepted is refused in both versions, informs too")
  void unknownCommunity() throws Exception {
    traps.refuses(
        UNKNOWN_COMMUNITY,
        communityTrap("public", SnmpConstants.version2c, TrapSender.linkDown(PDU.TRAP)));
    traps.refuses(
        UNKNOWN_COMMUNITY,
        communityTrap("towe", SnmpConstants.version2c, TrapSender.linkDown(PDU.INFORM)));
    traps.refuses(
        UNKNOWN_COMMUNITY,
        communityTrap("tower2", SnmpConstants.version1, TrapSender.version1(2, 0, "1.3.6.1.4")));
  }

  @Test
  @DisplayName("a question is no notification, whoever asks it")
  void question() throws Exception {
    PDU get = TrapSender.linkDown(PDU.GET);
    traps.refuses(NO_NOTIFICATION, communityTrap("tower", SnmpConstants.version2c, get));
  }

  @Test
  @DisplayName(
      "an unknown user, a wrong password and too little security are refused by their names")
  void users() throws Exception {
    traps.refuses(UNKNOWN_USER, trapOf(user("nobody", SIGNS, HIDES), 1));
    traps.refuses(WRONG_DIGEST, trapOf(user("noc", "guessed-wrong", HIDES), 1));
    traps.refuses(CANNOT_DECRYPT, trapOf(user("noc", SIGNS, "guessed-wrong"), 1));
    traps.refuses(OTHER_SECURITY, trapOf(noc(), 1, SecurityLevel.AUTH_NOPRIV));
    traps.refuses(OTHER_SECURITY, trapOf(noc(), 1, SecurityLevel.NOAUTH_NOPRIV));
  }

  @Test
  @DisplayName("one flipped bit anywhere in a signed trap, and it is not taken")
  void anyBit() throws Exception {
    byte[] trap = trapOf(noc(), 1);
    List<byte[]> flipped = new ArrayList<>();
    for (int at = 0; at < trap.length; at++) {
      flipped.add(trap.clone());
      flipped.get(at)[at] ^= 1;
    }
    traps.sendAll(flipped);
    assertEquals(List.of(), traps.taken);
    traps.send(trap);
    assertEquals(1, traps.taken.size());
  }

  @Test
  @DisplayName("a recording is refused once it is older than the time window, also the last one")
  void replay() throws Exception {
    byte[] trap = trapOf(noc(), 3);
    traps.send(trap);
    traps.next();
    traps.pass(Duration.ofSeconds(EngineClocks.WINDOW + 1));
    traps.refuses(NOT_IN_TIME_WINDOW, trap);
  }

  @Test
  @DisplayName("a recording of before the device's last start is refused at once")
  void replayOfFormerLife() throws Exception {
    byte[] before = trapOf(noc(), 3);
    traps.send(trapOf(noc(), 4));
    traps.next();
    traps.refuses(NOT_IN_TIME_WINDOW, before);
  }

  @Test
  @DisplayName("an inform for another engine than ours is not taken; its sender is told who we are")
  void otherEngine() throws Exception {
    try (TrapSender sender = sender(1, noc())) {
      byte[] inform =
          sender.recorded(sender.scopedLinkDown(PDU.TRAP), port -> sender.user(port, "noc", true));
      inform[flagsAt(inform)] |= Version3Message.REPORTABLE;
      traps.send(inform);
    }
    assertEquals(List.of(), traps.taken);
    byte[] report = traps.answer();
    assertNotNull(report);
    assertEquals(traps.receiver.engineId(), new Version3Message(report).engineId);
    assertEquals(1, traps.receiver.counts().inquiries());
    assertEquals(0, traps.refused(OTHER_ENGINE));
  }

  /** Behind the version, and the head of the header with two numbers in it. */
  private static int flagsAt(byte[] message) throws IOException {
    MessageReader in = new MessageReader(message);
    in.sequence();
    in.integer();
    in.sequence();
    in.integer();
    in.integer();
    return in.position() + 2;
  }

  @Test
  @DisplayName("what is no message is malformed")
  void malformed() throws Exception {
    traps.refuses(MALFORMED);
    traps.refuses(MALFORMED, (byte) 0x30);
    traps.refuses(
        MALFORMED, (byte) 0x30, (byte) 0x84, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff);
  }

  @Test
  @DisplayName("engines that somebody makes up are refused, and fill no memory")
  void madeUpEngines() throws Exception {
    byte[] trap = trapOf(noc(), 1);
    TrapUsers users =
        new TrapUsers(
            List.of(
                new V3(
                    "noc",
                    new Authentication(AuthProtocol.SHA_1, Secret.of(SIGNS)),
                    new Privacy(PrivProtocol.AES_128, Secret.of(HIDES)))));
    Version3Message original = new Version3Message(trap);
    byte[] engineId = original.engineId.bytes();
    int at = indexOf(trap, engineId);
    Random random = new Random(7);
    List<byte[]> flood = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      byte[] madeUp = trap.clone();
      for (int j = 5; j < engineId.length; j++) {
        madeUp[at + j] = (byte) random.nextInt();
      }
      Version3Message message = new Version3Message(madeUp);
      assertTrue(!users.isAuthentic(Objects.requireNonNull(users.find(message.user)), message));
      flood.add(madeUp);
    }
    traps.sendAll(flood);
    assertEquals(0, users.keys());
    assertEquals(2_000, traps.refused(WRONG_DIGEST));
    traps.send(trap);
    assertEquals(1, traps.taken.size());
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("it is not in it");
  }

  @Test
  @DisplayName("whatever is changed in a packet, it is counted, and the next is taken")
  void mutations() throws Exception {
    List<byte[]> packets =
        List.of(
            trapOf(noc(), 1),
            communityTrap("tower", SnmpConstants.version2c, TrapSender.linkDown(PDU.TRAP)),
            communityTrap("tower", SnmpConstants.version2c, TrapSender.linkDown(PDU.INFORM)),
            communityTrap(
                "tower", SnmpConstants.version1, TrapSender.version1(6, 1, "1.3.6.1.4.1.9")));
    Random random = new Random(20_260_301);
    traps.sendAll(
        Stream.generate(() -> mutated(packets.get(random.nextInt(packets.size())), random))
            .limit(MUTATIONS)
            .toList());
    traps.taken.clear();
    SnmpTrapCounts counts = traps.receiver.counts();
    long refused = counts.refused().values().stream().mapToLong(Long::longValue).sum();
    assertEquals(MUTATIONS, counts.received());
    assertEquals(
        MUTATIONS,
        counts.taken() + refused + counts.repeated() + counts.inquiries(),
        counts.toString());
    traps.send(packets.get(1));
    assertEquals(1, traps.taken.size());
  }

  private static byte[] mutated(byte[] packet, Random random) {
    byte[] other = Arrays.copyOf(packet, packet.length - random.nextInt(2));
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      other[random.nextInt(other.length)] = (byte) random.nextInt();
    }
    return other;
  }
}
