package io.ispmonitor.snmp;

import static io.ispmonitor.snmp.Agent.UP_TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import io.ispmonitor.snmp.SnmpReply.Values;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;

class SnmpVersion3Test {
  private static final String SIGNS = "signs-for-me";
  private static final String HIDES = "hides-from-you";
  static final Map<AuthProtocol, OID> SIGNING =
      Map.of(
          AuthProtocol.MD5, AuthMD5.ID,
          AuthProtocol.SHA_1, AuthSHA.ID,
          AuthProtocol.SHA_224, AuthHMAC128SHA224.ID,
          AuthProtocol.SHA_256, AuthHMAC192SHA256.ID,
          AuthProtocol.SHA_384, AuthHMAC256SHA384.ID,
          AuthProtocol.SHA_512, AuthHMAC384SHA512.ID);
  static final Map<PrivProtocol, OID> ENCRYPTING =
      Map.of(
          PrivProtocol.DES, PrivDES.ID,
          PrivProtocol.AES_128, PrivAES128.ID,
          PrivProtocol.AES_192, PrivAES192.ID,
          PrivProtocol.AES_256, PrivAES256.ID,
          PrivProtocol.AES_192_CISCO, new PrivAES192With3DESKeyExtension().getID(),
          PrivProtocol.AES_256_CISCO, new PrivAES256With3DESKeyExtension().getID());

  /** Asks an engine who it is, for a user called nobody (RFC 3414, 4). */
  private static final String DISCOVERY =
      "3040020103"
          + "3010020300f2ab020300ffe3040104020103"
          + "0416301404000201000201000406"
          + "6e6f626f6479"
          + "04000400"
          + "301104000400a00b0201000201000201003000";

