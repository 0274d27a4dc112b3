package io.ispmonitor.snmp;

import static io.ispmonitor.snmp.Agent.NAME;
import static io.ispmonitor.snmp.Agent.UP_TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.SnmpReply.Failed;
import io.ispmonitor.snmp.SnmpReply.Partial;
import io.ispmonitor.snmp.SnmpReply.Silent;
import io.ispmonitor.snmp.SnmpReply.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.VariableBinding;

class SnmpClientTest {
  private static final Oid NOWHERE = Oid.of("1.3.6.1.2.1.1.99.0");
  private static final Oid COLUMN = Oid.of("1.3.6.1.2.1.2.2.1.10");
  private static final SnmpCredentials V1 = new SnmpCredentials.V1(Secret.of("public"));
  private static final SnmpCredentials V2C = new SnmpCredentials.V2c(Secret.of("public"));

  private final SnmpClient client = SnmpClient.open();
  private Agent agent;

  @BeforeEach
  void startAgent() throws IOException {
    agent = Agent.ofTower();
    for (int row = 1; row <= 100; row++) {
      agent.put(COLUMN.append(row).toString(), new Counter32(row * 1_000L));
    }
    agent.put("1.3.6.1.4.1.1.1.0", new Integer32(-40));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    agent.close();
  }

  private SnmpTarget target(SnmpCredentials credentials) {
    return SnmpTarget.of(InetAddress.getLoopbackAddress(), credentials)
        .port(agent.port)
        .timeout(Duration.ofSeconds(10));
  }

  private static SnmpReply await(CompletableFuture<SnmpReply> reply) throws Exception {
    return reply.get(60, TimeUnit.SECONDS);
  }

  private static List<VarBind> values(SnmpReply reply) {
    return assertInstanceOf(Values.class, reply, reply::toString).bindings();
  }

  @Test
  @DisplayName("a get gives the values in the order of the question, in versions 1 and 2c")
  void get() throws Exception {
    List<VarBind> expected =
        List.of(
            new VarBind(NAME, new SnmpValue.Text(Octets.ofText("tower-7"))),
            new VarBind(UP_TIME, new SnmpValue.TimeTicks(4_711)));

    assertEquals(expected, values(await(client.get(target(V1), NAME, UP_TIME))));
    assertEquals(expected, values(await(client.get(target(V2C), NAME, UP_TIME))));
  }

  @Test
  @DisplayName("what is not there is told in the value by version 2c and by an error by version 1")
  void notThere() throws Exception {
    assertEquals(
        List.of(
            new VarBind(UP_TIME, new SnmpValue.TimeTicks(4_711)),
            new VarBind(NOWHERE, SnmpValue.Absent.NO_SUCH_INSTANCE)),
        values(await(client.get(target(V2C), UP_TIME, NOWHERE))));
    assertEquals(
        new Failed(ErrorStatus.NO_SUCH_NAME, NOWHERE),
        await(client.get(target(V1), UP_TIME, NOWHERE)));
  }

  @Test
  @DisplayName("answers that come in another order are put in order, what is left out is said")
  void reordered() throws Exception {
    agent.quirk =
        answer -> {
          List<VariableBinding> bindings = new ArrayList<>(answer.getVariableBindings());
          Collections.reverse(bindings);
          answer.setVariableBindings(bindings);
          return answer;
        };
    assertEquals(NAME, values(await(client.get(target(V2C), NAME, UP_TIME))).get(0).oid());

    agent.quirk =
        answer -> {
          answer.remove(0);
          return answer;
        };
    Partial partial =
        assertInstanceOf(Partial.class, await(client.get(target(V2C), NAME, UP_TIME)));
    assertEquals(List.of(UP_TIME), partial.bindings().stream().map(VarBind::oid).toList());
    assertEquals("the agent left out 1 objects, the first is " + NAME, partial.reason());
  }

  @Test
  @DisplayName("a walk finds all rows of a column and nothing behind it, with and without bulk")
  void walk() throws Exception {
    for (SnmpCredentials version : List.of(V1, V2C)) {
      List<VarBind> rows = values(await(client.walk(target(version), COLUMN)));

      assertEquals(100, rows.size());
      assertEquals(new VarBind(COLUMN.append(100), new SnmpValue.Counter32(100_000)), rows.get(99));
    }
    WalkLimits oneByOne = WalkLimits.usual().maxRepetitions(1);
    assertEquals(100, values(await(client.walk(target(V2C), COLUMN, oneByOne))).size());
    List<VarBind> last = values(await(client.walk(target(V2C), Oid.of("1.3.6.1.4.1"))));
    assertEquals(List.of(new SnmpValue.Int(-40)), last.stream().map(VarBind::value).toList());
  }

