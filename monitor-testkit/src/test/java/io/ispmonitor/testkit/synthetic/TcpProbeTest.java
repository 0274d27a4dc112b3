package io.ispmonitor.testkit.synthetic;

import static io.ispmonitor.testkit.synthetic.Asking.ask;
import static io.ispmonitor.testkit.synthetic.Asking.reason;
import static io.ispmonitor.testkit.synthetic.Asking.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.synthetic.TcpProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TcpProbeTest {
  private final Outlook outlook = Outlook.open();

  @AfterEach
  void close() {
    outlook.close();
  }

  @Test
  @DisplayName("an open port answers with the time to connect, which is the round trip too")
  void open() throws Exception {
    try (Stranger server = Stranger.that((in, out, until) -> until.await())) {
      Readings readings = answered(ask(TcpProbe.over(outlook).port(server.port()).build()));
      assertEquals(1, value(readings, "tcp.open"));
      assertTrue(value(readings, "tcp.connect") > 0);
      assertEquals(value(readings, "tcp.connect"), value(readings, PingMetrics.ROUND_TRIP.name()));
    }
  }

  @Test
  @DisplayName("a closed port proves that the host is alive, where reachability is asked")
  void closedPortIsAlive() throws Exception {
    TcpProbe probe = TcpProbe.over(outlook).port(Stranger.closedPort()).build();
    assertEquals(0, value(answered(ask(probe)), "tcp.open"));
  }

  @Test
  @DisplayName("a closed port is refused, where data are asked or the host says so")
  void closedPortIsRefused() throws Exception {
    int port = Stranger.closedPort();
    TcpProbe data = TcpProbe.over(outlook).role(Role.DATA).port(port).build();
    TcpProbe strict = TcpProbe.over(outlook).closedPortIsAlive(false).port(port).build();
    ProbeOutcome expected =
        new ProbeOutcome.Refused("TCP port " + port + " is closed", Stranger.loopback());
    assertEquals(expected, ask(data));
    assertEquals(expected, ask(strict));
  }

  @Test
  @DisplayName("a probe for data leaves the round trip to others")
  void noRoundTrip() {
    TcpProbe probe = TcpProbe.over(outlook).role(Role.DATA).instance("ssh").port(22).build();
    assertEquals("[tcp.connect[ssh], tcp.open[ssh]]", probe.layout().toString());
  }

  @Test
  @DisplayName("a device without the label of its port is not asked, and the outcome says why")
  void noPort() throws Exception {
    TcpProbe probe = TcpProbe.over(outlook).portLabel("port").build();
    assertInstanceOf(ProbeOutcome.Broken.class, ask(probe));
    assertTrue(reason(ask(probe)).contains("no target for device 'server'"));
  }

  @Test
  @DisplayName("a port that is none is refused where it is set")
  void wrongPort() {
    assertThrows(IllegalArgumentException.class, () -> TcpProbe.over(outlook).port(65_536));
    TcpProbe probe = TcpProbe.over(outlook).portLabel("port").build();
    Device device = Device.named("x").address(Stranger.loopback()).label("port", "ssh\n").build();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> probe.start(device, Asking.deadline(Duration.ofSeconds(1)), outcome -> {}));
    assertEquals("device 'x': label 'port' must be a TCP port, was 'ssh\\u000a'", e.getMessage());
  }

  @Test
  @DisplayName("a device without an address is broken, not silent")
  void noAddress() {
    List<ProbeOutcome> outcomes = new ArrayList<>();
    TcpProbe.over(outlook)
        .port(1)
        .build()
        .start(
            Device.named("nowhere").build(), Asking.deadline(Duration.ofSeconds(1)), outcomes::add);
    assertInstanceOf(ProbeOutcome.Broken.class, outcomes.get(0));
  }

  private static Readings answered(ProbeOutcome outcome) throws IOException {
    return assertInstanceOf(ProbeOutcome.Answered.class, outcome).readings();
  }
}