  private final SnmpClient client = SnmpClient.open();
  private final List<Agent> agents = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    client.close();
    for (Agent agent : agents) {
      agent.close();
    }
  }

  private Agent agent(int port, String engineId, int boots, UsmUser user) throws IOException {
    Agent agent = new Agent(port, engineId, boots, List.of(user));
    agent.put(UP_TIME.toString(), new TimeTicks(boots));
    agents.add(agent);
    return agent;
  }

  private static UsmUser user(AuthProtocol signing, PrivProtocol encrypting) {
    return new UsmUser(
        new OctetString("monitor"),
        SIGNING.get(signing),
        new OctetString(SIGNS),
        ENCRYPTING.get(encrypting),
        new OctetString(HIDES));
  }

  private static V3 credentials(AuthProtocol signing, PrivProtocol encrypting) {
    return credentials("monitor", signing, SIGNS, encrypting, HIDES);
  }

  private static V3 credentials(
      String name, AuthProtocol signing, String signs, PrivProtocol encrypting, String hides) {
    return new V3(
        name,
        new Authentication(signing, Secret.of(signs)),
        new Privacy(encrypting, Secret.of(hides)));
  }

  private static SnmpTarget target(Agent agent, SnmpCredentials credentials) {
    return SnmpTarget.of(InetAddress.getLoopbackAddress(), credentials)
        .port(agent.port)
        .timeout(Duration.ofSeconds(5));
  }

  private SnmpReply ask(SnmpTarget target) throws Exception {
    return client.get(target, UP_TIME).get(60, TimeUnit.SECONDS);
  }

  private static SnmpReply upTime(int ticks) {
    return new Values(List.of(new VarBind(UP_TIME, new SnmpValue.TimeTicks(ticks))));
  }

  static Stream<List<Object>> algorithms() {
    Stream<List<Object>> signing =
        Stream.of(AuthProtocol.values()).map(is -> List.of(is, PrivProtocol.AES_128));
    Stream<List<Object>> encrypting =
        Stream.of(PrivProtocol.values()).map(is -> List.of(AuthProtocol.SHA_1, is));
    return Stream.concat(signing, encrypting).distinct();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("algorithms")
  @DisplayName("signed and encrypted by every algorithm")
  void algorithms(List<Object> which) throws Exception {
    AuthProtocol signing = (AuthProtocol) which.get(0);
    PrivProtocol encrypting = (PrivProtocol) which.get(1);
    Agent agent = agent(0, "agent", 1, user(signing, encrypting));

    assertEquals(upTime(1), ask(target(agent, credentials(signing, encrypting))));
  }

  @Test
  @DisplayName("signed only, and neither")
  void lesserLevels() throws Exception {
    Agent signed =
        agent(
            0,
            "one",
            1,
            new UsmUser(
                new OctetString("monitor"), AuthSHA.ID, new OctetString(SIGNS), null, null));
    Authentication signs = new Authentication(AuthProtocol.SHA_1, Secret.of(SIGNS));
    assertEquals(upTime(1), ask(target(signed, new V3("monitor", signs, null))));

    Agent open =
        agent(0, "two", 2, new UsmUser(new OctetString("monitor"), null, null, null, null));
    assertEquals(upTime(2), ask(target(open, new V3("monitor", null, null))));
  }

  @Test
  @DisplayName(
      "a client is no agent: it reports nothing to strangers, who may not be where they say")
  void noReflector() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port;
    try (DatagramSocket free = new DatagramSocket(0, loopback)) {
      port = free.getLocalPort();
    }
    SnmpOptions there = SnmpOptions.defaults().local(new InetSocketAddress(loopback, port));
    byte[] whoAreYou = HexFormat.of().parseHex(DISCOVERY);
    try (SnmpClient asked = SnmpClient.open(there);
        DatagramSocket stranger = new DatagramSocket(0, loopback)) {
      stranger.send(new DatagramPacket(whoAreYou, whoAreYou.length, loopback, port));
      // It has taken that packet when it has an answer of its own, which comes after it.
      Agent agent = agent(0, "agent", 1, new UsmUser(new OctetString("a"), null, null, null, null));
      asked.get(target(agent, new V3("a", null, null)), UP_TIME).get(60, TimeUnit.SECONDS);
      stranger.setSoTimeout(100);
      DatagramPacket report = new DatagramPacket(new byte[1_500], 1_500);

      assertThrows(SocketTimeoutException.class, () -> stranger.receive(report));
    }
  }

  @Test
  @DisplayName("two agents with one user name and different passwords do not disturb each other")
  void sameName() throws Exception {
    Agent one = agent(0, "one", 1, user(AuthProtocol.SHA_1, PrivProtocol.AES_128));
    Agent two =
        agent(
            0,
            "two",
            2,
            new UsmUser(
                new OctetString("monitor"),
                AuthHMAC192SHA256.ID,
                new OctetString("another-one"),
                PrivAES256.ID,
                new OctetString("and-another")));
    V3 second =
        credentials(
            "monitor", AuthProtocol.SHA_256, "another-one", PrivProtocol.AES_256, "and-another");

    for (int i = 0; i < 3; i++) {
      assertEquals(
          upTime(1), ask(target(one, credentials(AuthProtocol.SHA_1, PrivProtocol.AES_128))));
      assertEquals(upTime(2), ask(target(two, second)));
    }
  }

  @Test
  @DisplayName(
      "an agent that was restarted, and one that took its place, answer at the next question")
  void restarted() throws Exception {
    UsmUser user = user(AuthProtocol.SHA_1, PrivProtocol.AES_128);
    V3 credentials = credentials(AuthProtocol.SHA_1, PrivProtocol.AES_128);
    Agent first = agent(0, "agent", 1, user);
    SnmpTarget target = target(first, credentials).timeout(Duration.ofMillis(300)).retries(10);
    assertEquals(upTime(1), ask(target));
    agents.remove(first);
    first.close();

    Agent again = agent(first.port, "agent", 2, user);
    assertEquals(upTime(2), ask(target));
    agents.remove(again);
    again.close();

    agent(first.port, "another", 7, user);
    assertEquals(upTime(7), ask(target));
  }
}