  @Test
  @DisplayName("a walk of an agent to which much is too big asks for less at once")
  void tooBig() throws Exception {
    agent.quirk =
        answer -> {
          if (answer.size() > 6) {
            answer.clear();
            answer.setErrorStatus(PDU.tooBig);
          }
          return answer;
        };

    assertEquals(100, values(await(client.walk(target(V2C), COLUMN))).size());
  }

  @Test
  @DisplayName("a walk that is led back ends, and what was found is not taken for all")
  void loop() throws Exception {
    agent.quirk =
        answer -> {
          if (answer.get(0).getOid().last() > 50) {
            answer.set(0, new VariableBinding(new OID(COLUMN.append(3).parts()), new Counter32(3)));
          }
          return answer;
        };

    Partial partial = assertInstanceOf(Partial.class, await(client.walk(target(V2C), COLUMN)));
    assertTrue(partial.reason().startsWith("the agent went back from " + COLUMN), partial.reason());
    assertTrue(partial.bindings().size() >= 40, () -> partial.bindings().size() + " found");
  }

  @Test
  @DisplayName("a walk has a limit of objects, and says when there are more")
  void limit() throws Exception {
    WalkLimits ten = WalkLimits.usual().bindings(10);
    Partial partial = assertInstanceOf(Partial.class, await(client.walk(target(V2C), COLUMN, ten)));

    assertEquals(10, partial.bindings().size());
    assertEquals("there are more than 10 objects", partial.reason());
    WalkLimits hundred = WalkLimits.usual().bindings(100);
    assertEquals(100, values(await(client.walk(target(V2C), COLUMN, hundred))).size());
  }

  @Test
  @DisplayName("an agent that falls silent in the middle of a walk leaves a part, with the reason")
  void fallsSilent() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    CountDownLatch silent = new CountDownLatch(1);
    agent.quirk =
        answer -> {
          if (answers.incrementAndGet() <= 2) {
            return answer;
          }
          silent.countDown();
          return null;
        };
    CompletableFuture<SnmpReply> walk;
    try (ManualClient manual = new ManualClient()) {
      walk = manual.client.walk(target(V2C).retries(0), COLUMN);
      manual.until(silent);
      manual.pass(Duration.ofSeconds(11));
    }

