package io.ispmonitor.testkit.snmp;

import static io.ispmonitor.testkit.snmp.Asking.NAME;
import static io.ispmonitor.testkit.snmp.Asking.V1;
import static io.ispmonitor.testkit.snmp.Asking.V2C;
import static io.ispmonitor.testkit.snmp.Asking.V3;
import static io.ispmonitor.testkit.snmp.Asking.await;
import static io.ispmonitor.testkit.snmp.Asking.once;
import static io.ispmonitor.testkit.snmp.Asking.patient;
import static io.ispmonitor.testkit.snmp.Asking.text;
import static io.ispmonitor.testkit.snmp.Asking.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.SnmpReply.Failed;
import io.ispmonitor.snmp.SnmpReply.Refused;
import io.ispmonitor.snmp.SnmpReply.SecurityFault;
import io.ispmonitor.snmp.SnmpReply.Silent;
import io.ispmonitor.snmp.SnmpTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecurityTest {
  private static final Authentication SIGNS =
      new Authentication(AuthProtocol.SHA_1, Secret.of("signs-for-me"));
  private static final Privacy HIDES =
      new Privacy(PrivProtocol.AES_128, Secret.of("hides-from-you"));

  private final Asking asking = new Asking();
  private final SimulatedAgents agents = SimulatedAgents.open();
  private final SimulatedAgent agent = agents.add().put(NAME, text("tower-7")).accept(V2C, V3);

  @AfterEach
  void close() {
    asking.close();
    agents.close();
  }

  private static SnmpCredentials user(
      String name, @Nullable Authentication signs, @Nullable Privacy hides) {
    return new SnmpCredentials.V3(name, signs, hides);
  }

  @Test
  @DisplayName("every level and every pair of algorithms of version 3 is spoken")
  void algorithms() throws Exception {
    List<SnmpCredentials> users = new ArrayList<>();
    users.add(user("plain", null, null));
    for (AuthProtocol signing : AuthProtocol.values()) {
      Authentication signs = new Authentication(signing, Secret.of("signs-for-me"));
      users.add(user("signed-" + signing, signs, null));
      for (PrivProtocol hiding : PrivProtocol.values()) {
        Privacy hides = new Privacy(hiding, Secret.of("hides-from-you"));
        users.add(user(signing + "-" + hiding, signs, hides));
      }
    }
    agent.accept(users.toArray(SnmpCredentials[]::new));

    for (SnmpCredentials each : users) {
      assertEquals(List.of(text("tower-7")), values(asking.get(agent, each, NAME)), each::toString);
    }
    assertEquals(users.size(), agent.questions());
  }

  @Test
  @DisplayName("a community that is not accepted, also one of another version, is met with silence")
  void wrongCommunity() throws Exception {
    SnmpCredentials wrong = new SnmpCredentials.V2c(Secret.of("private"));
    for (SnmpCredentials by : List.of(wrong, V1)) {
      SnmpTarget target = once(agent.target(by));
      Silent silent = assertInstanceOf(Silent.class, await(asking.client.get(target, NAME)));
      assertEquals(1, silent.sent());
    }
    assertEquals(2, agent.packets());
    assertEquals(0, agent.questions());
    assertEquals(0, agent.answers());
  }

  @Test
  @DisplayName("who has the wrong name, password or level in version 3 is told so by a report")
  void reports() throws Exception {
    agent.accept(V3, user("signs", SIGNS, null));
    Authentication wrongSign = new Authentication(AuthProtocol.SHA_1, Secret.of("signs-wrongly"));
    Privacy wrongHide = new Privacy(PrivProtocol.AES_128, Secret.of("hides-wrongly"));

    assertEquals(
        new Refused(SecurityFault.UNKNOWN_USER),
        asking.get(agent, user("stranger", SIGNS, HIDES), NAME));
    assertEquals(
        new Refused(SecurityFault.WRONG_DIGEST),
        asking.get(agent, user("monitor", wrongSign, HIDES), NAME));
    assertEquals(
        new Refused(SecurityFault.DECRYPTION_ERROR),
        asking.get(agent, user("monitor", SIGNS, wrongHide), NAME));
    assertEquals(
        new Refused(SecurityFault.UNSUPPORTED_SECURITY_LEVEL),
        asking.get(agent, user("signs", SIGNS, HIDES), NAME));
    assertEquals(
        new Refused(SecurityFault.UNKNOWN_CONTEXT),
        await(asking.client.get(patient(agent.target(V3)).context("elsewhere"), NAME)));
    assertEquals(1, values(asking.get(agent, V3, NAME)).size());
  }

  @Test
  @DisplayName("who signs or hides less than the user can is not authorized")
  void lowerLevel() throws Exception {
    assertEquals(
        new Failed(ErrorStatus.AUTHORIZATION_ERROR, null),
        asking.get(agent, user("monitor", SIGNS, null), NAME));
    assertEquals(
        new Failed(ErrorStatus.AUTHORIZATION_ERROR, null),
        asking.get(agent, user("monitor", null, null), NAME));
  }

  @Test
  @DisplayName("an agent that was rebooted answers who asks again, with a boot more")
  void rebooted() throws Exception {
    assertEquals(1, values(asking.get(agent, V3, NAME)).size());
    agent.reboot();
    assertEquals(2, agent.engineBoots());
    assertEquals(1, values(asking.get(agent, V3, NAME)).size());
  }

  @Test
  @DisplayName("each agent has an engine of its own, and may get another one")
  void engines() throws Exception {
    SimulatedAgent other = agents.add().put(NAME, text("tower-8")).accept(V3);
    assertNotEquals(agent.engineId(), other.engineId());
    assertEquals(List.of(text("tower-7")), values(asking.get(agent, V3, NAME)));
    assertEquals(List.of(text("tower-8")), values(asking.get(other, V3, NAME)));

    agent.engineId(Octets.ofText("another engine"));
    // What comes from an engine that was not asked is none for the client, until it asks again.
    SnmpTarget insistent = agent.target(V3).timeout(Duration.ofMillis(300)).retries(10);
    assertEquals(List.of(text("tower-7")), values(await(asking.client.get(insistent, NAME))));
    assertThrows(IllegalArgumentException.class, () -> agent.engineId(Octets.ofText("four")));
  }

  @Test
  @DisplayName("a user that is named twice is refused with a sentence")
  void twice() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> agent.accept(V3, user("monitor", SIGNS, null)));
    assertEquals(
        "simulated agent: user 'monitor' is there twice; one agent knows a name once",
        refused.getMessage());
  }
}
