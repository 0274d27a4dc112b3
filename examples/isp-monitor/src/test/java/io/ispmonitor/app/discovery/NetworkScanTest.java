package io.ispmonitor.app.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.CidrBlock;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetworkScanTest {
  private final ScriptedProbe echoes = ScriptedProbe.in(TimeSource.system());
  private final SimulatedAgents agents = SimulatedAgents.open();
  private final SnmpClient snmp = SnmpClient.open();
  private final Map<String, SnmpCredentials> credentials = new LinkedHashMap<>();

  @AfterEach
  void close() {
    snmp.close();
    agents.close();
    echoes.close();
  }

  @Test
  @DisplayName("who answers is found, and says what it is to the credentials it takes")
  void found() throws InterruptedException {
    int port =
        agents
            .add(
                RouterModel.named("tower\n7")
                    .description("RouterOS RB5009")
                    .objectId(Oid.of("1.3.6.1.4.1.14988.1"))
                    .build())
            .agent()
            .port();
    credentials.put("old", new SnmpCredentials.V2c(Secret.of("wrong")));
    credentials.put("usual", new SnmpCredentials.V2c(Secret.of("public")));
    List<FoundDevice> found = scan(port, "127.0.0.1/32");
    assertEquals(1, found.size());
    FoundDevice tower = found.get(0);
    assertEquals("tower·7", tower.name());
    assertEquals("RouterOS RB5009", tower.description());
    assertEquals("usual", tower.credentials());
    assertEquals(InetAddress.getLoopbackAddress(), tower.address());
    assertTrue(tower.roundTripSeconds() > 0, tower::toString);
  }

  @Test
  @DisplayName("of a block those are found that answer the first or the second echo")
  void block() throws InterruptedException {
    echoes.set("127.0.0.2", ScriptedProbe.silent());
    List<FoundDevice> found = scan(9, "127.0.0.0/30", "127.0.0.2/31");
    assertEquals(
        List.of("127.0.0.1", "127.0.0.3"),
        found.stream().map(one -> one.address().getHostAddress()).toList());
    assertTrue(found.stream().allMatch(one -> one.name() == null && one.credentials() == null));
    assertEquals(2, echoes.asked("127.0.0.2").size());
    assertEquals(1, echoes.asked("127.0.0.1").size());
  }

  @Test
  @DisplayName("too many addresses are refused before the first is asked")
  void tooMany() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> scan(9, "127.0.0.0/8"));
    assertEquals(
        "scan: [127.0.0.0/8] have 16,777,214 addresses, more than 65,536; name smaller blocks",
        refused.getMessage());
    assertTrue(echoes.asked().isEmpty());
  }

  private List<FoundDevice> scan(int port, String... blocks) throws InterruptedException {
    return new NetworkScan(echoes, snmp, credentials, port, TimeSource.system())
        .scan(List.of(blocks).stream().map(CidrBlock::parse).toList());
  }
}
