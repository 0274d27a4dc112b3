package io.ispmonitor.testkit.snmp.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.testkit.snmp.AgentFault;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgent;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a diagnosis says of a device that answers echoes and not SNMP, or not rightly. */
@Timeout(120)
class DiagnoseSnmpTest {
  private static final SnmpCredentials PUBLIC = new SnmpCredentials.V2c(Secret.of("public"));

  private final SimulatedAgents agents = SimulatedAgents.open();

  @AfterEach
  void close() {
    agents.close();
  }

  private SimulatedAgent router() {
    return agents.add(RouterModel.named("router").build()).agent();
  }

  private static SnmpCredentials user(String name, String password) {
    return new SnmpCredentials.V3(
        name, new Authentication(AuthProtocol.SHA_256, Secret.of(password)), null);
  }

  private static String words(SnmpTarget target) throws Exception {
    CountDownLatch known = new CountDownLatch(1);
    try (ScriptedProbe echoes = ScriptedProbe.in(TimeSource.system());
        SnmpCollector snmp = SnmpCollector.builder().targets(device -> target).open();
        Monitor monitor =
            Monitor.builder()
                .device(Device.of("router", InetAddress.getLoopbackAddress()))
                .probe(echoes, Schedule.every(Duration.ofSeconds(5)))
                .probe(snmp, snmp.schedule(Duration.ofMinutes(1)))
                .onStateChange(change -> known.countDown())
                .build()) {
      monitor.start();
      assertTrue(known.await(60, TimeUnit.SECONDS));
      return monitor.diagnose("router", Duration.ofSeconds(15)).get().cause().words();
    }
  }

  @Test
  @DisplayName("where no agent listens the port is closed")
  void closed() throws Exception {
    SimulatedAgent router = router();
    router.close();
    assertEquals(
        "answers, but UDP %d, which probe snmp needs, is refused: nothing listens there, or a"
                .formatted(router.port())
            + " firewall rejects us",
        words(router.target(PUBLIC)));
  }

  @Test
  @DisplayName("a wrong community is silence, which a filter would be too")
  void wrongCommunity() throws Exception {
    SnmpTarget target = router().target(new SnmpCredentials.V2c(Secret.of("wrong")));
    String words = words(target);
    assertTrue(words.startsWith("answers, but probe snmp heard nothing for "), words);
    assertTrue(words.contains("a filter drops it, or the device ignores who asks (wrong"), words);
  }

  @Test
  @DisplayName("a user or a password that the agent does not know is told as it says")
  void wrongCredentials() throws Exception {
    SimulatedAgent router = router().accept(user("me", "right-password"));
    assertEquals(
        "answers, but probe snmp was refused: the agent knows no such user, by 127.0.0.1",
        words(router.target(user("you", "right-password"))));
    assertEquals(
        "answers, but probe snmp was refused: the authentication password or algorithm is not the"
            + " agent's, by 127.0.0.1",
        words(router.target(user("me", "wrong-password"))));
  }

  @Test
  @DisplayName("an agent that answers and shows nothing has too narrow a view")
  void narrowView() throws Exception {
    String words = words(agents.add().target(PUBLIC));
    assertTrue(words.contains("shows nothing to these credentials"), words);
    assertTrue(words.contains("widen their view"), words);
  }

  @Test
  @DisplayName("an agent whose clock contradicts itself is told as that")
  void clock() throws Exception {
    SimulatedAgent router = router().accept(user("me", "right-password"));
    router.suffer(AgentFault.falseClock(Duration.ofHours(1)));
    assertEquals(
        "answers, but probe snmp was refused: the agent's clock does not agree with what it said"
            + " before, by 127.0.0.1",
        words(router.target(user("me", "right-password"))));
  }
}