    Partial partial = assertInstanceOf(Partial.class, walk.getNow(null));
    assertEquals(40, partial.bindings().size());
    assertTrue(
        partial.reason().startsWith("the agent answered no more after " + COLUMN + ".40: silent"),
        partial.reason());
  }

  @Test
  @DisplayName("a table joins its columns by index, with holes where the agent has nothing")
  void table() throws Exception {
    Oid names = Oid.of("1.3.6.1.2.1.31.1.1.1.1");
    Oid speeds = Oid.of("1.3.6.1.2.1.31.1.1.1.15");
    agent.put(names.append(2).toString(), new OctetString("ether2"));
    agent.put(names.append(-1).toString(), new OctetString("pppoe"));
    agent.put(speeds.append(2).toString(), new Integer32(1_000));
    agent.put(speeds.append(7).toString(), new Integer32(100));
    SnmpValue none = SnmpValue.Absent.NO_SUCH_INSTANCE;

    for (SnmpCredentials version : List.of(V1, V2C)) {
      SnmpTable table =
          client
              .table(target(version), List.of(names, speeds), WalkLimits.usual())
              .get(60, TimeUnit.SECONDS);
      assertEquals(
          List.of(
              new SnmpTable.Row(Oid.of("2"), List.of(text("ether2"), new SnmpValue.Int(1_000))),
              new SnmpTable.Row(Oid.of("7"), List.of(none, new SnmpValue.Int(100))),
              new SnmpTable.Row(Oid.of("4294967295"), List.of(text("pppoe"), none))),
          table.rows());
      assertTrue(table.isComplete());
      assertEquals(table.rows().get(1), table.row(Oid.of("7")).orElseThrow());
    }
  }

  @Test
  @DisplayName("a table that was not read to its end says so, and keeps what is known")
  void tableCutShort() throws Exception {
    WalkLimits hundred = WalkLimits.usual().bindings(100);
    Oid again = Oid.of("1.3.6.1.2.1.2.2.1.10");
    SnmpTable table =
        client.table(target(V2C), List.of(COLUMN, again), hundred).get(60, TimeUnit.SECONDS);

    assertEquals(100, table.rows().size());
    Partial trouble = assertInstanceOf(Partial.class, table.trouble());
    assertEquals("the limit of 100 objects was reached before column " + again, trouble.reason());
  }

  private static SnmpValue text(String text) {
    return new SnmpValue.Text(Octets.ofText(text));
  }

  @Test
  @DisplayName("a set changes a value, and says when it may not")
  void set() throws Exception {
    VarBind renamed = new VarBind(NAME, new SnmpValue.Text(Octets.ofText("tower-8")));
    assertEquals(List.of(renamed), values(await(client.set(target(V2C), List.of(renamed)))));
    assertEquals(List.of(renamed), values(await(client.get(target(V2C), NAME))));

    VarBind nowhere = new VarBind(NOWHERE, new SnmpValue.Int(1));
    assertEquals(
        new Failed(ErrorStatus.NOT_WRITABLE, NOWHERE),
        await(client.set(target(V2C), List.of(nowhere))));
  }

  @Test
  @DisplayName("floating point numbers come out of their wrapping")
  void reals() throws Exception {
    Oid load = Oid.of("1.3.6.1.4.1.2021.10.1.6.1");
    byte[] wrapped = {(byte) 0x9f, 0x78, 4, 0x3f, (byte) 0xc0, 0, 0};
    agent.put(load.toString(), new Opaque(wrapped));

    assertEquals(
        List.of(new VarBind(load, new SnmpValue.Real(1.5))),
        values(await(client.get(target(V2C), load))));
  }

  @Test
  @DisplayName("bulk is refused with a sentence where the version has none")
  void noBulk() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> client.getBulk(target(V1), 0, 10, List.of(COLUMN)));
    assertEquals(
        "GetBulk: 127.0.0.1 is asked by SNMPv1, which has none; use getNext", refused.getMessage());
  }

  @Test
  @DisplayName("who does not answer is asked again, and then silent after all timeouts together")
  void silent() throws Exception {
    agent.quirk = answer -> null;
    try (ManualClient manual = new ManualClient()) {
      SnmpTarget twice = target(V2C).timeout(Duration.ofSeconds(1)).retries(1);
      CompletableFuture<SnmpReply> reply = manual.client.get(twice, UP_TIME);
      manual.settle();
      assertEquals(1, manual.client.inFlight());
      manual.pass(Duration.ofMillis(1_900));
      assertTrue(!reply.isDone(), "not before both timeouts are over");
      manual.pass(Duration.ofMillis(200));

      Silent silent = assertInstanceOf(Silent.class, reply.getNow(null));
      assertEquals(2, silent.sent());
      assertEquals(2, Math.round(silent.waited().toMillis() / 1e3));
    }
  }

  @Test
  @DisplayName("a callback may close the client that calls it, and nobody is left waiting")
  void closedByCallback() throws Exception {
    SnmpClient direct = SnmpClient.open(SnmpOptions.defaults().callbacks(Runnable::run));
    agent.quirk = answer -> answer.get(0).getOid().equals(new OID(NAME.parts())) ? null : answer;
    CompletableFuture<SnmpReply> under = direct.get(target(V2C), NAME);
    CompletableFuture<Void> closing = direct.get(target(V2C), UP_TIME).thenRun(direct::close);

    closing.get(60, TimeUnit.SECONDS);
    assertInstanceOf(SnmpReply.Broken.class, await(under));
  }

  @Test
  @DisplayName("what is under way when the client is closed ends, and so does what comes later")
  void closed() throws Exception {
    agent.quirk = answer -> null;
    CompletableFuture<SnmpReply> under = client.get(target(V2C), UP_TIME);
    client.close();

    assertInstanceOf(SnmpReply.Broken.class, await(under));
    assertEquals(
        new SnmpReply.Broken("the SNMP client is closed; open another", null),
        await(client.get(target(V2C), UP_TIME)));
  }
}
