package io.ispmonitor.testkit.snmp;

import static io.ispmonitor.testkit.snmp.Asking.NAME;
import static io.ispmonitor.testkit.snmp.Asking.UP_TIME;
import static io.ispmonitor.testkit.snmp.Asking.V1;
import static io.ispmonitor.testkit.snmp.Asking.V2C;
import static io.ispmonitor.testkit.snmp.Asking.text;
import static io.ispmonitor.testkit.snmp.Asking.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.SnmpValue.Absent;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.snmp.InterfaceModel.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Oid IF_ENTRY = Oid.of("1.3.6.1.2.1.2.2.1");
  private static final Oid IF_X_ENTRY = Oid.of("1.3.6.1.2.1.31.1.1.1");
  private static final int PPPOE = 0xf000_0001;

  private static final RouterModel MODEL =
      RouterModel.named("tower")
          .description("a router of a tower")
          .objectId(Oid.of("1.3.6.1.4.1.14988.1"))
          .with(InterfaceModel.of(1, "ether1").alias("to core").traffic(8_000, 80_000))
          .with(
              InterfaceModel.of(2, "sfp1")
                  .speed(10_000_000_000L)
                  .traffic(800, 0)
                  .countingFrom(0xffff_ffffL)
                  .losing(new Trouble(1, 2, 3, 0.5)))
          .with(InterfaceModel.of(PPPOE, "pppoe-7").only32Bits().traffic(8, 8))
          .build();

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final Asking asking = new Asking();
  private final SimulatedAgents agents = SimulatedAgents.open(AgentOptions.defaults().time(time));
  private final SimulatedRouter router = agents.add(MODEL, "tower-7");

  @AfterEach
  void close() {
    asking.close();
    agents.close();
  }

  private SnmpValue get(Oid oid) throws Exception {
    return values(asking.get(router.agent(), V2C, oid)).get(0);
  }

  private SnmpValue get(Oid table, int column, String interfaceName) throws Exception {
    return get(table.append(column, router.index(interfaceName)));
  }

  @Test
  @DisplayName("a router tells who it is and how long it is up")
  void system() throws Exception {
    time.advance(Duration.ofSeconds(90));
    assertEquals(
        List.of(
            text("a router of a tower"),
            new SnmpValue.ObjectId(Oid.of("1.3.6.1.4.1.14988.1")),
            new SnmpValue.TimeTicks(9_000),
            text("tower-7")),
        values(asking.walk(router.agent(), V2C, Oid.of("1.3.6.1.2.1.1"))));
    router.rename("tower-8");
    assertEquals(text("tower-8"), get(NAME));
    assertEquals(text("tower"), agents.add(MODEL).agent().value(NAME).orElseThrow());
  }

  @Test
  @DisplayName("its time begins again after 497 days")
  void upTimeWraps() throws Exception {
    router.agent().upFor(Duration.ofMillis((1L << 32) * 10 - 1_000));
    assertEquals(new SnmpValue.TimeTicks((1L << 32) - 100), get(UP_TIME));
    time.advance(Duration.ofSeconds(2));
    assertEquals(new SnmpValue.TimeTicks(100), get(UP_TIME));
    assertEquals(1, router.agent().engineBoots());
  }

  @Test
  @DisplayName("counters go up with time, by the traffic, in 32 and 64 bits")
  void counters() throws Exception {
    time.advance(Duration.ofSeconds(10));
    assertEquals(new SnmpValue.Counter64(10_000), get(IF_X_ENTRY, 6, "ether1"));
    assertEquals(new SnmpValue.Counter64(100_000), get(IF_X_ENTRY, 10, "ether1"));
    assertEquals(new SnmpValue.Counter32(10_000), get(IF_ENTRY, 10, "ether1"));
    assertEquals(new SnmpValue.Counter32(200), get(IF_ENTRY, 17, "ether1"));

    assertEquals(new SnmpValue.Counter32(999), get(IF_ENTRY, 10, "sfp1"), "it wrapped");
    assertEquals(new SnmpValue.Counter64(0xffff_ffffL + 1_000), get(IF_X_ENTRY, 6, "sfp1"));
    assertEquals(new SnmpValue.Counter32(10), get(IF_ENTRY, 14, "sfp1"));
    assertEquals(new SnmpValue.Counter32(20), get(IF_ENTRY, 20, "sfp1"));
    assertEquals(new SnmpValue.Counter32(30), get(IF_ENTRY, 13, "sfp1"));
    assertEquals(new SnmpValue.Counter32(5), get(IF_ENTRY, 19, "sfp1"));
  }

  @Test
  @DisplayName("names, aliases and speeds are in the table, also of who has a negative index")
  void described() throws Exception {
    assertEquals(text("to core"), get(IF_X_ENTRY, 18, "ether1"));
    assertEquals(new SnmpValue.Gauge32(10_000), get(IF_X_ENTRY, 15, "sfp1"));
    assertEquals(new SnmpValue.Gauge32(0xffff_ffffL), get(IF_ENTRY, 5, "sfp1"));
    assertEquals(text("pppoe-7"), get(IF_X_ENTRY, 1, "pppoe-7"));
    assertEquals(new SnmpValue.Int(PPPOE), get(IF_ENTRY, 1, "pppoe-7"));
    assertEquals(
        List.of(text("ether1"), text("sfp1"), text("pppoe-7")),
        values(asking.walk(router.agent(), V1, IF_X_ENTRY.append(1))));
    assertEquals(new SnmpValue.Int(3), get(Oid.of("1.3.6.1.2.1.2.1.0")));
  }

  @Test
  @DisplayName("who has no counters of 64 bits has those of 32")
  void narrow() throws Exception {
    time.advance(Duration.ofSeconds(5));
    assertEquals(Absent.NO_SUCH_INSTANCE, get(IF_X_ENTRY, 6, "pppoe-7"));
    assertEquals(new SnmpValue.Counter32(5), get(IF_ENTRY, 10, "pppoe-7"));
  }

  @Test
  @DisplayName("a reboot begins time and counters at 0 and counts a boot")
  void reboot() throws Exception {
    time.advance(Duration.ofHours(1));
    router.reboot();
    time.advance(Duration.ofSeconds(1));

    assertEquals(new SnmpValue.TimeTicks(100), get(UP_TIME));
    assertEquals(new SnmpValue.Counter64(100), get(IF_X_ENTRY, 6, "sfp1"), "not where it began");
    assertEquals(2, router.agent().engineBoots());
  }

  @Test
  @DisplayName("after a reboot with other indexes the same index is another interface")
  void renumbered() throws Exception {
    SimulatedRouter other = agents.add(MODEL);
    router.rebootRenumbered();
    assertEquals(2, router.index("ether1"));
    assertEquals(PPPOE, router.index("sfp1"));
    assertEquals(1, router.index("pppoe-7"));
    assertEquals(text("ether1"), get(IF_X_ENTRY.append(1, 2)));
    assertEquals(text("pppoe-7"), get(IF_X_ENTRY.append(1, 1)));
    assertEquals(1, other.index("ether1"), "the model is shared, the change is not");
  }

  @Test
  @DisplayName("an interface that is down counts nothing, and tells since when")
  void down() throws Exception {
    time.advance(Duration.ofSeconds(10));
    router.link("ether1", false);
    time.advance(Duration.ofSeconds(10));
    assertEquals(new SnmpValue.Int(1), get(IF_ENTRY, 7, "ether1"));
    assertEquals(new SnmpValue.Int(2), get(IF_ENTRY, 8, "ether1"));
    assertEquals(new SnmpValue.TimeTicks(1_000), get(IF_ENTRY, 9, "ether1"));
    assertEquals(new SnmpValue.Counter64(10_000), get(IF_X_ENTRY, 6, "ether1"));

    router.enable("ether1", false).link("ether1", true);
    assertEquals(new SnmpValue.Int(2), get(IF_ENTRY, 7, "ether1"));
    assertEquals(new SnmpValue.Int(2), get(IF_ENTRY, 8, "ether1"));
    router.enable("ether1", true);
    time.advance(Duration.ofSeconds(5));
    assertEquals(new SnmpValue.Int(1), get(IF_ENTRY, 8, "ether1"));
    assertEquals(new SnmpValue.TimeTicks(2_000), get(IF_ENTRY, 9, "ether1"));
    assertEquals(new SnmpValue.Counter64(15_000), get(IF_X_ENTRY, 6, "ether1"));
  }

  @Test
  @DisplayName("an interface that is down stays down over a reboot")
  void downOverReboot() throws Exception {
    router.link("sfp1", false);
    router.reboot();
    time.advance(Duration.ofSeconds(10));
    assertEquals(new SnmpValue.Int(2), get(IF_ENTRY, 8, "sfp1"));
    assertEquals(new SnmpValue.Counter64(0), get(IF_X_ENTRY, 6, "sfp1"));
  }

  @Test
  @DisplayName("counters that are cleared begin at 0, and the interface tells when")
  void cleared() throws Exception {
    time.advance(Duration.ofSeconds(10));
    assertEquals(new SnmpValue.TimeTicks(0), get(IF_X_ENTRY, 19, "sfp1"));
    router.clearCounters("sfp1");
    time.advance(Duration.ofSeconds(1));

    assertEquals(new SnmpValue.TimeTicks(1_000), get(IF_X_ENTRY, 19, "sfp1"));
    assertEquals(new SnmpValue.Counter64(100), get(IF_X_ENTRY, 6, "sfp1"));
    assertEquals(new SnmpValue.Counter64(11_000), get(IF_X_ENTRY, 6, "ether1"));
  }

  @Test
  @DisplayName("traffic may come in waves, and no counter ever goes down")
  void waves() {
    Flow wave = Flow.wave(1_000, 9_000, Duration.ofDays(1));
    double before = 0;
    for (int hour = 1; hour <= 48; hour++) {
      double now = wave.bitsAfter(hour * 3_600);
      double rate = (now - before) / 3_600;
      assertEquals(5_000, rate, 4_000, "in hour " + hour);
      before = now;
    }
    assertEquals(5_000 * 2 * 86_400.0, before, 1);
    assertThrows(IllegalArgumentException.class, () -> Flow.wave(2, 1, Duration.ofDays(1)));
  }

  @Test
  @DisplayName("mistakes in a model and in names are told")
  void mistakes() {
    RouterModel.Builder twice = RouterModel.named("x").with(InterfaceModel.of(1, "a"));
    assertThrows(IllegalArgumentException.class, () -> twice.with(InterfaceModel.of(1, "b")));
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> router.link("ether9", true));
    assertEquals(
        "router model 'tower': there is no interface 'ether9'; there are [ether1, sfp1, pppoe-7]",
        unknown.getMessage());
  }
}
