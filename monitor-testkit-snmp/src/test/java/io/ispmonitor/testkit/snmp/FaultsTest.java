package io.ispmonitor.testkit.snmp;

import static io.ispmonitor.testkit.snmp.Asking.NAME;
import static io.ispmonitor.testkit.snmp.Asking.UP_TIME;
import static io.ispmonitor.testkit.snmp.Asking.V1;
import static io.ispmonitor.testkit.snmp.Asking.V2C;
import static io.ispmonitor.testkit.snmp.Asking.V3;
import static io.ispmonitor.testkit.snmp.Asking.VERSIONS;
import static io.ispmonitor.testkit.snmp.Asking.await;
import static io.ispmonitor.testkit.snmp.Asking.once;
import static io.ispmonitor.testkit.snmp.Asking.patient;
import static io.ispmonitor.testkit.snmp.Asking.text;
import static io.ispmonitor.testkit.snmp.Asking.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.SnmpReply.Failed;
import io.ispmonitor.snmp.SnmpReply.Partial;
import io.ispmonitor.snmp.SnmpReply.Refused;
import io.ispmonitor.snmp.SnmpReply.SecurityFault;
import io.ispmonitor.snmp.SnmpReply.Silent;
import io.ispmonitor.snmp.SnmpReply.Values;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.snmp.WalkLimits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final Oid COLUMN = Oid.of("1.3.6.1.2.1.2.2.1.10");

  private final Asking asking = new Asking();
  private final SimulatedAgents agents =
      SimulatedAgents.open(AgentOptions.defaults().accepting(V1, V2C, V3));
  private final SimulatedAgent agent = agents.add(tower());

  private static ObjectTable tower() {
    ObjectTable.Builder tower =
        ObjectTable.builder()
            .put(UP_TIME, new SnmpValue.TimeTicks(4_711))
            .put(NAME, text("tower-7"));
    for (int row = 1; row <= 50; row++) {
      tower.put(COLUMN.append(row), new SnmpValue.Counter32(row));
    }
    return tower.build();
  }

  @AfterEach
  void close() {
    asking.close();
    agents.close();
  }

  private SnmpReply soon(SnmpCredentials by, Oid... oids) throws Exception {
    return await(asking.client.get(once(agent.target(by)), oids));
  }

  private void assertWell() throws Exception {
    agent.recover();
    assertEquals(
        List.of(text("tower-7"), new SnmpValue.TimeTicks(4_711)),
        values(asking.get(agent, V2C, NAME, UP_TIME)));
  }

  @Test
  @DisplayName("one silence costs one question, and the agent answers once the fault is gone")
  void silent() throws Exception {
    agent.suffer(AgentFault.silent());
    for (SnmpCredentials by : VERSIONS) {
      assertInstanceOf(Silent.class, soon(by, NAME));
    }
    assertEquals(3, agent.packets());
    assertEquals(2, agent.questions(), "that of version 3 does not get beyond the engine");
    assertEquals(0, agent.answers());
    assertEquals(List.of(AgentFault.silent()), agent.faults());
    assertWell();
  }

  @Test
  @DisplayName("one of three is answered: with two retries, every question is")
  void everyThird() throws Exception {
    agent.suffer(AgentFault.answersEvery(3));
    for (int i = 0; i < 3; i++) {
      SnmpTarget thrice = once(agent.target(V2C)).retries(2);
      assertInstanceOf(Values.class, await(asking.client.get(thrice, NAME)));
    }
    assertEquals(9, agent.questions());
    assertEquals(3, agent.answers());
    assertThrows(IllegalArgumentException.class, () -> AgentFault.answersEvery(1));
  }

  @Test
  @DisplayName("questions about too much are dropped")
  void silentAbove() throws Exception {
    agent.suffer(AgentFault.silentAbove(1));
    assertInstanceOf(Silent.class, soon(V2C, NAME, UP_TIME));
    assertEquals(1, values(asking.get(agent, V2C, NAME)).size());
  }

  @Test
  @DisplayName("GetBulk is dropped and GetNext is not")
  void bulkUnanswered() throws Exception {
    agent.suffer(AgentFault.bulkUnanswered());
    SnmpTarget soon = once(agent.target(V2C));
    assertInstanceOf(Silent.class, await(asking.client.walk(soon, COLUMN)));
    WalkLimits oneByOne = WalkLimits.usual().maxRepetitions(1);
    assertEquals(
        50, values(await(asking.client.walk(patient(agent.target(V2C)), COLUMN, oneByOne))).size());
  }

  @Test
  @DisplayName("a bulk for no repetition hangs it until it is rebooted")
  void hangs() throws Exception {
    agent.suffer(AgentFault.hangsOnZeroRepetitions());
    assertEquals(1, values(asking.get(agent, V2C, NAME)).size());
    try (Wire wire = new Wire(agent)) {
      wire.send(Wire.bulkForNothing());
      assertInstanceOf(Silent.class, soon(V2C, NAME));
      assertEquals(0, agent.lastQuestion().orElseThrow().maxRepetitions());
      agent.reboot();
      assertEquals(1, values(asking.get(agent, V2C, NAME)).size());
    }
  }

  @Test
  @DisplayName("a walk that goes round ends with a part, in every version")
  void loopsBack() throws Exception {
    agent.suffer(AgentFault.loopsBack(COLUMN.append(30), COLUMN.append(3)));
    for (SnmpCredentials by : VERSIONS) {
      Partial partial = assertInstanceOf(Partial.class, asking.walk(agent, by, COLUMN));
      assertEquals(
          "the agent went back from " + COLUMN + ".30 to " + COLUMN + ".3", partial.reason());
      assertEquals(30, partial.bindings().size());
    }
  }

  @Test
  @DisplayName("a walk that stands still, or finds what is not in order, ends with a part")
  void disorder() throws Exception {
    agent.suffer(AgentFault.standsStill());
    Partial still = assertInstanceOf(Partial.class, asking.walk(agent, V2C, COLUMN));
    assertEquals("the agent went back from " + COLUMN + ".1 to " + COLUMN + ".1", still.reason());

    agent.suffer(AgentFault.unordered(COLUMN.append(7), COLUMN.append(8)));
    Partial unordered = assertInstanceOf(Partial.class, asking.walk(agent, V2C, COLUMN));
    assertEquals(
        "the agent went back from " + COLUMN + ".8 to " + COLUMN + ".7", unordered.reason());
    SnmpReply behind =
        await(asking.client.getNext(patient(agent.target(V2C)), List.of(COLUMN.append(7))));
    assertEquals(List.of(new SnmpValue.Counter32(9)), values(behind), "none is left out");
  }

  @Test
  @DisplayName("a table without end is walked up to the limit")
  void endless() throws Exception {
    agent.suffer(AgentFault.endless(COLUMN));
    WalkLimits thousand = WalkLimits.usual().bindings(1_000);
    Partial partial =
        assertInstanceOf(
            Partial.class, await(asking.client.walk(patient(agent.target(V2C)), COLUMN, thousand)));
    assertEquals("there are more than 1000 objects", partial.reason());
  }

  @Test
  @DisplayName("tooBig above a number of objects lets a walk ask for less")
  void tooBig() throws Exception {
    agent.suffer(AgentFault.tooBigAbove(6));
    assertEquals(
        new Failed(ErrorStatus.TOO_BIG, null),
        asking.get(agent, V2C, NAME, NAME, NAME, NAME, NAME, NAME, NAME));
    assertEquals(50, values(asking.walk(agent, V2C, COLUMN)).size());
  }

  @Test
  @DisplayName("objects that are left out are missed, and such in another order put in order")
  void leftOut() throws Exception {
    agent.suffer(AgentFault.leavesOut(1));
    Partial partial = assertInstanceOf(Partial.class, asking.get(agent, V2C, NAME, UP_TIME));
    assertEquals(List.of(new VarBind(NAME, text("tower-7"))), partial.bindings());

    agent.suffer(AgentFault.reordered());
    assertEquals(text("tower-7"), values(asking.get(agent, V2C, NAME, UP_TIME)).get(0));
    agent.suffer(AgentFault.reordered(), AgentFault.leavesOut(1));
    Partial other = assertInstanceOf(Partial.class, asking.get(agent, V2C, NAME, UP_TIME));
    assertEquals(List.of(UP_TIME), other.bindings().stream().map(VarBind::oid).toList());
  }

  @Test
  @DisplayName("errors come as they were made up")
  void errors() throws Exception {
    agent.suffer(AgentFault.genErr());
    for (SnmpCredentials by : VERSIONS) {
      assertEquals(new Failed(ErrorStatus.GEN_ERR, null), asking.get(agent, by, NAME));
    }
    agent.suffer(AgentFault.failsWith(ErrorStatus.OTHER, 2));
    assertEquals(new Failed(ErrorStatus.OTHER, UP_TIME), asking.get(agent, V2C, NAME, UP_TIME));
    agent.suffer(AgentFault.failsWith(ErrorStatus.NO_ACCESS, 99));
    assertEquals(new Failed(ErrorStatus.NO_ACCESS, null), asking.get(agent, V2C, NAME, UP_TIME));
  }

  @Test
  @DisplayName("another request-id is no answer, nor is one from another port")
  void otherSender() throws Exception {
    agent.suffer(AgentFault.wrongRequestId());
    assertInstanceOf(Silent.class, soon(V2C, NAME));
    agent.suffer(AgentFault.fromElsewhere());
    Silent elsewhere =
        assertInstanceOf(
            Silent.class,
            await(
                asking.client.get(once(agent.target(V2C)).timeout(Duration.ofMillis(500)), NAME)));
    assertTrue(
        String.valueOf(elsewhere.strange()).startsWith("an answer came from 127.0.0.1/"),
        elsewhere::toString);
    assertEquals(2, agent.answers());
    assertWell();
  }

  @Test
  @DisplayName("garbage and what is cut off are silence, whatever the version")
  void garbage() throws Exception {
    for (AgentFault fault : List.of(AgentFault.garbage(), AgentFault.truncated())) {
      agent.suffer(fault);
      for (SnmpCredentials by : VERSIONS) {
        Silent silent = assertInstanceOf(Silent.class, soon(by, NAME), fault::words);
        assertNull(silent.strange());
      }
    }
    assertWell();
  }

  @Test
  @DisplayName(
      "one byte wrong at every place in turn ends in a reply each time, never in an error of ours")
  void oneByteWrong() throws Exception {
    agent.suffer(AgentFault.oneByteWrong());
    SnmpTarget target = once(agent.target(V2C)).timeout(Duration.ofMillis(20));
    int silences = 0;
    for (int i = 0; i < 60; i++) {
      SnmpReply reply = await(asking.client.get(target, NAME));
      assertTrue(!(reply instanceof SnmpReply.Broken), reply::toString);
      silences += reply instanceof Silent ? 1 : 0;
    }
    assertTrue(silences >= 20, silences + " of 60 were taken for no answer");
    assertEquals(0, asking.client.inFlight());
    assertWell();
  }

  @Test
  @DisplayName("answers that come twice count once")
  void duplicated() throws Exception {
    agent.suffer(AgentFault.duplicated(), AgentFault.reordered());
    for (int i = 1; i <= 10; i++) {
      assertEquals(2, values(asking.get(agent, V2C, NAME, UP_TIME)).size());
      assertEquals(i, agent.questions());
    }
    assertEquals(20, agent.answers() + agent.answers() % 2, "the last may be on its way");
  }

  @Test
  @DisplayName("an engine whose clock lies lets nobody in who signs")
  void falseClock() throws Exception {
    agent.suffer(AgentFault.falseClock(Duration.ofHours(1)));
    assertEquals(new Refused(SecurityFault.NOT_IN_TIME_WINDOW), asking.get(agent, V3, NAME));
    SimulatedAgent other =
        agents.add(tower()).suffer(AgentFault.falseClock(Duration.ofSeconds(100)));
    assertEquals(1, values(asking.get(other, V3, NAME)).size(), "within its window");
  }

  @Test
  @DisplayName("every fault says what it does")
  void words() {
    assertEquals("drops questions about more than 5 objects", AgentFault.silentAbove(5).words());
    assertEquals("takes PT1S to answer", AgentFault.slow(Duration.ofSeconds(1)).words());
  }
}
