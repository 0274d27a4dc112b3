package io.ispmonitor.testkit.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand engines whose keys are not known yet. Takes a minute. */
@Tag("interop")
@Timeout(300)
class FirstContactInteropTest {
  private static final int ENGINES = 10_000;
  private static final int AT_ONCE = 500;
  private static final Oid NAME = Oid.of("1.3.6.1.2.1.1.5.0");
  private static final SnmpCredentials USER =
      new SnmpCredentials.V3(
          "monitor",
          new Authentication(AuthProtocol.SHA_256, Secret.of("authenticated")),
          new Privacy(PrivProtocol.AES_128, Secret.of("and-encrypted")));

  private final Set<SnmpReply> others = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(AT_ONCE);

  private void contact(SnmpClient client, SnmpTarget engine) {
    places.acquireUninterruptibly();
    client
        .get(engine, NAME)
        .whenComplete(
            (reply, failure) -> {
              if (!(reply instanceof SnmpReply.Values)) {
                others.add(reply);
              }
              places.release();
            });
  }

  @Test
  @DisplayName("the first contact with 10,000 engines of SNMPv3 keeps nobody else waiting")
  void bystander() throws Exception {
    try (SimulatedAgents agents = SimulatedAgents.open();
        SnmpClient client = SnmpClient.open()) {
      RouterModel model = RouterModel.named("router").build();
      List<SnmpTarget> engines = new ArrayList<>();
      for (int i = 0; i < ENGINES; i++) {
        engines.add(
            agents.add(model).agent().accept(USER).target(USER).timeout(Duration.ofSeconds(5)));
      }
      SnmpTarget bystander =
          agents
              .add(model)
              .target(new SnmpCredentials.V2c(Secret.of("public")))
              .timeout(Duration.ofSeconds(2))
              .retries(0);
      CompletableFuture<Void> contacts =
          CompletableFuture.runAsync(() -> engines.forEach(engine -> contact(client, engine)));
      int heard = 0;
      while (!contacts.isDone()) {
        SnmpReply reply = client.get(bystander, NAME).get(10, TimeUnit.SECONDS);
        assertInstanceOf(SnmpReply.Values.class, reply, "after " + heard + " replies");
        heard++;
      }
      contacts.get();
      places.acquire(AT_ONCE);
      assertEquals(Set.of(), others);
      assertTrue(heard > 20, "the bystander was heard " + heard + " times");
    }
  }
}
