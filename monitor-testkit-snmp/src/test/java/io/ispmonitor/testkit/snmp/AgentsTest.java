package io.ispmonitor.testkit.snmp;

import static io.ispmonitor.testkit.snmp.Asking.NAME;
import static io.ispmonitor.testkit.snmp.Asking.V2C;
import static io.ispmonitor.testkit.snmp.Asking.await;
import static io.ispmonitor.testkit.snmp.Asking.once;
import static io.ispmonitor.testkit.snmp.Asking.patient;
import static io.ispmonitor.testkit.snmp.Asking.text;
import static io.ispmonitor.testkit.snmp.Asking.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpReply.Silent;
import io.ispmonitor.testkit.ManualTime;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AgentsTest {
  private static final int CROWD = 10_000;

  private final Asking asking = new Asking();

  @AfterEach
  void close() {
    asking.close();
  }

  private static InetSocketAddress at(String address, int port) throws Exception {
    return new InetSocketAddress(InetAddress.getByName(address), port);
  }

  @Test
  @DisplayName("agents have a port each, or an address each with one port for all")
  void places() throws Exception {
    try (SimulatedAgents ports = SimulatedAgents.open();
        SimulatedAgents addresses =
            SimulatedAgents.open(AgentOptions.defaults().addresses(at("127.77.3.254", 0)))) {
      SimulatedAgent one = ports.add();
      SimulatedAgent two = ports.add();
      assertEquals(one.address(), two.address());
      assertTrue(one.port() != two.port());

      SimulatedAgent first = addresses.add().put(NAME, text("first"));
      SimulatedAgent second = addresses.add().put(NAME, text("second"));
      assertEquals("127.77.3.254", first.address().getHostAddress());
      assertEquals("127.77.4.1", second.address().getHostAddress());
      assertEquals(first.port(), second.port());
      assertEquals(List.of(text("first")), values(asking.get(first, V2C, NAME)));
      assertEquals(List.of(text("second")), values(asking.get(second, V2C, NAME)));
      assertEquals(List.of(first, second), addresses.agents());
    }
  }

  @Test
  @DisplayName("ten thousand routers are opened, asked once each, and closed")
  void crowd() throws Exception {
    RouterModel.Builder model = RouterModel.named("router");
    for (int i = 1; i <= 24; i++) {
      model.with(InterfaceModel.of(i, "ether" + i).traffic(1e6 * i, 1e6));
    }
    RouterModel shared = model.build();
    SimulatedAgents agents = SimulatedAgents.open();
    try (agents) {
      List<CompletableFuture<SnmpReply>> replies = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        SimulatedRouter router = agents.add(shared, "router-" + i);
        replies.add(asking.client.get(router.target(V2C).timeout(Duration.ofSeconds(10)), NAME));
      }
      for (int i = 0; i < CROWD; i++) {
        assertEquals(List.of(text("router-" + i)), values(await(replies.get(i))));
      }
      assertTrue(agents.agents().stream().allMatch(agent -> agent.questions() >= 1));
    }
    SimulatedAgent last = agents.agents().get(CROWD - 1);
    assertInstanceOf(Silent.class, await(asking.client.get(once(last.target(V2C)), NAME)));
  }

  @Test
  @DisplayName("a slow agent answers when its time has come, and not before")
  void slow() throws Exception {
    ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
    CountDownLatch asked = new CountDownLatch(1);
    try (SimulatedAgents agents = SimulatedAgents.open(AgentOptions.defaults().time(time))) {
      SimulatedAgent agent = agents.add().put(NAME, text("tower-7"));
      agent.suffer(AgentFault.slow(Duration.ofSeconds(3)), AgentFault.duplicated());
      agent.onQuestion(question -> asked.countDown());
      CompletableFuture<SnmpReply> reply = asking.client.get(patient(agent.target(V2C)), NAME);
      assertTrue(asked.await(20, TimeUnit.SECONDS));
      time.advance(Duration.ofMillis(2_999));
      assertEquals(0, agent.answers());
      assertFalse(reply.isDone());

      time.advance(Duration.ofMillis(1));
      assertEquals(List.of(text("tower-7")), values(await(reply)));
      assertEquals(2, agent.answers());

      CountDownLatch again = new CountDownLatch(1);
      agent.onQuestion(question -> again.countDown());
      CompletableFuture<SnmpReply> never = asking.client.get(patient(agent.target(V2C)), NAME);
      assertTrue(again.await(20, TimeUnit.SECONDS));
      agent.close();
      time.advance(Duration.ofSeconds(3));
      assertEquals(2, agent.answers(), "what is sent late by an agent that is gone is lost");
      assertFalse(never.isDone());
    }
  }

  @Test
  @DisplayName("by the machine's time too, one slow agent holds up no other")
  void slowAmongOthers() throws Exception {
    try (SimulatedAgents agents = SimulatedAgents.open()) {
      SimulatedAgent quick = agents.add().put(NAME, text("quick"));
      SimulatedAgent slow = agents.add().put(NAME, text("slow"));
      slow.suffer(AgentFault.slow(Duration.ofMillis(300)));
      CompletableFuture<SnmpReply> late = asking.client.get(patient(slow.target(V2C)), NAME);
      assertEquals(List.of(text("quick")), values(asking.get(quick, V2C, NAME)));
      assertEquals(List.of(text("slow")), values(await(late)));
    }
  }

  @Test
  @DisplayName("an agent that is closed leaves its port to others, and the rest go on")
  void closedAgent() throws Exception {
    SimulatedAgents agents = SimulatedAgents.open();
    SimulatedAgent gone = agents.add().put(NAME, text("gone"));
    SimulatedAgent there = agents.add().put(NAME, text("there"));
    assertEquals(1, values(asking.get(gone, V2C, NAME)).size());
    gone.close();
    gone.close();
    assertInstanceOf(Silent.class, await(asking.client.get(once(gone.target(V2C)), NAME)));
    assertEquals(List.of(text("there")), values(asking.get(there, V2C, NAME)));

    agents.close();
    agents.close();
    assertThrows(IllegalStateException.class, agents::add);
    new DatagramSocket(there.port(), there.address()).close();
  }

  @Test
  @DisplayName("a place that is taken or not on loopback is refused with a sentence")
  void wrongPlaces() throws Exception {
    try (SimulatedAgents some = SimulatedAgents.open()) {
      int taken = some.add().port();
      try (SimulatedAgents others =
          SimulatedAgents.open(AgentOptions.defaults().addresses(at("127.0.0.1", taken)))) {
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, others::add);
        assertTrue(
            String.valueOf(refused.getMessage())
                .startsWith("simulated agent 1: no socket at /127.0.0.1:" + taken),
            refused.getMessage());
      }
    }
    for (InetSocketAddress outside :
        List.of(at("192.0.2.1", 161), InetSocketAddress.createUnresolved("tower-7", 161))) {
      assertThrows(
          IllegalArgumentException.class, () -> AgentOptions.defaults().addresses(outside));
    }
  }
}
