package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import io.ispmonitor.snmp.SnmpTrap.CommunitySender;
import io.ispmonitor.snmp.SnmpTrap.UserSender;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

class SnmpTrapVersionsTest {
  private static final String SIGNS = "signs-for-me";
  private static final String HIDES = "hides-from-you";
  private static final Oid LINK_DOWN = Oid.of("1.3.6.1.6.3.1.1.5.3");
  private static final List<VarBind> ETHER_3 =
      List.of(
          new VarBind(
              Oid.of("1.3.6.1.2.1.31.1.1.1.1.3"), new SnmpValue.Text(Octets.ofText("ether3"))));

  private static SnmpTrapOptions.Builder withCommunity() {
    return SnmpTrapOptions.builder().community(Secret.of("tower"));
  }

  @ParameterizedTest(name = "generic {0}, specific {1} of {2} is {3}")
  @DisplayName("a trap of version 1 comes as RFC 3584 translates it")
  @CsvSource({
    "0, 0, 1.3.6.1.4.1.14988.1, 1.3.6.1.6.3.1.1.5.1",
    "1, 0, 1.3.6.1.4.1.14988.1, 1.3.6.1.6.3.1.1.5.2",
    "2, 0, 1.3.6.1.4.1.14988.1, 1.3.6.1.6.3.1.1.5.3",
    "3, 9, 1.3.6.1.4.1.14988.1, 1.3.6.1.6.3.1.1.5.4",
    "4, 0, 1.3.6.1.4.1.14988.1, 1.3.6.1.6.3.1.1.5.5",
    "5, 0, 1.3.6.1.4.1.14988.1, 1.3.6.1.6.3.1.1.5.6",
    "6, 1, 1.3.6.1.2.1.33.2, 1.3.6.1.2.1.33.2.0.1",
    "6, 2147483647, 1.3.6.1.4.1.9.0, 1.3.6.1.4.1.9.0.0.2147483647"
  })
  void version1(int generic, int specific, String enterprise, String trap) throws Exception {
    try (ManualTraps traps = new ManualTraps(withCommunity());
        TrapSender sender = new TrapSender()) {
      PDU pdu = TrapSender.version1(generic, specific, enterprise);
      TrapSender.with(pdu, "1.3.6.1.2.1.31.1.1.1.1.3", "ether3");
      sender.send(pdu, TrapSender.community(traps.port(), SnmpConstants.version1, "tower"));
      SnmpTrap is = traps.next();
      assertEquals(Oid.of(trap), is.trap());
      assertEquals(new CommunitySender(1), is.sender());
      assertEquals(Duration.ofMillis(47_110), is.upTime());
      assertEquals(InetAddress.getByName("192.0.2.7"), is.agentAddress());
      assertEquals(InetAddress.getLoopbackAddress(), is.from().getAddress());
      assertEquals(ETHER_3, is.bindings());
      assertEquals(traps.time.instant(), is.at());
      assertFalse(is.isInform());
    }
  }

  @Test
  @DisplayName("a trap of version 2c says what it is, since when the device is up, and the rest")
  void version2c() throws Exception {
    try (ManualTraps traps = new ManualTraps(withCommunity());
        TrapSender sender = new TrapSender()) {
      sender.send(
          TrapSender.linkDown(PDU.TRAP),
          TrapSender.community(traps.port(), SnmpConstants.version2c, "tower"));
      SnmpTrap is = traps.next();
      assertEquals(LINK_DOWN, is.trap());
      assertEquals(new CommunitySender(2), is.sender());
      assertFalse(is.sender().isAuthenticated());
      assertEquals(Duration.ofMillis(47_110), is.upTime());
      assertEquals(ETHER_3, is.bindings());
      assertEquals(null, is.agentAddress());
    }
  }

  static Stream<Arguments> algorithms() {
    return Stream.concat(
        Stream.of(AuthProtocol.values()).map(auth -> Arguments.of(auth, PrivProtocol.AES_128)),
        Stream.of(PrivProtocol.values()).map(priv -> Arguments.of(AuthProtocol.SHA_1, priv)));
  }

  @ParameterizedTest
  @DisplayName("a trap and an inform of version 3 are taken with every algorithm")
  @MethodSource("algorithms")
  void version3(AuthProtocol signing, PrivProtocol encrypting) throws Exception {
    V3 user =
        new V3(
            "noc",
            new Authentication(signing, Secret.of(SIGNS)),
            new Privacy(encrypting, Secret.of(HIDES)));
    UsmUser theirs =
        new UsmUser(
            new OctetString("noc"),
            SnmpVersion3Test.SIGNING.get(signing),
            new OctetString(SIGNS),
            SnmpVersion3Test.ENCRYPTING.get(encrypting),
            new OctetString(HIDES));
    try (ManualTraps traps = new ManualTraps(SnmpTrapOptions.builder().user(user));
        TrapSender sender = new TrapSender("tower-7", 3, List.of(theirs))) {
      sender.send(sender.scopedLinkDown(PDU.TRAP), sender.user(traps.port(), "noc", true));
      SnmpTrap trap = traps.next();
      assertEquals(LINK_DOWN, trap.trap());
      assertEquals(new UserSender("noc", true, true, Octets.of(sender.engineId)), trap.sender());

      PDU answer =
          traps.await(
              sender.inform(
                  sender.scopedLinkDown(PDU.INFORM), sender.user(traps.port(), "noc", false)));
      assertEquals(PDU.RESPONSE, answer.getType());
      assertEquals(0, answer.getErrorStatus());
      assertEquals(2, answer.size());
      SnmpTrap inform = traps.next();
      assertTrue(inform.isInform());
      assertEquals(new UserSender("noc", true, true, traps.receiver.engineId()), inform.sender());
    }
  }

  @Test
  @DisplayName("a user who neither signs nor encrypts is taken when that was agreed, and said so")
  void unsigned() throws Exception {
    UsmUser theirs = new UsmUser(new OctetString("open"), null, null, null, null);
    try (ManualTraps traps =
            new ManualTraps(SnmpTrapOptions.builder().user(new V3("open", null, null)));
        TrapSender sender = new TrapSender("tower-7", 3, List.of(theirs))) {
      sender.send(
          sender.scopedLinkDown(PDU.TRAP),
          sender.user(traps.port(), "open", SecurityLevel.NOAUTH_NOPRIV, true));
      assertFalse(traps.next().sender().isAuthenticated());
      PDU answer =
          traps.await(
              sender.inform(
                  sender.scopedLinkDown(PDU.INFORM),
                  sender.user(traps.port(), "open", SecurityLevel.NOAUTH_NOPRIV, false)));
      assertEquals(PDU.RESPONSE, answer.getType());
    }
  }
}
