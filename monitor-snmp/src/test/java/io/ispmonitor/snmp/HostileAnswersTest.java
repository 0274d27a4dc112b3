package io.ispmonitor.snmp;

import static io.ispmonitor.snmp.Agent.NAME;
import static io.ispmonitor.snmp.Agent.UP_TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpReply.Silent;
import io.ispmonitor.snmp.SnmpReply.Values;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Counter64;

class HostileAnswersTest {
  private static final Oid COUNTER = Oid.of("1.3.6.1.2.1.31.1.1.1.6.1");
  private static final SnmpCredentials PUBLIC = new SnmpCredentials.V2c(Secret.of("public"));

  private final SnmpClient client = SnmpClient.open();
  private Agent agent;

  @BeforeEach
  void startAgent() throws IOException {
    agent = Agent.ofTower();
    agent.put(COUNTER.toString(), new Counter64(Long.MAX_VALUE));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    agent.close();
  }

  private static SnmpTarget at(int port, Duration timeout) {
    return SnmpTarget.of(InetAddress.getLoopbackAddress(), PUBLIC)
        .port(port)
        .timeout(timeout)
        .retries(0);
  }

  private static SnmpReply await(CompletableFuture<SnmpReply> reply) throws Exception {
    return reply.get(60, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("an answer from another address is none, and is told")
  void elsewhere() throws Exception {
    try (Relay relay = Relay.fromElsewhere(agent.port);
        ManualClient manual = new ManualClient()) {
      String strange = strange(relay, manual);
      assertTrue(strange.startsWith("an answer came from 127.0.0.1/"), strange);
    }
  }

  @Test
  @DisplayName("an answer in another version is none: it would do without the signature")
  void otherVersion() throws Exception {
    try (Relay relay = new Relay(agent.port, answer -> List.of(inVersion1(answer)));
        ManualClient manual = new ManualClient()) {
      assertEquals("an answer came in another version of SNMP", strange(relay, manual));
    }
  }

  /** The version stands behind the head of the message and its own tag and length. */
  private static byte[] inVersion1(byte[] answer) {
    byte[] other = answer.clone();
    assertEquals(1, other[4], "version 2c");
    other[4] = 0;
    return other;
  }

  /** What is said of the answer that comes through a relay. */
  private String strange(Relay relay, ManualClient manual) throws Exception {
    CompletableFuture<SnmpReply> reply =
        manual.client.get(at(relay.port(), Duration.ofSeconds(1)), UP_TIME);
    manual.until(relay.sent);
    // What comes for the next question comes after it.
    manual.await(manual.client.get(at(agent.port, Duration.ofSeconds(1)), UP_TIME));
    manual.pass(Duration.ofSeconds(2));
    return String.valueOf(assertInstanceOf(Silent.class, reply.getNow(null)).strange());
  }

  @Test
  @DisplayName("the right answer counts, whatever came before it and comes after it")
  void amongOthers() throws Exception {
    byte[] garbage = {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 2, 1, 1};
    try (Relay relay =
        new Relay(
            agent.port,
            answer -> List.of(new byte[0], garbage, half(answer), answer, answer, garbage))) {
      for (int i = 0; i < 50; i++) {
        SnmpReply reply = await(client.get(at(relay.port(), Duration.ofSeconds(10)), UP_TIME));
        assertEquals(
            new Values(List.of(new VarBind(UP_TIME, new SnmpValue.TimeTicks(4_711)))), reply);
      }
    }
  }

  private static byte[] half(byte[] answer) {
    return Arrays.copyOf(answer, answer.length / 2);
  }

  @Test
  @DisplayName("answers with wrong bytes end in some reply, and the client goes on")
  void mutated() throws Exception {
    Random random = new Random(17);
    try (Relay relay =
        new Relay(
            agent.port,
            answer -> {
              List<byte[]> wrong = new ArrayList<>();
              for (int i = 0; i < 200; i++) {
                wrong.add(mutated(answer, random));
              }
              wrong.add(answer);
              return wrong;
            })) {
      for (int i = 0; i < 100; i++) {
        List<Oid> all = List.of(UP_TIME, NAME, COUNTER);
        SnmpReply reply = await(client.get(at(relay.port(), Duration.ofSeconds(10)), all));
        assertTrue(
            !(reply instanceof Silent) && !(reply instanceof SnmpReply.Broken), reply::toString);
      }
    }
    assertInstanceOf(
        Values.class, await(client.get(at(agent.port, Duration.ofSeconds(10)), UP_TIME)));
    assertEquals(0, client.inFlight());
  }

  @Test
  @DisplayName("who sends more than is looked at fills no heap")
  void flood() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port;
    try (DatagramSocket free = new DatagramSocket(0, loopback)) {
      port = free.getLocalPort();
    }
    byte[] big = new byte[60_000];
    try (ManualClient nobodyLooks = new ManualClient(port);
        DatagramSocket flood = new DatagramSocket(0, loopback)) {
      int sent = 0;
      while (nobodyLooks.client.droppedPackets() == 0 && sent < 100_000) {
        flood.send(new DatagramPacket(big, big.length, loopback, port));
        sent++;
      }
      assertTrue(nobodyLooks.client.droppedPackets() > 0, sent + " packets all kept");
      nobodyLooks.settle();
      assertInstanceOf(
          Values.class,
          nobodyLooks.await(
              nobodyLooks.client.get(at(agent.port, Duration.ofSeconds(10)), UP_TIME)));
    }
  }

  private static byte[] mutated(byte[] answer, Random random) {
    byte[] wrong = answer.clone();
    int flips = 1 + random.nextInt(4);
    for (int i = 0; i < flips; i++) {
      wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
    }
    boolean isCut = random.nextInt(4) == 0;
    return isCut ? Arrays.copyOf(wrong, random.nextInt(wrong.length)) : wrong;
  }
}
