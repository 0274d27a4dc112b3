package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.UserTarget;

class SnmpInformTest {
  private static final V3 NOC =
      new V3(
          "noc",
          new Authentication(AuthProtocol.SHA_1, Secret.of("signs-for-me")),
          new Privacy(PrivProtocol.AES_128, Secret.of("hides-from-you")));

  /** Asks an engine who it is, for a user called nobody (RFC 3414, 4). */
  private static final byte[] DISCOVERY =
      HexFormat.of()
          .parseHex(
              "3040020103"
                  + "3010020300f2ab020300ffe3040104020103"
                  + "0416301404000201000201000406"
                  + "6e6f626f6479"
                  + "04000400"
                  + "301104000400a00b0201000201000201003000");

  private static SnmpTrapOptions.Builder options() {
    return SnmpTrapOptions.builder().community(Secret.of("tower")).user(NOC);
  }

  private static byte[] inform() throws IOException {
    return TrapSender.recordedLinkDown(PDU.INFORM, "tower");
  }

  @Test
  @DisplayName("an inform is answered with the same number and the same objects")
  void answered() throws Exception {
    try (ManualTraps traps = new ManualTraps(options())) {
      byte[] inform = inform();
      traps.send(inform);
      assertTrue(traps.next().isInform());
      byte[] expected = inform.clone();
      for (int i = 0; i < expected.length; i++) {
        if (expected[i] == (byte) PDU.INFORM) {
          expected[i] = (byte) PDU.RESPONSE;
          break;
        }
      }
      assertEquals(
          HexFormat.of().formatHex(expected),
          HexFormat.of().formatHex(Objects.requireNonNull(traps.answer())));
    }
  }

  @Test
  @DisplayName("an inform that comes again is answered again and handed over once")
  void again() throws Exception {
    try (ManualTraps traps = new ManualTraps(options())) {
      byte[] inform = inform();
      traps.send(inform);
      traps.send(inform);
      assertNotNull(traps.answer());
      assertNotNull(traps.answer());
      assertEquals(1, traps.taken.size());
      assertEquals(1, traps.receiver.counts().repeated());
    }
  }

  @Test
  @DisplayName("the same number with other objects, or minutes later, is another inform")
  void another() throws Exception {
    try (ManualTraps traps = new ManualTraps(options())) {
      byte[] inform = inform();
      traps.send(inform);
      byte[] other = inform.clone();
      other[other.length - 1]++; // the last letter of the interface
      traps.send(other);
      assertEquals(2, traps.taken.size());
      traps.pass(Duration.ofMinutes(3));
      traps.send(inform);
      assertEquals(3, traps.taken.size());
    }
  }

  @Test
  @DisplayName("an inform that cannot be kept is not acknowledged, and taken when it comes again")
  void notKept() throws Exception {
    SnmpTrapLimit none = new SnmpTrapLimit(1_000_000, 1_000_000);
    try (ManualTraps traps = new ManualTraps(options().perSource(none).inTotal(none))) {
      traps.takes = false;
      traps.sendAll(Collections.nCopies(20_000, TrapSender.recordedLinkDown(PDU.TRAP, "tower")));
      byte[] inform = inform();
      traps.send(inform);
      assertEquals(1, traps.refused(SnmpTrapRefusal.NOT_KEPT_UP));
      assertNull(traps.answer());
      traps.takes = true;
      traps.pass(Duration.ofSeconds(1));
      traps.taken.clear();
      traps.send(inform);
      assertNotNull(traps.answer());
      assertEquals(1, traps.taken.size());
    }
  }

  @Test
  @DisplayName("who asks who we are is told ten times at once, and again a little later")
  void discovery() throws Exception {
    try (ManualTraps traps = new ManualTraps(options())) {
      traps.sendAll(Collections.nCopies(15, DISCOVERY));
      byte[] report = Objects.requireNonNull(traps.answer());
      assertEquals(traps.receiver.engineId(), new Version3Message(report).engineId);
      assertEquals(10, traps.receiver.counts().inquiries());
      assertEquals(5, traps.refused(SnmpTrapRefusal.BEYOND_LIMITS));
      traps.pass(Duration.ofSeconds(1));
      traps.send(DISCOVERY);
      assertEquals(11, traps.receiver.counts().inquiries());
    }
  }

  @Test
  @DisplayName("where there are no users, nobody is told who we are")
  void withoutUsers() throws Exception {
    try (ManualTraps traps =
        new ManualTraps(SnmpTrapOptions.builder().community(Secret.of("tower")))) {
      traps.refuses(SnmpTrapRefusal.OTHER_ENGINE, DISCOVERY);
    }
  }

  @Test
  @DisplayName("a recording of an inform is refused, at the latest after a start of ours")
  void replay() throws Exception {
    byte[] inform;
    try (ManualTraps traps = new ManualTraps(options());
        TrapSender sender =
            new TrapSender(
                "tower-7",
                1,
                List.of(SnmpTrapRefusalTest.user("noc", "signs-for-me", "hides-from-you")))) {
      // It learns of the engine and its clock by an inform of its own, then one is recorded.
      traps.await(
          sender.inform(
              sender.scopedLinkDown(PDU.INFORM), sender.user(traps.port(), "noc", false)));
      traps.taken.clear();
      inform = recordedFor(traps, sender);
      traps.send(inform);
      traps.next();
      // The sender reckons our clock by its own, whose second may turn before it sends.
      traps.pass(Duration.ofSeconds(EngineClocks.WINDOW + 10));
      traps.send(inform);
      assertEquals(List.of(), traps.taken);
    }
    try (ManualTraps later = new ManualTraps(options().boots(1))) {
      later.send(inform);
      assertEquals(List.of(), later.taken);
    }
  }

  private static byte[] recordedFor(ManualTraps traps, TrapSender sender) throws IOException {
    byte[] engineId = traps.receiver.engineId().bytes();
    return sender.recorded(
        sender.scopedLinkDown(PDU.INFORM),
        port -> {
          var target = sender.user(port, "noc", false);
          ((UserTarget<?>) target).setAuthoritativeEngineID(engineId);
          return target;
        });
  }

  @Test
  @DisplayName("the engine is the same after a start at the same port, and another at another")
  void engine() {
    assertEquals(engineAt(162), engineAt(162));
    assertNotEquals(engineAt(162), engineAt(10_162));
    Octets given = Octets.of(new byte[] {(byte) 0x80, 0, 0, 0, 5, 1});
    assertEquals(given, new OwnEngine(options().engineId(given).build()).id());
    assertEquals(7, new OwnEngine(options().boots(7).build()).boots());
  }

  private static Octets engineAt(int port) {
    InetSocketAddress local = new InetSocketAddress(port);
    return new OwnEngine(options().local(local).build()).id();
  }
}
