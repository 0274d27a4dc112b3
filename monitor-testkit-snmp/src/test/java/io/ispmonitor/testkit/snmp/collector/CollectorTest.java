package io.ispmonitor.testkit.snmp.collector;

import static io.ispmonitor.testkit.snmp.collector.Site.V1;
import static io.ispmonitor.testkit.snmp.collector.Site.V2C;
import static io.ispmonitor.testkit.snmp.collector.Site.gap;
import static io.ispmonitor.testkit.snmp.collector.Site.instances;
import static io.ispmonitor.testkit.snmp.collector.Site.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.ProbeOutcome.Answered;
import io.ispmonitor.probe.ProbeOutcome.Partial;
import io.ispmonitor.probe.ProbeOutcome.Refused;
import io.ispmonitor.probe.ProbeOutcome.Silent;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.collector.SnmpInterface;
import io.ispmonitor.testkit.snmp.AgentFault;
import io.ispmonitor.testkit.snmp.InterfaceModel;
import io.ispmonitor.testkit.snmp.InterfaceModel.Trouble;
import io.ispmonitor.testkit.snmp.MikrotikObjects;
import io.ispmonitor.testkit.snmp.ObjectTable;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgent;
import io.ispmonitor.testkit.snmp.SimulatedRouter;
import io.ispmonitor.testkit.snmp.WirelessStation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollectorTest {
  private static final String ROUTER = "tower-7";
  private static final int PPPOE = 0xf000_0001;
  private static final RouterModel MODEL =
      RouterModel.named(ROUTER)
          .objectId(Oid.of("1.3.6.1.4.1.14988.1"))
          .with(InterfaceModel.of(1, "ether1").alias("to core").traffic(8_000, 80_000))
          .with(
              InterfaceModel.of(2, "sfp1")
                  .speed(10_000_000_000L)
                  .traffic(800_000_000, 0)
                  .losing(new Trouble(1, 2, 3, 0.5)))
          .with(InterfaceModel.of(PPPOE, "pppoe-7").traffic(8_000, 8_000))
          .with(
              InterfaceModel.of(9, "old1")
                  .speed(100_000_000)
                  .only32Bits()
                  .countingFrom((1L << 32) - 100_000)
                  .traffic(16_000, 0))
          .with(MikrotikObjects.voltage(24.3))
          .build();

  private static final RouterModel SMALL =
      RouterModel.named("small")
          .with(InterfaceModel.of(1, "ether1"))
          .with(InterfaceModel.of(2, "ether2"))
          .build();

  private final Site site = new Site();
  private final SimulatedRouter router = site.agents.add(MODEL);
  private final SimulatedAgent agent = router.agent();

  CollectorTest() {
    site.watch(ROUTER, agent, V2C);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static void assertRate(double expected, ProbeOutcome outcome, String metric, String of) {
    assertEquals(expected, value(outcome, metric, of), expected * 0.01, metric + " " + of);
  }

  @Test
  @DisplayName("a router is learnt, and from the second reading on there are rates")
  void rates() throws Exception {
    ProbeOutcome first = assertInstanceOf(Answered.class, site.turn(ROUTER));
    assertSame(Gap.FIRST_READING, gap(first, "if.in", "ether1"));
    assertEquals(List.of("ether1", "sfp1", "old1", "pppoe-7"), instances(first, "if.in"));
    ProbeOutcome outcome = assertInstanceOf(Answered.class, site.next(ROUTER));
    assertRate(8_000, outcome, "if.in", "ether1");
    assertRate(80_000, outcome, "if.out", "ether1");
    assertRate(800e6, outcome, "if.in", "sfp1");
    assertRate(0.08, outcome, "if.in.utilisation", "sfp1");
    assertRate(1, outcome, "if.in.errors", "sfp1");
    assertRate(2, outcome, "if.out.errors", "sfp1");
    assertRate(8_000, outcome, "if.in", "pppoe-7");
    assertEquals(1, value(outcome, "if.oper", "ether1"));
    assertEquals(24.3, value(outcome, "power.voltage", ""), 1e-6);
    assertEquals(10e9, value(first, "if.speed", "sfp1"));
  }

  @Test
  @DisplayName("a 32-bit counter stands in where there is no other, and is bridged when it turns")
  void narrow() throws Exception {
    site.turn(ROUTER);
    ProbeOutcome outcome = site.next(ROUTER); // 120,000 octets: once round
    assertRate(16_000, outcome, "if.in", "old1");
  }

  @Test
  @DisplayName("interfaces are known by name, alias and number, which may be beyond 2^31")
  void interfaces() throws Exception {
    assertEquals(List.of(), site.collector.interfaces(ROUTER));
    site.turn(ROUTER);
    assertEquals(
        List.of(
            new SnmpInterface(1, "ether1", "to core"),
            new SnmpInterface(2, "sfp1", ""),
            new SnmpInterface(9, "old1", ""),
            new SnmpInterface(0xf000_0001L, "pppoe-7", "")),
        site.collector.interfaces(ROUTER));
  }

  @Test
  @DisplayName("a known device is asked in three messages, and a silence costs one")
  void messages() throws Exception {
    site.turn(ROUTER);
    long before = agent.packets();
    site.next(ROUTER);
    long polled = agent.packets() - before;
    assertTrue(polled <= 3, polled + " messages");

    agent.suffer(AgentFault.silent());
    site.impatient(ROUTER);
    before = agent.packets();
    assertInstanceOf(Silent.class, site.next(ROUTER));
    assertEquals(1, agent.packets() - before);
    agent.recover();
    assertInstanceOf(Answered.class, site.next(ROUTER));
  }

  @Test
  @DisplayName("after a restart there is a gap and no spike, and the restart is told")
  void restart() throws Exception {
    site.turn(ROUTER);
    site.next(ROUTER);
    site.time.skip(Duration.ofSeconds(30));
    router.reboot();
    site.time.skip(Duration.ofSeconds(30));
    ProbeOutcome outcome = assertInstanceOf(Answered.class, site.turn(ROUTER));
    assertSame(Gap.RESTARTED, gap(outcome, "if.in", "ether1"));
    assertSame(Gap.RESTARTED, gap(outcome, "if.in.utilisation", "sfp1"));
    assertEquals(List.of("reboot"), site.observations.stream().map(Observation::event).toList());
    assertRate(8_000, site.next(ROUTER), "if.in", "ether1");
  }

  @Test
  @DisplayName("interfaces that get other numbers at a restart keep their names")
  void renumbered() throws Exception {
    site.turn(ROUTER);
    site.next(ROUTER);
    int before = router.index("ether1");
    router.rebootRenumbered();
    site.next(ROUTER);
    ProbeOutcome outcome = assertInstanceOf(Answered.class, site.next(ROUTER));
    assertTrue(before != router.index("ether1"));
    assertRate(8_000, outcome, "if.in", "ether1");
    assertRate(800e6, outcome, "if.in", "sfp1");
  }

  @Test
  @DisplayName("counters of one interface that begin anew are a gap there and nowhere else")
  void cleared() throws Exception {
    site.turn(ROUTER);
    site.next(ROUTER);
    site.time.skip(Duration.ofSeconds(50));
    router.clearCounters("sfp1");
    site.time.skip(Duration.ofSeconds(10));
    ProbeOutcome outcome = site.turn(ROUTER);
    assertSame(Gap.RESTARTED, gap(outcome, "if.in", "sfp1"));
    assertRate(8_000, outcome, "if.in", "ether1");
    assertRate(800e6, site.next(ROUTER), "if.in", "sfp1");
  }

  @Test
  @DisplayName("a link that goes down is told with its name")
  void link() throws Exception {
    site.turn(ROUTER);
    router.link("sfp1", false);
    site.next(ROUTER);
    Observation observation = site.observations.get(site.observations.size() - 1);
    assertEquals("if.oper", observation.event());
    assertEquals("sfp1: up -> down", observation.text());
    assertEquals(ROUTER, observation.device());
  }

  @Test
  @DisplayName("an agent that bears short answers only is asked for less, and that is remembered")
  void tooBig() throws Exception {
    agent.suffer(AgentFault.tooBigAbove(10));
    assertInstanceOf(Answered.class, site.turn(ROUTER));
    assertRate(8_000, assertInstanceOf(Answered.class, site.next(ROUTER)), "if.in", "ether1");
    long questions = agent.questions();
    site.next(ROUTER);
    long second = agent.questions() - questions;
    questions = agent.questions();
    site.next(ROUTER);
    assertEquals(second, agent.questions() - questions, "nothing is tried again");
  }

  @Test
  @DisplayName("an agent that keeps silent to long questions is asked for less")
  void silentToLongOnes() throws Exception {
    site.impatient(ROUTER);
    agent.suffer(AgentFault.silentAbove(12));
    ProbeOutcome outcome = site.turn(ROUTER);
    for (int minute = 0; minute < 12 && !(outcome instanceof Answered); minute++) {
      outcome = site.next(ROUTER);
    }
    assertInstanceOf(Answered.class, outcome);
    assertRate(8_000, site.next(ROUTER), "if.in", "ether1");
  }

  @Test
  @DisplayName(
      "objects in another order are found, and those left out are no reason to forget them")
  void spoilt() throws Exception {
    site.turn(ROUTER);
    agent.suffer(AgentFault.reordered());
    ProbeOutcome outcome = assertInstanceOf(Answered.class, site.next(ROUTER));
    assertRate(8_000, outcome, "if.in", "ether1");
    agent.suffer(AgentFault.leavesOut(2));
    Partial partial = assertInstanceOf(Partial.class, site.next(ROUTER));
    assertTrue(partial.reason().startsWith("the agent leaves objects out"), partial.reason());
    agent.recover();
    assertRate(800e6, assertInstanceOf(Answered.class, site.next(ROUTER)), "if.in", "sfp1");
  }

  @Test
  @DisplayName("an agent that does not answer GetBulk is learnt without")
  void noBulk() throws Exception {
    site.impatient(ROUTER);
    agent.suffer(AgentFault.bulkUnanswered());
    site.turn(ROUTER);
    assertRate(8_000, site.next(ROUTER), "if.in", "ether1");
  }

  @Test
  @DisplayName("version 1, which fails as a whole when one object is missing, gives the same")
  void version1() throws Exception {
    site.watch(ROUTER, agent, V1);
    assertInstanceOf(Answered.class, site.turn(ROUTER));
    ProbeOutcome outcome = assertInstanceOf(Answered.class, site.next(ROUTER));
    assertRate(16_000, outcome, "if.in", "old1");
    assertRate(2, outcome, "if.out.errors", "sfp1");
    assertSame(Gap.AMBIGUOUS, gap(outcome, "if.in", "sfp1"), "32 bits at 10 Gbit/s say nothing");
    assertEquals(24.3, value(outcome, "power.voltage", ""), 1e-6);
  }

  @Test
  @DisplayName("version 3 gives the same, and a wrong password is a refusal in words")
  void version3() throws Exception {
    SnmpCredentials.V3 user = user("signs-for-me");
    agent.accept(user);
    site.watch(ROUTER, agent, user);
    site.turn(ROUTER);
    assertRate(8_000, site.next(ROUTER), "if.in", "ether1");

    site.watch(ROUTER, agent, user("somebody-else"));
    Refused refused = assertInstanceOf(Refused.class, site.next(ROUTER));
    assertEquals("the authentication password or algorithm is not the agent's", refused.reason());
  }

  private static SnmpCredentials.V3 user(String password) {
    return new SnmpCredentials.V3(
        "monitor",
        new Authentication(AuthProtocol.SHA_256, Secret.of(password)),
        new Privacy(PrivProtocol.AES_128, Secret.of("hides-from-you")));
  }

  @Test
  @DisplayName("an agent that shows nothing to these credentials is told apart from a silent one")
  void emptyView() throws Exception {
    site.watch("blind", site.agents.add(), V2C);
    Refused refused = assertInstanceOf(Refused.class, site.turn("blind"));
    assertTrue(refused.reason().startsWith("the agent shows nothing"), refused.reason());
  }

  @Test
  @DisplayName("the clients of a radio come and go, each with values of its own, and are counted")
  void stations() throws Exception {
    WirelessStation near = WirelessStation.of(1).signal(-55, -95);
    WirelessStation far = WirelessStation.of(2).signal(-80, -95);
    SimulatedAgent radio = site.agents.add(radio(List.of(near, far))).agent();
    site.watch("radio", radio, V2C);
    ProbeOutcome both = assertInstanceOf(Answered.class, site.turn("radio"));
    List<String> names = instances(both, "wireless.signal");
    assertEquals(2, names.size(), names.toString());
    assertEquals(-55, value(both, "wireless.signal", names.get(0)));
    assertEquals(-80, value(both, "wireless.signal", names.get(1)));
    assertEquals(2, value(both, "wireless.clients", ""));

    radio.objects().stream()
        .map(object -> object.oid())
        .filter(oid -> isOf(far, oid))
        .forEach(radio::remove);
    ProbeOutcome one = assertInstanceOf(Answered.class, site.next("radio"));
    assertEquals(names.subList(0, 1), instances(one, "wireless.signal"));
    assertEquals(1, value(one, "wireless.clients", ""));
  }

  private static RouterModel radio(List<WirelessStation> stations) {
    ObjectTable registrations = MikrotikObjects.registrations(3, stations);
    return RouterModel.named("radio")
        .objectId(Oid.of("1.3.6.1.4.1.14988.1"))
        .with(InterfaceModel.of(3, "wlan1"))
        .with(registrations)
        .build();
  }

  /** In the registration table the index is the address and the number of the interface. */
  private static boolean isOf(WirelessStation station, Oid oid) {
    Oid table = Oid.of("1.3.6.1.4.1.14988.1.1.1.2.1");
    return oid.startsWith(table) && oid.part(oid.size() - 2) == lastOctet(station);
  }

  private static int lastOctet(WirelessStation station) {
    return station.mac().at(station.mac().length() - 1) & 0xff;
  }

  @Test
  @DisplayName("whatever an agent does, a turn ends in time with one outcome")
  void faults() throws Exception {
    List<AgentFault> all =
        List.of(
            AgentFault.silent(),
            AgentFault.answersEvery(2),
            AgentFault.bulkUnanswered(),
            AgentFault.standsStill(),
            AgentFault.loopsBack(
                Oid.of("1.3.6.1.2.1.31.1.1.1.1.2"), Oid.of("1.3.6.1.2.1.31.1.1.1.1.1")),
            AgentFault.wrongRequestId(),
            AgentFault.failsWith(io.ispmonitor.snmp.SnmpReply.ErrorStatus.GEN_ERR, 3),
            AgentFault.genErr(),
            AgentFault.garbage(),
            AgentFault.truncated(),
            AgentFault.oneByteWrong(),
            AgentFault.fromElsewhere(),
            AgentFault.duplicated());
    for (int i = 0; i < all.size(); i++) {
      String device = "hostile-" + i;
      SimulatedAgent hostile = site.agents.add(SMALL).agent().suffer(all.get(i));
      site.watch(device, hostile, V2C);
      site.impatient(device);
      ProbeOutcome outcome = site.turn(device, Duration.ofMillis(500));
      assertTrue(!(outcome instanceof ProbeOutcome.Broken), all.get(i) + ": " + outcome);
      site.turn(device, Duration.ofMillis(500));
      hostile.recover();
      for (int minute = 0; minute < 10 && !(outcome instanceof Answered); minute++) {
        site.watch(device, hostile, V2C);
        outcome = site.next(device);
      }
      assertInstanceOf(Answered.class, outcome, () -> "after " + hostile);
    }
  }

  @Test
  @DisplayName("a table without an end is read as far as the time allows, turn by turn")
  void endless() throws Exception {
    SimulatedAgent hostile = site.agents.add(SMALL).agent();
    hostile.suffer(AgentFault.endless(Oid.of("1.3.6.1.2.1.31.1.1.1.1")));
    site.watch("endless", hostile, V2C);
    site.impatient("endless");
    for (int i = 0; i < 3; i++) {
      Partial partial =
          assertInstanceOf(Partial.class, site.turn("endless", Duration.ofMillis(150)));
      assertTrue(
          partial.reason().startsWith("its tables are still being learnt"), partial.reason());
    }
  }

  @Test
  @DisplayName("a device that stays silent rests, and is asked at once when somebody wants to know")
  void resting() throws Exception {
    site.turn(ROUTER);
    agent.suffer(AgentFault.silent());
    site.impatient(ROUTER);
    long before = agent.packets();
    for (int minute = 0; minute < 30; minute++) {
      site.next(ROUTER);
    }
    long asked = agent.packets() - before;
    assertTrue(asked < 12, asked + " questions in 30 minutes");
    agent.recover();
    site.time.skip(Duration.ofSeconds(15));
    assertInstanceOf(Answered.class, site.turn(ROUTER));
  }

  @Test
  @DisplayName("a chassis with 5,000 interfaces is learnt over several turns and then read")
  void chassis() throws Exception {
    RouterModel.Builder model = RouterModel.named("chassis");
    for (int i = 1; i <= 5_000; i++) {
      model.with(InterfaceModel.of(i, "port-" + i).traffic(8_000, 0));
    }
    site.watch("chassis", site.agents.add(model.build()).agent(), V2C);
    ProbeOutcome outcome = site.turn("chassis", Duration.ofMillis(400));
    for (int minute = 0; minute < 60 && !(outcome instanceof Answered); minute++) {
      assertInstanceOf(Partial.class, outcome);
      site.time.skip(Duration.ofMinutes(1));
      outcome = site.turn("chassis", Duration.ofSeconds(20));
    }
    assertEquals(5_000, instances(outcome, "if.in").size());
    site.time.skip(Duration.ofMinutes(1));
    outcome = site.turn("chassis", Duration.ofSeconds(30));
    assertRate(8_000, outcome, "if.in", "port-4711");
  }

  @Test
  @DisplayName("what a device calls itself can be shown")
  void hostileText() throws Exception {
    RouterModel model =
        RouterModel.named("evil").with(InterfaceModel.of(1, "eth\u001b[31m1\r\nroot")).build();
    site.watch("evil", site.agents.add(model).agent(), V2C);
    assertEquals(List.of("eth\u00b7[31m1\u00b7\u00b7root"), instances(site.turn("evil"), "if.in"));
  }

  @Test
  @DisplayName("interfaces of the same name are told apart by their numbers")
  void sameName() throws Exception {
    RouterModel model =
        RouterModel.named("twins")
            .with(InterfaceModel.of(1, "port"))
            .with(InterfaceModel.of(2, "other"))
            .build();
    SimulatedAgent twins = site.agents.add(model).agent();
    twins.put(
        Oid.of("1.3.6.1.2.1.31.1.1.1.1.2"),
        new io.ispmonitor.snmp.SnmpValue.Text(io.ispmonitor.snmp.Octets.ofText("port")));
    site.watch("twins", twins, V2C);
    assertEquals(List.of("port #1", "port #2"), instances(site.turn("twins"), "if.in"));
  }
}
