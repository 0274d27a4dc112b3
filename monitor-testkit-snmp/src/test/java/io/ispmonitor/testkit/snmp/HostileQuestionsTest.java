package io.ispmonitor.testkit.snmp;

import static io.ispmonitor.testkit.snmp.Asking.NAME;
import static io.ispmonitor.testkit.snmp.Asking.UP_TIME;
import static io.ispmonitor.testkit.snmp.Asking.V1;
import static io.ispmonitor.testkit.snmp.Asking.V2C;
import static io.ispmonitor.testkit.snmp.Asking.V3;
import static io.ispmonitor.testkit.snmp.Asking.VERSIONS;
import static io.ispmonitor.testkit.snmp.Asking.await;
import static io.ispmonitor.testkit.snmp.Asking.patient;
import static io.ispmonitor.testkit.snmp.Asking.text;
import static io.ispmonitor.testkit.snmp.Asking.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostileQuestionsTest {
  private final Asking asking = new Asking();
  private final SimulatedAgents agents =
      SimulatedAgents.open(AgentOptions.defaults().accepting(V1, V2C, V3));
  private final SimulatedAgent agent = agents.add().put(NAME, text("tower-7"));

  @AfterEach
  void close() {
    asking.close();
    agents.close();
  }

  @Test
  @DisplayName("questions with wrong bytes leave the agent as well as it was")
  void mutated() throws Exception {
    Random random = new Random(17);
    try (Wire wire = new Wire(agent)) {
      for (int i = 0; i < 3_000; i++) {
        byte[] wrong = i % 2 == 0 ? Wire.next() : Wire.bulkForNothing();
        int flips = 1 + random.nextInt(4);
        for (int flip = 0; flip < flips; flip++) {
          wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
        }
        wire.send(Arrays.copyOf(wrong, random.nextInt(wrong.length + 10)));
        if (i % 100 == 0) {
          assertEquals(1, values(asking.get(agent, V2C, NAME)).size());
        }
      }
    }
    for (SnmpCredentials by : VERSIONS) {
      assertEquals(1, values(asking.get(agent, by, NAME)).size());
    }
  }

  @Test
  @DisplayName("an answer has the shortest form there is")
  void bytes() throws Exception {
    try (Wire wire = new Wire(agent)) {
      wire.send(Wire.next());
      byte[] answer = wire.receive();
      assertEquals(2 + 3 + 8 + 2 + 9 + 2 + 2 + 10 + 9, answer.length);
      assertArrayEquals(new byte[] {0x30, 45, 2, 1, 1, 4, 6}, Arrays.copyOf(answer, 7));
    }
  }

  @Test
  @DisplayName("a bulk of everything for ever is cut, and costs no more than a message")
  void greedy() throws Exception {
    for (int i = 0; i < 100; i++) {
      agent.put(Oid.of("1.3.6.1.4.1.1").append(i), text("x".repeat(1_000)));
    }
    agent.maxMessageBytes(65_507).suffer(AgentFault.endless(Oid.of("1.3.6.1.4.1")));
    Oid[] often = Collections.nCopies(100, UP_TIME).toArray(Oid[]::new);
    int found =
        values(
                await(
                    asking.client.getBulk(
                        patient(agent.target(V2C)), 0, 1_000, Arrays.asList(often))))
            .size();
    assertTrue(found > 100 && found < 10_000, found + " objects");
  }

  @Test
  @DisplayName("in version 1 a walk round counters it can not see ends")
  void roundInVersion1() throws Exception {
    Oid wide = Oid.of("1.3.6.1.4.1.1.1");
    agent.put(wide, new SnmpValue.Counter64(1)).suffer(AgentFault.standsStill());
    assertEquals(
        0, values(asking.walk(agent, V1, wide)).size(), "the one that is there can not be told");
  }
}
