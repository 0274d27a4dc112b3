package io.ispmonitor.testkit.snmp;

import static io.ispmonitor.testkit.snmp.Asking.V2C;
import static io.ispmonitor.testkit.snmp.Asking.patient;
import static io.ispmonitor.testkit.snmp.Asking.text;
import static io.ispmonitor.testkit.snmp.Asking.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpTable;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.WalkLimits;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WirelessTest {
  private static final Flow DOWN = Flow.constant(8_000_000_000.0);
  private static final Flow UP = Flow.constant(8_000);

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final Asking asking = new Asking();
  private final SimulatedAgents agents = SimulatedAgents.open(AgentOptions.defaults().time(time));
  private final WirelessStation far = WirelessStation.of(7).signal(-80, -90).traffic(DOWN, UP);

  @AfterEach
  void close() {
    asking.close();
    agents.close();
  }

  private SnmpTable table(SimulatedAgent agent, Oid entry, int... columns) throws Exception {
    List<Oid> all = IntStream.of(columns).mapToObj(entry::append).toList();
    return asking
        .client
        .table(patient(agent.target(V2C)), all, WalkLimits.usual())
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("a MikroTik has its voltage in tenths and its stations by address and interface")
  void mikrotik() throws Exception {
    RouterModel model =
        RouterModel.named("sector")
            .with(InterfaceModel.of(5, "wlan1"))
            .with(MikrotikObjects.voltage(24.08))
            .with(MikrotikObjects.registrations(5, List.of(far, WirelessStation.of(8))))
            .build();
    SimulatedAgent agent = agents.add(model).agent();
    time.advance(Duration.ofSeconds(5));
    Oid wireless = Oid.of("1.3.6.1.4.1.14988.1.1.1");

    assertEquals(
        List.of(new SnmpValue.Int(241), new SnmpValue.Gauge32(2)),
        values(
            asking.get(agent, V2C, Oid.of("1.3.6.1.4.1.14988.1.1.3.8.0"), wireless.append(4, 0))));
    SnmpTable table = table(agent, wireless.append(2, 1), 3, 4, 5, 11, 12, 20);
    assertTrue(table.isComplete());
    assertEquals(2, table.rows().size());
    assertEquals(
        new SnmpTable.Row(
            Oid.of("6.0.0.0.0.7.5"),
            List.of(
                new SnmpValue.Int(-80),
                new SnmpValue.Counter32(5_000_000_000L - (1L << 32)),
                new SnmpValue.Counter32(5_000),
                new SnmpValue.TimeTicks(500),
                new SnmpValue.Int(10),
                text("station-7"))),
        table.rows().get(0));
  }

  @Test
  @DisplayName("an airMAX has its stations by radio and address, and counts in 64 bits")
  void airMax() throws Exception {
    SimulatedAgent agent = agents.add(AirMaxObjects.stations(1, List.of(far)));
    time.advance(Duration.ofSeconds(5));
    assertEquals(
        List.of(
            new SnmpTable.Row(
                Oid.of("1.6.0.0.0.0.7"),
                List.of(
                    text("station-7"),
                    new SnmpValue.Int(-80),
                    new SnmpValue.Int(-90),
                    new SnmpValue.Counter64(5_000_000_000L)))),
        table(agent, Oid.of("1.3.6.1.4.1.41112.1.4.7.1"), 2, 3, 4, 13).rows());
    assertEquals(
        List.of(new SnmpValue.Int(1)),
        values(asking.get(agent, V2C, Oid.of("1.3.6.1.4.1.41112.1.4.5.1.15.1"))));
  }

  @Test
  @DisplayName("a station without a proper address is refused")
  void address() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new WirelessStation(
                Octets.of((byte) 1), "x", -60, -95, 1, 1, Flow.none(), Flow.none()));
  }
}
