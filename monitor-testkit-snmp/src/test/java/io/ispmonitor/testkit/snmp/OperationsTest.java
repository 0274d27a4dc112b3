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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.SnmpReply.Failed;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.SnmpValue.Absent;
import io.ispmonitor.snmp.VarBind;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final Oid COLUMN = Oid.of("1.3.6.1.2.1.2.2.1.10");
  private static final Oid WIDE = Oid.of("1.3.6.1.2.1.31.1.1.1.6.1");

  private final Asking asking = new Asking();
  private final SimulatedAgents agents =
      SimulatedAgents.open(AgentOptions.defaults().accepting(V1, V2C, V3));
  private final SimulatedAgent agent = agents.add(tower());

  private static ObjectTable tower() {
    ObjectTable.Builder tower =
        ObjectTable.builder()
            .put(UP_TIME, new SnmpValue.TimeTicks(4_711))
            .putWritable(NAME, text("tower-7"))
            .put(WIDE, new SnmpValue.Counter64(-1));
    for (int row = 1; row <= 100; row++) {
      tower.put(COLUMN.append(row), new SnmpValue.Counter32(row * 1_000L));
    }
    return tower.build();
  }

  @AfterEach
  void close() {
    asking.close();
    agents.close();
  }

  @Test
  @DisplayName("a get gives the values in every version, and the agent knows what it was asked")
  void get() throws Exception {
    for (int version = 1; version <= 3; version++) {
      SnmpCredentials by = VERSIONS.get(version - 1);
      assertEquals(
          List.of(text("tower-7"), new SnmpValue.TimeTicks(4_711)),
          values(asking.get(agent, by, NAME, UP_TIME)));
      AgentQuestion last = agent.lastQuestion().orElseThrow();
      assertEquals(version, last.version());
      assertEquals(AgentQuestion.Kind.GET, last.kind());
      assertEquals(List.of(NAME, UP_TIME), last.oids());
    }
    assertEquals(3, agent.questions());
  }

  @Test
  @DisplayName("a walk gives all rows of a column in every version")
  void walk() throws Exception {
    for (SnmpCredentials by : VERSIONS) {
      List<SnmpValue> rows = values(asking.walk(agent, by, COLUMN));
      assertEquals(100, rows.size());
      assertEquals(new SnmpValue.Counter32(100_000), rows.get(99));
    }
  }

  @Test
  @DisplayName("a bulk gives one successor of what does not repeat and many of what does")
  void bulk() throws Exception {
    SnmpReply reply =
        await(asking.client.getBulk(patient(agent.target(V2C)), 1, 3, List.of(UP_TIME, COLUMN)));

    assertEquals(
        List.of(
            text("tower-7"),
            new SnmpValue.Counter32(1_000),
            new SnmpValue.Counter32(2_000),
            new SnmpValue.Counter32(3_000)),
        values(reply));
    AgentQuestion last = agent.lastQuestion().orElseThrow();
    assertEquals(AgentQuestion.Kind.GET_BULK, last.kind());
    assertEquals(1, last.nonRepeaters());
    assertEquals(3, last.maxRepetitions());
  }

  @Test
  @DisplayName("what is not there is told by kind in versions 2c and 3, and by an error in 1")
  void notThere() throws Exception {
    Oid noInstance = COLUMN.append(101);
    Oid noObject = Oid.of("1.3.6.1.2.1.99.1.0");
    for (SnmpCredentials by : List.of(V2C, V3)) {
      assertEquals(
          List.of(Absent.NO_SUCH_INSTANCE, Absent.NO_SUCH_OBJECT, Absent.NO_SUCH_OBJECT),
          values(asking.get(agent, by, noInstance, noObject, Oid.of("1.3.6.1.9"))));
      assertEquals(
          List.of(Absent.END_OF_MIB_VIEW),
          values(await(asking.client.getNext(patient(agent.target(by)), List.of(WIDE)))));
    }
    assertEquals(
        new Failed(ErrorStatus.NO_SUCH_NAME, noInstance),
        asking.get(agent, V1, UP_TIME, noInstance));
  }

  @Test
  @DisplayName("version 1 does not see counters of 64 bits")
  void wideInVersion1() throws Exception {
    assertEquals(List.of(new SnmpValue.Counter64(-1)), values(asking.get(agent, V2C, WIDE)));
    assertEquals(new Failed(ErrorStatus.NO_SUCH_NAME, WIDE), asking.get(agent, V1, WIDE));
    assertEquals(List.of(), values(asking.walk(agent, V1, Oid.of("1.3.6.1.2.1.31"))));
  }

  @Test
  @DisplayName("a set changes all or nothing, for one agent alone")
  void set() throws Exception {
    SimulatedAgent other = agents.add(tower());
    VarBind renamed = new VarBind(NAME, text("tower-8"));
    VarBind fixed = new VarBind(UP_TIME, new SnmpValue.TimeTicks(0));
    for (SnmpCredentials by : List.of(V2C, V3)) {
      assertEquals(
          new Failed(ErrorStatus.NOT_WRITABLE, UP_TIME),
          await(asking.client.set(patient(agent.target(by)), List.of(renamed, fixed))));
    }
    assertEquals(
        new Failed(ErrorStatus.NO_SUCH_NAME, UP_TIME),
        await(asking.client.set(patient(agent.target(V1)), List.of(renamed, fixed))));
    VarBind wrong = new VarBind(NAME, new SnmpValue.Int(8));
    assertEquals(
        new Failed(ErrorStatus.WRONG_TYPE, NAME),
        await(asking.client.set(patient(agent.target(V2C)), List.of(wrong))));
    VarBind nowhere = new VarBind(NAME.append(1), text("x"));
    assertEquals(
        new Failed(ErrorStatus.NO_CREATION, nowhere.oid()),
        await(asking.client.set(patient(agent.target(V2C)), List.of(nowhere))));
    assertEquals(Optional.of(text("tower-7")), agent.value(NAME));

    assertEquals(
        List.of(text("tower-8")),
        values(await(asking.client.set(patient(agent.target(V3)), List.of(renamed)))));
    assertEquals(Optional.of(text("tower-8")), agent.value(NAME));
    assertEquals(Optional.of(text("tower-7")), other.value(NAME));
  }

  @Test
  @DisplayName("a bulk is cut to what a message holds, a get that does not fit is too big")
  void fitting() throws Exception {
    agent.maxMessageBytes(484);
    for (SnmpCredentials by : List.of(V2C, V3)) {
      int rows =
          values(await(asking.client.getBulk(patient(agent.target(by)), 0, 100, List.of(COLUMN))))
              .size();
      assertTrue(rows > 10 && rows < 30, rows + " rows in 484 bytes");
    }
    agent.put(NAME, text("x".repeat(500)));
    for (SnmpCredentials by : VERSIONS) {
      assertEquals(new Failed(ErrorStatus.TOO_BIG, null), asking.get(agent, by, NAME));
    }
    assertEquals(100, values(asking.walk(agent, V2C, COLUMN)).size());
  }

  @Test
  @DisplayName("objects may be put, changed and removed, and are walked in their order")
  void changes() throws Exception {
    agent.put(COLUMN.append(-1), new SnmpValue.Counter32(7)).remove(COLUMN.append(1));
    agent.put(COLUMN.append(2), moment -> new SnmpValue.Counter32(moment.agent().number()));
    agent.remove(COLUMN.append(100)).put(COLUMN.append(50, 1), new SnmpValue.Counter32(50));

    List<VarBind> rows =
        assertInstanceOf(SnmpReply.Values.class, asking.walk(agent, V2C, COLUMN)).bindings();
    assertEquals(100, rows.size());
    assertEquals(new VarBind(COLUMN.append(2), new SnmpValue.Counter32(0)), rows.get(0));
    assertEquals(COLUMN.append(50, 1), rows.get(49).oid());
    assertEquals(Oid.of(COLUMN + ".4294967295"), rows.get(99).oid());
    assertEquals(103, agent.objects().size());
    assertEquals(
        agent.objects().stream().map(VarBind::oid).sorted().toList(),
        agent.objects().stream().map(VarBind::oid).toList());
  }

  @Test
  @DisplayName("values of all types come as they were put")
  void types() throws Exception {
    List<SnmpValue> all =
        List.of(
            new SnmpValue.Int(Integer.MIN_VALUE),
            new SnmpValue.Int(-129),
            new SnmpValue.Int(128),
            new SnmpValue.Counter32(0xffff_ffffL),
            new SnmpValue.Gauge32(0x8000_0000L),
            new SnmpValue.TimeTicks(0),
            new SnmpValue.Counter64(Long.MAX_VALUE),
            new SnmpValue.Counter64(Long.MIN_VALUE),
            text("\u00e9".repeat(100)),
            new SnmpValue.ObjectId(Oid.of("2.999.4294967295")),
            new SnmpValue.IpAddress(InetAddress.getByName("192.0.2.1")),
            new SnmpValue.Real(-1.5),
            new SnmpValue.Opaque(Octets.of((byte) 1, (byte) 2)));
    Oid[] oids = new Oid[all.size()];
    for (int i = 0; i < oids.length; i++) {
      oids[i] = Oid.of("1.3.6.1.4.1.1").append(i, -i);
      agent.put(oids[i], all.get(i));
    }
    for (SnmpCredentials by : List.of(V2C, V3)) {
      assertEquals(all, values(asking.get(agent, by, oids)));
    }
  }

  @Test
  @DisplayName("an object that throws makes genErr, and the agent goes on")
  void throwing() throws Exception {
    Oid broken = Oid.of("1.3.6.1.4.1.1.1.0");
    agent.put(
        broken,
        moment -> {
          throw new IllegalStateException("as the test wants it");
        });
    assertEquals(new Failed(ErrorStatus.GEN_ERR, null), asking.get(agent, V2C, broken));
    assertEquals(1, values(asking.get(agent, V2C, UP_TIME)).size());
  }
}
